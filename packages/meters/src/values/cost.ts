import type { Quality, RollupQuality } from './quality.ts';

/** What a local day cost, in the house's currency: the amount at its price and the day's share of the base fee. */
export interface DailyCost {
  /** Base fee included; undefined where the amount or the price is not known. */
  readonly cost: number | undefined;
  /** The base fee's part. */
  readonly fee: number;
  /** Of the amount. */
  readonly quality: Quality;
  readonly measuredShare: number;
}

/** A month or a year: the sum of its known days. */
export interface RollupCost {
  readonly cost: number | undefined;
  /** The base fee's part of it. */
  readonly fee: number;
  readonly quality: RollupQuality;
  /** By money. */
  readonly measuredShare: number;
  readonly days: number;
  readonly unknownDays: number;
}
