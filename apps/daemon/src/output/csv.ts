/** A cell of machine output: numbers as the shortest text that reads back as the same double, no value as nothing. */
export type Cell = string | number | boolean | undefined;

export function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell === 0 ? 0 : cell) : '';
  if (typeof cell === 'boolean') return String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A row as in RFC 4180, without its line end. */
export function csvRow(cells: readonly Cell[]): string {
  return cells.map(cellText).join(',');
}

/** An instant (UTC ms) as ISO 8601 in UTC: whole seconds without a fraction. */
export function instantText(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
