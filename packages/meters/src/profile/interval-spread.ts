import type { ProfilePrior } from './profile-prior.ts';
import type { KnownGap, MonthStatistics } from './training.ts';

/** Intervals shorter than this are short gaps in dense readings, and no way of reading a meter. */
const shortestDays = 5;
/**
 * The variance of means of L days falls off as L to the power of 2H − 2, where days that have nothing to do with each other have a Hurst exponent
 * H of one half, and natural series one of about 0.75: what follows the weather is like them, what people switch on lies between.
 */
const hurst: Readonly<Record<ProfilePrior['kind'], number>> = {
  electricity: 0.625,
  gas: 0.75,
  heat: 0.75,
  water: 0.625,
};
/** So many hidden readings count as much as what is said of the kind. */
const weightOfKind = 4;
/** Below this share of the estimate a day of nothing is likely. */
const nothing = 0.05;
/** Of a normal distribution, the 90th percentile. */
const normal90 = 1.2816;

/** What hidden readings say of a meter that is read by hand. */
export interface IntervalSpread {
  /** Variance of a day divided by its estimate. */
  readonly variance: number;
  /** How much it says beside what is known of the kind, 0…1. */
  readonly weight: number;
}

/**
 * How far days are from their estimate where only registers weeks apart are known: each reading between two intervals is hidden, and what its two
 * sides were is held against what their sum says; and from means of so many days to single ones by how series like these scale.
 * Undefined where no reading lies between two intervals.
 */
export function intervalSpread(
  window: readonly MonthStatistics[],
  season: ArrayLike<number>,
  kind: ProfilePrior['kind'],
): IntervalSpread | undefined {
  const gaps = window.flatMap(({ gaps: ofMonth }) => ofMonth).filter(({ days }) => days >= shortestDays);
  let squares = 0;
  let lengths = 0;
  let pairs = 0;
  for (let k = 1; k < gaps.length; k++) {
    const [before, after] = [gaps[k - 1] as KnownGap, gaps[k] as KnownGap];
    const amount = before.amount + after.amount;
    if (before.to !== after.from || !(amount > 0)) continue;
    const [a, b] = [weightOf(before, season), weightOf(after, season)];
    const off = (before.amount * (a + b)) / (amount * a) - 1;
    const otherOff = (after.amount * (a + b)) / (amount * b) - 1;
    if (!Number.isFinite(off) || !Number.isFinite(otherOff)) continue;
    // The two sides share their sum: each is off by half of what one alone would be.
    squares += off * off + otherOff * otherOff;
    lengths += (before.days + after.days) / 2;
    pairs++;
  }
  if (pairs === 0) return undefined;
  const variance = (squares / pairs) * (lengths / pairs) ** (2 - 2 * hurst[kind]);
  return { variance, weight: pairs / (pairs + weightOfKind) };
}

/** Variance of what lies between a p10 and a p90. */
export function varianceBetween(low: number, high: number): number {
  return ((high - low) / (2 * normal90)) ** 2;
}

/**
 * p10 and p90 of a gamma distribution with mean 1, by the cube of Wilson and Hilferty: amounts are never negative and their large ones are rare. What
 * is next to nothing is nothing.
 */
export function gammaQuantiles(variance: number): { readonly low: number; readonly high: number } {
  const quantile = (normal: number) => Math.max(0, 1 - variance / 9 + (normal * Math.sqrt(variance)) / 3) ** 3;
  const low = quantile(-normal90);
  return { low: low < nothing ? 0 : low, high: Math.max(1, quantile(normal90)) };
}

function weightOf({ months, daysInMonths }: KnownGap, season: ArrayLike<number>): number {
  return months.reduce((sum, month, k) => sum + (season[month] as number) * (daysInMonths[k] as number), 0);
}
