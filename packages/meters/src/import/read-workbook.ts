import readSheets from 'read-excel-file/universal';
import type { TableCell } from './export-table.ts';

/** A file is no XLSX workbook. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
  constructor(cause: unknown) {
    super('it is no XLSX workbook; save it as .xlsx or .csv', { cause });
  }
}

/** The sheets of an XLSX workbook, in its order, as rows of cells. Date cells show the wall clock as if it were UTC. @throws WorkbookError */
export async function readWorkbook(bytes: ArrayBuffer): Promise<TableCell[][][]> {
  try {
    const sheets = await readSheets(bytes);
    return sheets.map(({ data }) => data.map((row) => row.map((cell) => cell as TableCell)));
  } catch (error) {
    throw new WorkbookError(error);
  }
}
