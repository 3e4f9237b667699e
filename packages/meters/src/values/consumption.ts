import type { Quality, RollupQuality } from './quality.ts';

/** What was used within one local day; undefined where not known. */
export interface DailyConsumption {
  readonly consumption: number | undefined;
  readonly quality: Quality;
  readonly measuredShare: number;
  /** p10 and p90 of an estimated consumption; undefined where measured, or where nobody knows. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** A month or a year: the sum of its known days. */
export interface RollupConsumption {
  readonly consumption: number | undefined;
  readonly quality: RollupQuality;
  readonly measuredShare: number;
  /** Days of the interval that the meter existed and that had ended, and how many of them are unknown. */
  readonly days: number;
  readonly unknownDays: number;
}
