export const profileBases = ['learned', 'pattern', 'degree-days', 'uniform'] as const;
export type ProfileBasis = (typeof profileBases)[number];

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
  /** Measured days that taught it. */
  readonly days: number;
}
