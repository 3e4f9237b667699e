import type { Quality } from './quality.ts';

/** Which rate profile shaped an estimated day. */
export const methods = [
  'none',
  'measured',
  'learned',
  'pattern',
  'degree-days',
  'uniform',
  'extrapolated',
  'combined',
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
}
