import { forEachLine, splitFields } from './csv-fields.ts';
import { type CsvHeader, parseHeader, ReadingsHeaderError } from './csv-header.ts';
import { type NumberStyle, provenMark } from './decimal-text.ts';
import {
  type FoundRow,
  finishReadings,
  type ImportedReadings,
  type RefusalReason,
  type RefusedRow,
} from './finish-readings.ts';
import { TimeReader } from './reading-time.ts';

export interface ImportOptions {
  /** IANA zone of times that name none; without it they are refused. @throws UnknownZoneError */
  readonly timezone?: string;
}

/**
 * Reads readings from CSV: a header with `time` and `value` in any order and case among any others; separated by comma,
 * semicolon or tab; ISO 8601 times with zone, or local ones of `timezone`; decimal points or commas. Every row is taken or
 * refused by itself, with its line. With a comma as separator the decimal mark is a point, unless quoted numbers prove
 * otherwise; with others some number of the file must prove it, else those that could be read both ways are refused.
 * @throws ReadingsHeaderError if the first line that is not blank names no such columns
 */
export function parseReadingsCsv(input: string | Iterable<string>, options: ImportOptions = {}): ImportedReadings {
  const text = (typeof input === 'string' ? input : [...input].join('')).replace(/^\uFEFF/, '');
  const refused: RefusedRow[] = [];
  const refuse = (line: number, row: string, reason: RefusalReason) =>
    refused.push({ line, text: row.slice(0, 200), reason });
  const rows: FoundRow[] = [];
  const instants: number[] = [];
  const localRows: number[] = [];
  const localTimes: number[] = [];
  const times = new TimeReader();
  const readRow = (line: string, number: number, columns: CsvHeader): RefusalReason | undefined => {
    const fields = splitFields(line, columns.separator);
    if (fields === undefined) return 'quote not closed';
    const fault = fieldsFault(fields, columns);
    if (fault !== undefined) return fault;
    const time = times.read(fields[columns.time] ?? '');
    if (typeof time === 'string') return time;
    if (time.local) {
      if (options.timezone === undefined) return 'time without zone';
      localRows.push(rows.length);
      localTimes.push(time.time);
    }
    instants.push(time.time);
    rows.push({ line: number, text: line, value: fields[columns.value] ?? '' });
    return undefined;
  };
  let header: CsvHeader | undefined;
  let count = 0;
  forEachLine(text, (line, number) => {
    if (isBlank(line)) return;
    if (header === undefined) {
      header = parseHeader(line, number);
      return;
    }
    count++;
    const fault = readRow(line, number, header);
    if (fault !== undefined) refuse(number, line, fault);
  });
  if (header === undefined) throw new ReadingsHeaderError(1, []);
  const found = { count, refused, rows, instants, localRows, localTimes };
  return finishReadings(found, styleOf(rows, header), options.timezone);
}

/** Blank, or nothing but separators, as spreadsheets write empty rows. */
function isBlank(line: string): boolean {
  const code = line.charCodeAt(0);
  if (code >= 48 && code <= 57) return false;
  return /^[\s,;]*$/.test(line);
}

function fieldsFault(fields: readonly string[], header: CsvHeader): RefusalReason | undefined {
  if (fields.length <= Math.max(header.time, header.value)) return 'too few fields';
  if (fields.length === header.columns) return undefined;
  // A trailing separator is harmless; a number cut in two by its decimal comma is not.
  return fields.slice(header.columns).some((field) => field.trim() !== '') ? 'too many fields' : undefined;
}

function styleOf(rows: readonly FoundRow[], { separator }: CsvHeader): NumberStyle {
  const open: NumberStyle = { mark: separator === ',' ? '.' : undefined, proven: false };
  let found: NumberStyle = open;
  for (const { value } of rows) {
    if (typeof value !== 'string' || (separator === ',' && !value.includes(','))) continue;
    if (found.proven && agrees(value, found.mark)) continue;
    const mark = provenMark(value);
    if (mark === undefined || mark === found.mark) {
      if (mark !== undefined) found = { mark, proven: true };
      continue;
    }
    // Numbers that prove opposite marks: only what needs no style can be read.
    if (found.proven) return { mark: undefined, proven: false };
    found = { mark, proven: true };
  }
  return found;
}

/** Whether a number says nothing new: it has the known mark once, and not the other. */
function agrees(value: string, mark: NumberStyle['mark']): boolean {
  if (mark === undefined) return false;
  const at = value.indexOf(mark);
  return at >= 0 && at === value.lastIndexOf(mark) && !value.includes(mark === '.' ? ',' : '.');
}
