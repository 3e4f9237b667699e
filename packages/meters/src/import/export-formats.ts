import { parseUnit, type Unit } from '../units/unit.ts';
import type { DecimalMark } from './decimal-text.ts';
import { cellText, type TableCell } from './export-table.ts';
import { clockTimeOf, instantOf, wallTimeOf } from './export-times.ts';
import type { ReadTime, TimeFault } from './reading-time.ts';

/** Where the columns of an export are, and how a row of it is read. */
export interface ExportColumns {
  /** For people. */
  readonly format: string;
  readonly value: number;
  /** The decimal mark of texts that could be read both ways. */
  readonly mark: DecimalMark;
  /** Of the values, where the header or a column says it. */
  readonly unitOf: (cells: readonly TableCell[]) => Unit | undefined;
  /** Which series the row is of; undefined in a file of one. */
  readonly seriesOf?: (cells: readonly TableCell[]) => string;
  readonly timeOf: (cells: readonly TableCell[]) => ReadTime | TimeFault;
  /** What a time is the start of, though the value is that of its end: an hour, or five minutes where rows lie closer. */
  readonly namesStart?: true;
}

/** The formats that are known by their header, first that fits. */
export function columnsOf(header: readonly TableCell[]): ExportColumns | undefined {
  const names = header.map((cell) => cellText(cell).toLowerCase());
  return gridOperator(names) ?? statistics(names) ?? history(names);
}

/** `Ab-Datum`, `Ab-Zeit`, `Zählerstand`: registers as grid operators give them, in local time. */
function gridOperator(names: readonly string[]): ExportColumns | undefined {
  const date = names.indexOf('ab-datum');
  const time = names.indexOf('ab-zeit');
  const value = names.findIndex((name) => /^z(ä|ae)hlerstand\b/.test(name.normalize('NFC')));
  if (date < 0 || value < 0) return undefined;
  const unitColumn = names.indexOf('einheit');
  const named = /[([]\s*(\S+?)\s*[)\]]/.exec(names[value] ?? '')?.[1];
  const unit = named === undefined ? undefined : unitIn(named);
  return {
    format: 'registers of a grid operator',
    mark: ',',
    value,
    unitOf: (cells) => unit ?? (unitColumn < 0 ? undefined : unitIn(cellText(cells[unitColumn]))),
    timeOf(cells) {
      const clock = time < 0 ? 0 : clockTimeOf(cells[time]);
      const day = wallTimeOf(cells[date], time < 0);
      if (typeof day === 'string') return day;
      return typeof clock === 'string' ? clock : { local: true, time: day + clock };
    },
  };
}

/** Home Assistant's statistics: `start` or `start_ts`, and `state` (the register) or `sum`. */
function statistics(names: readonly string[]): ExportColumns | undefined {
  const seconds = names.indexOf('start_ts');
  const start = seconds >= 0 ? seconds : names.indexOf('start');
  const value = names.includes('state') ? names.indexOf('state') : names.indexOf('sum');
  if (start < 0 || value < 0) return undefined;
  const series = firstOf(names, 'statistic_id', 'entity_id', 'metadata_id');
  return {
    format: 'statistics of Home Assistant',
    mark: '.',
    value,
    unitOf: unitColumn(names),
    ...seriesColumn(series),
    timeOf: (cells) => instantOf(cells[start]),
    namesStart: true,
  };
}

/** What the history page of Home Assistant saves: `entity_id`, `state`, `last_changed`. */
function history(names: readonly string[]): ExportColumns | undefined {
  const time = firstOf(names, 'last_changed', 'last_updated');
  const value = names.indexOf('state');
  if (time < 0 || value < 0) return undefined;
  return {
    format: 'history of Home Assistant',
    mark: '.',
    value,
    unitOf: unitColumn(names),
    ...seriesColumn(names.indexOf('entity_id')),
    timeOf: (cells) => instantOf(cells[time]),
  };
}

function firstOf(names: readonly string[], ...wanted: readonly string[]): number {
  return wanted.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
}

function unitColumn(names: readonly string[]): ExportColumns['unitOf'] {
  const column = firstOf(names, 'unit', 'unit_of_measurement');
  return (cells) => (column < 0 ? undefined : unitIn(cellText(cells[column])));
}

function seriesColumn(column: number): Pick<ExportColumns, 'seriesOf'> {
  return column < 0 ? {} : { seriesOf: (cells) => cellText(cells[column]) };
}

/** Headers are compared in small letters; `kwh` can be nothing but kWh. */
function unitIn(text: string): Unit | undefined {
  const small = text.toLowerCase();
  return parseUnit(text) ?? parseUnit({ kwh: 'kWh', mwh: 'MWh', wh: 'Wh', l: 'L' }[small] ?? small);
}
