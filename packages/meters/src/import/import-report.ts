import type { ValueFault } from './decimal-text.ts';
import type { TimeFault } from './reading-time.ts';

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
