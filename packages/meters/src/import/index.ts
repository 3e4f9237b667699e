export { ReadingsHeaderError } from './csv-header.ts';
export {
  type ImportedReadings,
  type ImportOptions,
  type ImportReport,
  parseReadingsCsv,
  type RefusalReason,
  type RefusedRow,
} from './parse-readings-csv.ts';
