/** The rows of a CSV text by column name. */
export type Rows = readonly Readonly<Record<string, string>>[];

/** Reads comma-separated text whose first line names the columns; without quotes, which these files have no use for. */
export function parseRows(text: string): Rows {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = header.split(',').map((name) => name.trim());
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim() ?? '']));
  });
}
