import { forEachLine, splitFields } from './csv-fields.ts';
import { type CsvHeader, parseHeader, ReadingsHeaderError } from './csv-header.ts';
import { type NumberStyle, provenMark } from './decimal-text.ts';
import type { ImportedReadings, RefusalReason } from './import-report.ts';
import { ReadingRows } from './reading-rows.ts';
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
 * A long text comes in pieces, cut anywhere; it is walked more than once and never held as a whole.
 * @throws ReadingsHeaderError if the first line that is not blank names no such columns
 */
export function parseReadingsCsv(text: string | Iterable<string>, options: ImportOptions = {}): ImportedReadings {
  const header = findHeader(text);
  const rows = new ReadingRows({ style: styleOf(text, header), timezone: options.timezone });
  const times = new TimeReader();
  forEachRow(text, header, (line, number) => {
    const fields = splitFields(line, header.separator);
    const fault = fields === undefined ? 'quote not closed' : fieldsFault(fields, header);
    const time = fault ?? times.read(fields?.[header.time] ?? '');
    if (typeof time === 'string') rows.refuse(number, line, time);
    else rows.take(number, line, time, fields?.[header.value] ?? '');
  });
  return rows.readings();
}

interface FoundHeader extends CsvHeader {
  /** From 1. */
  readonly line: number;
}

/** @throws ReadingsHeaderError */
function findHeader(text: string | Iterable<string>): FoundHeader {
  let header: FoundHeader | undefined;
  forEachLine(text, (line, number) => {
    if (isBlank(line)) return undefined;
    header = { ...parseHeader(line.replace(/^\uFEFF/, ''), number), line: number };
    return 'stop';
  });
  if (header === undefined) throw new ReadingsHeaderError(1, []);
  return header;
}

/** Calls back with every row below the header that is not blank. */
function forEachRow(
  text: string | Iterable<string>,
  header: FoundHeader,
  visit: (line: string, number: number) => void,
): void {
  forEachLine(text, (line, number) => {
    if (number > header.line && !isBlank(line)) visit(line, number);
  });
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

/** How the numbers of the file are written, by all of them. */
function styleOf(text: string | Iterable<string>, header: FoundHeader): NumberStyle {
  const { separator } = header;
  let found: NumberStyle = { mark: separator === ',' ? '.' : undefined, proven: false };
  let opposed = false;
  forEachRow(text, header, (line) => {
    // Where commas separate, only a quoted number can have one.
    if (opposed || (separator === ',' && !line.includes('"'))) return;
    const fields = splitFields(line, separator);
    if (fields === undefined || fieldsFault(fields, header) !== undefined) return;
    const value = fields[header.value] ?? '';
    if ((separator === ',' && !value.includes(',')) || (found.proven && agrees(value, found.mark))) return;
    const mark = provenMark(value);
    if (mark === undefined) return;
    opposed = found.proven && mark !== found.mark;
    found = { mark, proven: true };
  });
  // Numbers that prove opposite marks: only what needs no style can be read.
  return opposed ? { mark: undefined, proven: false } : found;
}

/** Whether a number says nothing new: it has the known mark once, and not the other. */
function agrees(value: string, mark: NumberStyle['mark']): boolean {
  if (mark === undefined) return false;
  const at = value.indexOf(mark);
  return at >= 0 && at === value.lastIndexOf(mark) && !value.includes(mark === '.' ? ',' : '.');
}
