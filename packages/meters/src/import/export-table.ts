import { forEachLine, type Separator, splitFields } from './csv-fields.ts';

/** What stands in a cell: of a CSV file a text; of a sheet also a number, a date (as if the wall clock showed UTC) or nothing. */
export type TableCell = string | number | boolean | Date | null;

export interface TableRow {
  /** From 1, as the file or the sheet counts. */
  readonly line: number;
  readonly cells: readonly TableCell[];
  /** As it stands there, for people. */
  readonly text: string;
}

const separators: readonly Separator[] = [';', '\t', ','];

/** The lines of a CSV file, cut by the separator that makes `isHeader` true of one of the first rows; undefined where none does. */
export function csvTable(text: string, isHeader: (cells: readonly TableCell[]) => boolean): TableRow[] | undefined {
  const lines: { line: string; number: number }[] = [];
  forEachLine(text.replace(/^\uFEFF/, ''), (line, number) => {
    if (!/^[\s,;]*$/.test(line)) lines.push({ line, number });
  });
  const cut = (separator: Separator) => (line: string) => splitFields(line, separator) ?? [line];
  const separator = separators.find((one) =>
    lines
      .slice(0, headerRows)
      .map(({ line }) => cut(one)(line))
      .some(isHeader),
  );
  if (separator === undefined) return undefined;
  return lines.map(({ line, number }) => ({ line: number, cells: cut(separator)(line), text: line }));
}

/** Rows that a header may be in: exports begin with addresses and explanations. */
export const headerRows = 20;

/** The rows of a sheet, empty ones left out. */
export function sheetTable(rows: readonly (readonly TableCell[])[]): TableRow[] {
  return rows.flatMap((cells, i) =>
    cells.every((cell) => cell === null || cell === '')
      ? []
      : [{ line: i + 1, cells, text: cells.map(cellText).join(' | ') }],
  );
}

export function cellText(cell: TableCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().replace('T', ' ').replace('.000Z', '') : String(cell).trim();
}
