export const profileBases = ['learned', 'pattern', 'degree-days', 'uniform'] as const;
export type ProfileBasis = (typeof profileBases)[number];

/**
 * What decides how far an estimated day may be off: the local days that its gap touches (at least so many), and after the last reading
 * the days since then.
 */
export const spreadClasses = [
  { kind: 'gap', days: 2 },
  { kind: 'gap', days: 3 },
  { kind: 'gap', days: 5 },
  { kind: 'gap', days: 10 },
  { kind: 'forecast', days: 0 },
  { kind: 'forecast', days: 15 },
] as const;

/**
 * The shape of a meter's consumption: rate at an instant ∝ season(day of year) × dayClass × hours(slot).
 * Used only where something is estimated.
 */
export interface Profile {
  readonly basis: ProfileBasis;
  /** Mean daily weight per calendar month, January to December, mean 1 over the year's days. */
  readonly season: Float64Array;
  /** Relative weight of Mo–Fr, Sa, Su (and holidays), mean 1 over a week. */
  readonly dayClass: Float64Array;
  /** 3 × 24 shares of a day by wall-clock hour, each row summing to 1. */
  readonly hours: Float64Array;
  /** Expected amount per day at weight 1, from the latest measured amounts of the training span; undefined where nothing was measured. */
  readonly level: number | undefined;
  /**
   * How far days were from what this shape says of them, as multiples of the estimate: p10 and p90 for each of `spreadClasses`; empty
   * where nobody knows.
   */
  readonly spread: Float64Array;
  /** Measured days that taught it. */
  readonly days: number;
}
