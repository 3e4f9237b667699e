export { ReadingsHeaderError } from './csv-header.ts';
export type { TableCell } from './export-table.ts';
export type { ImportedReadings, ImportReport, RefusalReason, RefusedRow } from './import-report.ts';
export {
  type ExportedReadings,
  type ExportOptions,
  MixedUnitsError,
  parseExportCsv,
  parseExportSheets,
  SeriesChoiceError,
} from './parse-export.ts';
export { type ImportOptions, parseReadingsCsv } from './parse-readings-csv.ts';
export { readWorkbook, WorkbookError } from './read-workbook.ts';
