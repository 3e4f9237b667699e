import type { Quality } from './quality.ts';

/** What shaped an estimated day: a rate profile by its basis, or the most similar days around. New ones come last: codes are stored. */
export const methods = [
  'none',
  'measured',
  'learned',
  'pattern',
  'degree-days',
  'uniform',
  'extrapolated',
  'combined',
  'similar-days',
] as const;
export type Method = (typeof methods)[number];

/** One local day of a physical, master or virtual meter, in the meter's output unit. */
export interface DayValue {
  /** Register at the end of the day; undefined where not known, and for virtual meters. */
  readonly close: number | undefined;
  /** What the register moved within the day; ≥ 0 but for virtual meters; undefined where quality is `unknown`. */
  readonly advance: number | undefined;
  readonly quality: Quality;
  /** Part of the advance that lies in known intervals, 0…1. */
  readonly measuredShare: number;
  readonly method: Method;
  /**
   * p10 and p90 of the advance, where it is estimated or extrapolated and it is known how far such estimates are off: one day in ten lies
   * below, one above. Undefined where measured.
   */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}
