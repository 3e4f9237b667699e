/** What separates the fields of a row. */
export type Separator = ',' | ';' | '\t';

/**
 * The fields of one line, quotes taken off; a doubled quote inside quotes is one. Undefined if a quote is not closed on
 * the line: a reading has no line breaks in it.
 */
export function splitFields(line: string, separator: Separator): string[] | undefined {
  if (!line.includes('"')) return line.split(separator);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const start = line.slice(at).search(/\S/);
    if (start >= 0 && line[at + start] === '"' && !line.slice(at, at + start).includes(separator)) {
      const end = closingQuote(line, at + start + 1);
      if (end < 0) return undefined;
      fields.push(line.slice(at + start + 1, end).replaceAll('""', '"'));
      at = line.indexOf(separator, end + 1);
    } else {
      const end = line.indexOf(separator, at);
      fields.push(line.slice(at, end < 0 ? undefined : end));
      at = end;
    }
    if (at < 0) return fields;
    at++;
  }
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') return at;
  }
  return -1;
}

/** Calls back with every line and its number from 1; LF, CRLF and CR end a line. */
export function forEachLine(text: string, visit: (line: string, number: number) => void): void {
  const bareReturns = !text.includes('\n') && text.includes('\r');
  const end = bareReturns ? '\r' : '\n';
  let number = 0;
  for (let at = 0; at <= text.length; ) {
    const next = text.indexOf(end, at);
    const stop = next < 0 ? text.length : next;
    visit(text.slice(at, stop > at && text[stop - 1] === '\r' ? stop - 1 : stop), ++number);
    at = stop + 1;
  }
}
