import type { RepairEvent } from '../values/repaired-day.ts';
import type { Amounts } from './moved-amounts.ts';

/** What is said of the interval from one believed point to the next. */
export const intervalFlags = {
  /** Where in the interval the amount fell is known well enough: see `isKnownInterval`. */
  known: 1,
  /** The amount is a bounded guess: undeclared reset, or an exchange without its registers. */
  bridged: 2,
  /** The register passed 10^digits. */
  rollover: 4,
  /** Readings that repeated a stale value were dropped from it. */
  staleHold: 8,
} as const;

/** The believed points of one meter, ascending in time, and what the register moved between them. */
export interface RepairedSeries {
  /** UTC ms, strictly ascending. */
  readonly times: Float64Array;
  /** Register believed at each point: the reading, the running maximum within a dip, the new meter's register at an exchange. */
  readonly registers: Float64Array;
  /** Amount from each point to the next, ≥ 0; the last entry is 0. */
  readonly amounts: Amounts;
  /** `intervalFlags` of the interval from each point to the next; the last entry is 0. */
  readonly flags: Uint8Array;
  /** Ascending in time. */
  readonly events: readonly RepairEvent[];
  /** Smallest step of the register; 0 where none could be learned. */
  readonly resolution: number;
  /** Highest plausible rate per hour: configured or learned; Infinity where nothing ever moved. */
  readonly maxRate: number;
}
