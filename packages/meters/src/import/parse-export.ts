import type { Unit } from '../units/unit.ts';
import { type DecimalMark, type NumberStyle, provenMark } from './decimal-text.ts';
import { columnsOf, type ExportColumns } from './export-formats.ts';
import { cellText, csvTable, headerRows, sheetTable, type TableCell, type TableRow } from './export-table.ts';
import type { ImportedReadings } from './import-report.ts';
import { ReadingRows } from './reading-rows.ts';

/** Readings of an export, and what its header told. */
export interface ExportedReadings extends ImportedReadings {
  /** For people: `registers of a grid operator`. */
  readonly format: string;
  /** Of the values; undefined where the file does not say. */
  readonly unit: Unit | undefined;
}

export interface ExportOptions {
  /** IANA zone of times that name none. */
  readonly timezone: string;
  /** Which series, in a file of several. */
  readonly series?: string;
}

/** A file holds several series and nobody said which, or not the one that was named. */
export class SeriesChoiceError extends Error {
  override readonly name = 'SeriesChoiceError';
  readonly found: readonly string[];
  constructor(found: readonly string[], wanted: string | undefined) {
    const shown = `${found.slice(0, 20).join(', ')}${found.length > 20 ? ', …' : ''}`;
    super(
      wanted === undefined
        ? `it holds ${found.length} series; name one with --entity: ${shown}`
        : `it holds no series "${wanted}"; it has ${shown}`,
    );
    this.found = found;
  }
}

/** Rows of one series give their values in several units. */
export class MixedUnitsError extends Error {
  override readonly name = 'MixedUnitsError';
  readonly units: readonly string[];
  constructor(units: readonly string[]) {
    super(`its values are given in ${units.join(' and ')}; import one unit at a time`);
    this.units = units;
  }
}

/** CSV that a grid operator or Home Assistant wrote; undefined where no header of theirs is among its first twenty rows. */
export function parseExportCsv(text: string, options: ExportOptions): ExportedReadings | undefined {
  const table = csvTable(text, (cells) => columnsOf(cells) !== undefined);
  return table === undefined ? undefined : readTable(table, options);
}

/** The first of a workbook's sheets that has such a header; undefined where none has. */
export function parseExportSheets(
  sheets: readonly (readonly (readonly TableCell[])[])[],
  options: ExportOptions,
): ExportedReadings | undefined {
  for (const sheet of sheets) {
    const table = sheetTable(sheet);
    if (headerOf(table) !== undefined) return readTable(table, options);
  }
  return undefined;
}

function headerOf(table: readonly TableRow[]): { columns: ExportColumns; index: number } | undefined {
  for (const [index, { cells }] of table.slice(0, headerRows).entries()) {
    const columns = columnsOf(cells);
    if (columns !== undefined) return { columns, index };
  }
  return undefined;
}

function readTable(table: readonly TableRow[], { timezone, series }: ExportOptions): ExportedReadings | undefined {
  const header = headerOf(table);
  if (header === undefined) return undefined;
  const { columns } = header;
  const wanted = ofSeries(table.slice(header.index + 1), columns, series);
  const rows = new ReadingRows({ style: styleOf(wanted, columns), timezone });
  for (const { line, text, cells } of wanted) {
    const time = cells.length <= columns.value ? 'too few fields' : columns.timeOf(cells);
    if (typeof time === 'string') rows.refuse(line, text, time);
    else rows.take(line, text, time, numberOrText(cells[columns.value]));
  }
  const readings = rows.readings();
  return {
    ...readings,
    times: columns.namesStart ? endsOf(readings.times) : readings.times,
    format: columns.format,
    unit: unitOf(wanted, columns),
  };
}

function numberOrText(cell: TableCell | undefined): number | string {
  return typeof cell === 'number' ? cell : cellText(cell);
}

function ofSeries(
  rows: readonly TableRow[],
  { seriesOf }: ExportColumns,
  wanted: string | undefined,
): readonly TableRow[] {
  if (seriesOf === undefined) return rows;
  const found = [...new Set(rows.map(({ cells }) => seriesOf(cells)))];
  if (wanted === undefined && found.length <= 1) return rows;
  if (wanted === undefined || !found.includes(wanted)) throw new SeriesChoiceError(found, wanted);
  return rows.filter(({ cells }) => seriesOf(cells) === wanted);
}

function unitOf(rows: readonly TableRow[], columns: ExportColumns): Unit | undefined {
  const units = [...new Set(rows.map(({ cells }) => columns.unitOf(cells)))].filter((unit) => unit !== undefined);
  if (units.length > 1) throw new MixedUnitsError(units);
  return units[0];
}

/**
 * Home Assistant names a statistic by the start of its time and keeps the register at its end: an hour later, or five minutes where
 * some rows lie closer than half an hour.
 */
function endsOf(times: Float64Array): Float64Array {
  let closest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < times.length; i++) {
    const apart = (times[i] as number) - (times[i - 1] as number);
    if (apart > 0 && apart < closest) closest = apart;
  }
  const lasts = closest < 1_800_000 ? 300_000 : 3_600_000;
  return times.map((time) => time + lasts);
}

/** The decimal mark that the texts prove, else the usual one; opposite proofs cancel each other. */
function styleOf(rows: readonly TableRow[], { value, mark: usual }: ExportColumns): NumberStyle {
  const marks = new Set<DecimalMark>();
  for (const { cells } of rows) {
    const cell = numberOrText(cells[value]);
    const mark = typeof cell === 'string' ? provenMark(cell) : undefined;
    if (mark !== undefined) marks.add(mark);
    if (marks.size > 1) return { mark: undefined, proven: false };
  }
  const [mark] = marks;
  return { mark: mark ?? usual, proven: mark !== undefined };
}
