import { openZone } from '@meterworks/assets';
import { type NumberStyle, parseDecimal, type ValueFault } from './decimal-text.ts';
import { resolveLocalTimes } from './local-times.ts';
import { orderReadings } from './order-readings.ts';
import { rangeFault, type TimeFault } from './reading-time.ts';

export type RefusalReason =
  | TimeFault
  | ValueFault
  | 'negative'
  | 'too few fields'
  | 'too many fields'
  | 'quote not closed';

/** A row that was not taken. */
export interface RefusedRow {
  /** In the file, from 1, the header included. */
  readonly line: number;
  /** The row as it stands there, cut at 200 characters. */
  readonly text: string;
  readonly reason: RefusalReason;
}

/** What became of the rows: `rows = accepted + duplicates + refused.length`. */
export interface ImportReport {
  /** Rows that are not blank, without the header. */
  readonly rows: number;
  readonly accepted: number;
  /** Rows that repeat a time and its value. */
  readonly duplicates: number;
  /** Accepted rows that give a time another value than a row before them; which to believe is for the repair. */
  readonly conflicting: number;
  /** Rows that lie before the latest row above them. */
  readonly outOfOrder: number;
  readonly refused: readonly RefusedRow[];
}

export interface ImportedReadings {
  /** UTC ms, ascending; equal times have different values and stand as in the file. */
  readonly times: Float64Array;
  /** What the file says, in the file's unit. */
  readonly values: Float64Array;
  readonly report: ImportReport;
}

/** A row whose time was read; its value is not yet. */
export interface FoundRow {
  readonly line: number;
  readonly text: string;
  readonly value: string | number;
}

/** Everything that was found in a file, in the order of its rows. */
export interface FoundRows {
  readonly count: number;
  /** Takes further refusals. */
  readonly refused: RefusedRow[];
  readonly rows: readonly FoundRow[];
  /** UTC ms by row; what stands for a local row is put in here. */
  readonly instants: number[];
  /** Rows whose time is one of a wall clock, and those times (ms since 1970 on the clock). */
  readonly localRows: readonly number[];
  readonly localTimes: readonly number[];
}

/** Settles local times, reads the values and puts the readings in order. A row is taken or refused by itself. */
export function finishReadings(
  { count, refused, rows, instants, localRows, localTimes }: FoundRows,
  style: NumberStyle,
  timezone: string | undefined,
): ImportedReadings {
  const refuse = ({ line, text }: FoundRow, reason: RefusalReason) =>
    refused.push({ line, text: text.slice(0, 200), reason });
  if (timezone !== undefined) {
    const resolved = resolveLocalTimes(Float64Array.from(localTimes), openZone(timezone));
    for (const [index, row] of localRows.entries()) instants[row] = resolved[index] ?? Number.NaN;
  }
  const kept: { times: number[]; values: number[] } = { times: [], values: [] };
  for (const [index, row] of rows.entries()) {
    const time = instants[index] ?? Number.NaN;
    const value = typeof row.value === 'number' ? row.value : parseDecimal(row.value, style);
    const fault = Number.isNaN(time) ? 'local time skipped by the clock change' : rangeFault(time);
    if (fault !== undefined) refuse(row, fault);
    else if (typeof value === 'string') refuse(row, value);
    else if (value < 0) refuse(row, 'negative');
    else {
      kept.times.push(time);
      // A -0 is a 0.
      kept.values.push(value + 0);
    }
  }
  const ordered = orderReadings(Float64Array.from(kept.times), Float64Array.from(kept.values));
  const { duplicates, conflicting, outOfOrder } = ordered;
  refused.sort((a, b) => a.line - b.line);
  const report = { rows: count, accepted: ordered.times.length, duplicates, conflicting, outOfOrder, refused };
  return { times: ordered.times, values: ordered.values, report };
}
