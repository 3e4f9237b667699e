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

/**
 * Calls back with every line and its number from 1, until it answers `stop`. LF and CRLF end a line, or CR where the text has no LF.
 * A long text may come in pieces, cut anywhere.
 */
export function forEachLine(text: string | Iterable<string>, visit: (line: string, number: number) => unknown): void {
  let end: string | undefined;
  let number = 0;
  let rest = '';
  for (const piece of typeof text === 'string' ? [text] : text) {
    const block = rest + piece;
    end ??= lineEnd(block);
    let at = 0;
    for (;;) {
      const next = end === undefined ? -1 : block.indexOf(end, at);
      if (next < 0) break;
      if (visit(withoutReturn(block.slice(at, next)), ++number) === 'stop') return;
      at = next + 1;
    }
    rest = block.slice(at);
  }
  visit(withoutReturn(rest), ++number);
}

/** Undefined while it cannot be told. */
function lineEnd(text: string): string | undefined {
  if (text.includes('\n')) return '\n';
  const at = text.indexOf('\r');
  return at >= 0 && at < text.length - 1 ? '\r' : undefined;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
