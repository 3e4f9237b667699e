/** Lines of aligned columns for people; a column of numbers is aligned right. The first row is the heading. */
export function tableLines(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => [...cell(row[column])].length)),
  );
  const numeric = heading.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const line = (cells: readonly (string | number | undefined)[]) =>
    widths
      .map((width, column) =>
        numeric[column] === true ? padLeft(cell(cells[column]), width) : padRight(cell(cells[column]), width),
      )
      .join('  ')
      .trimEnd();
  return [line(heading), ...rows.map(line)];
}

/** `1,234,567`, of a whole number: for people only, never in machine output. */
export function grouped(count: number): string {
  // Not by Intl, whose start-up would be most of what a short command does.
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `3 partitions`, `1 partition`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

function cell(value: string | number | undefined): string {
  return typeof value === 'number' ? grouped(value) : (value ?? '');
}

function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}

function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - [...text].length)) + text;
}
