/**
 * What the days of one month teach about a meter's course, as far as it was measured: sums over its days, and the stretches of time of
 * which an amount is known. Day classes are Mo–Fr, Sa, Su (and holidays).
 */
export interface MonthLessons {
  /** Amount and number of measured days by day class; a single wild day counts no more than its likes may. */
  readonly amounts: Float64Array;
  readonly counts: Float64Array;
  /** 3 × 24: amount and number of known hours by day class and wall-clock hour. */
  readonly hourAmounts: Float64Array;
  readonly hourCounts: Float64Array;
  /** Days with known hours by day class. */
  readonly hourDays: Float64Array;
  /**
   * Measured days, and gaps between two believed readings, ascending by end; a gap belongs to the month in which it ends. Columns of one
   * length: first instant and end (UTC ms), amount, and the class of a measured day or −1 for a gap.
   */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly known: Float64Array;
  readonly classes: Float64Array;
}
