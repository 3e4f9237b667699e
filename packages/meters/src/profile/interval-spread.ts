import type { Profile } from '../values/profile.ts';
import type { ProfilePrior } from './profile-prior.ts';
import { evenWeightOf, type KnownGap, type MonthStatistics } from './training.ts';
import type { LogVariance } from './variance-mixture.ts';

/** Intervals shorter than this are short gaps in dense readings, and no way of reading a meter. */
const shortestDays = 5;
/**
 * How the variance of means of L days falls off, as L to the power of −β = 2H − 2: days that have nothing to do with each other have a Hurst
 * exponent H of one half, β = 1; natural series one of about 0.75, β = 0.5: what follows the weather is like them, what people switch on
 * lies between.
 */
const decay: Readonly<Record<ProfilePrior['kind'], number>> = { electricity: 0.75, gas: 0.5, heat: 0.5, water: 0.75 };
/**
 * Standard deviation of β among meters of a kind: from what never changes from one day to the next (0) to what does the same each week, whose
 * means fall faster than those of chance (1). And that of β below the intervals of a meter from what it is above them.
 */
const decaySpread = 0.5;
/** Intervals are compared one to one, and in joined pairs. */
const widths = [1, 2] as const;

/**
 * How far days are from their estimate where only registers weeks apart are known, as what is believed of the logarithm of the variance of a day
 * divided by its estimate. Each reading between two intervals is hidden, and what its two sides were is held against what their sum says
 * (half their difference, the Haar detail at the length L of an interval). A day differs from an interval by the details of all lengths
 * below L; they are what is found at L, scaled by how it falls from L to 2L as far as that is known, else as is usual for the kind.
 * Undefined where no reading lies between two intervals.
 */
export function intervalSpread(
  window: readonly MonthStatistics[],
  shape: Shape,
  kind: ProfilePrior['kind'],
): LogVariance | undefined {
  const gaps = window.flatMap(({ gaps: ofMonth }) => ofMonth).filter(({ days }) => days >= shortestDays);
  const [single, joined] = widths.map((width) => detailAt(gaps, shape, width));
  if (single === undefined || single.pairs === 0) return undefined;
  const beta = decayBelow(single, joined, kind);
  const gain = (exponent: number) => Math.log(gainOf(exponent, single.days));
  const ofGain = (gain(beta.mean + beta.deviation) - gain(beta.mean - beta.deviation)) / 2;
  return {
    mean: Math.log(Math.max(single.variance, leastVariance)) + gain(beta.mean),
    // The logarithm of a variance that n squares tell is uncertain by 2 ÷ n.
    variance: 2 / single.pairs + ofGain ** 2,
  };
}

/** Days are rounded: a variance below this says no more than that they are all alike. */
const leastVariance = 1e-6;

type Shape = Pick<Profile, 'season' | 'dayClass'>;

interface Detail {
  /** Mean square of how far the halves of two intervals in a row are off. */
  readonly variance: number;
  /** Mean length of a half. */
  readonly days: number;
  readonly pairs: number;
}

function detailAt(gaps: readonly KnownGap[], shape: Shape, width: number): Detail {
  let squares = 0;
  let days = 0;
  let pairs = 0;
  for (let k = 0; k + 2 * width <= gaps.length; k += width) {
    const all = gaps.slice(k, k + 2 * width);
    if (all.some((gap, i) => i > 0 && gap.from !== all[i - 1]?.to)) continue;
    const [before, after] = [joinedOf(all.slice(0, width), shape), joinedOf(all.slice(width), shape)];
    const rate = (before.amount + after.amount) / (before.weight + after.weight);
    const off = before.amount / (before.weight * rate) - 1;
    const otherOff = after.amount / (after.weight * rate) - 1;
    if (!(rate > 0) || !Number.isFinite(off) || !Number.isFinite(otherOff)) continue;
    squares += (off * off + otherOff * otherOff) / 2;
    days += (before.days + after.days) / 2;
    pairs++;
  }
  return { variance: squares / pairs, days: days / pairs, pairs };
}

function joinedOf(gaps: readonly KnownGap[], { season, dayClass }: Shape) {
  const sum = { amount: 0, days: 0, weight: 0 };
  for (const gap of gaps) {
    const ofClasses = gap.daysInClasses.reduce((total, days, at) => total + days * (dayClass[at] as number), 0);
    sum.amount += gap.amount;
    sum.days += gap.days;
    sum.weight += (evenWeightOf(gap, season) * ofClasses) / gap.days;
  }
  return sum;
}

/** What is believed of β: of the kind, and of how the meter's own details fall from one length to the double. */
function decayBelow(single: Detail, joined: Detail | undefined, kind: ProfilePrior['kind']) {
  const usual = decay[kind];
  const own = joined === undefined ? Number.NaN : Math.log2(single.variance / joined.variance);
  if (joined === undefined || !Number.isFinite(own)) return { mean: usual, deviation: decaySpread };
  const ofOwn = (2 / single.pairs + 2 / joined.pairs) / Math.LN2 ** 2 + decaySpread ** 2;
  const share = decaySpread ** 2 / (decaySpread ** 2 + ofOwn);
  return { mean: usual + share * (own - usual), deviation: decaySpread * Math.sqrt(1 - share) };
}

/** Sum of the details of 1, 2, 4 … days below an interval of so many days, as a multiple of the detail at its own length. */
function gainOf(beta: number, days: number): number {
  const steps = Math.log2(Math.max(2, days));
  // The geometric series, continued to lengths that are no powers of two.
  return Math.abs(beta) < 1e-6 ? steps : (2 ** (beta * steps) - 1) / (1 - 2 ** -beta);
}
