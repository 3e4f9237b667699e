import { type Profile, spreadClasses } from '../values/profile.ts';
import { intervalSpread } from './interval-spread.ts';
import type { ProfilePrior } from './profile-prior.ts';
import type { MonthStatistics } from './training.ts';
import { joinBeliefs, mixtureQuantiles, varianceBetween } from './variance-mixture.ts';

/** The latest measured days that are hidden and estimated. */
const testedDays = 400;
/** About so many of them are looked at for each class. */
const samples = 120;
/** With so many days of its own a meter is believed alone; with fewer, in part what is said of its kind. */
const enoughDays = 60;
/** Gap lengths and waits that stand for each class, days. */
const typical = [2, 3, 7, 14, 7, 60] as const;
const dayMs = 86_400_000;
/** On either side; of n days that were hidden and one more as many as of n + 1 lie beyond (conformal prediction). */
const outside = 0.1;

/**
 * p10 and p90 by class where a meter has told nothing yet: round figures between those of the real meters and of the demo house's
 * (`npm run bench -- accuracy` says how often days lie within). Heating stands still on mild days, so that 0 is always near.
 */
const kindSpreads: Readonly<Record<ProfilePrior['kind'], readonly number[]>> = {
  electricity: [0.75, 1.25, 0.65, 1.35, 0.55, 1.5, 0.5, 1.6, 0.4, 1.7, 0.4, 1.8],
  gas: [0.75, 1.25, 0.65, 1.35, 0.5, 1.5, 0.4, 1.6, 0.35, 1.7, 0.35, 1.8],
  heat: [0.8, 1.2, 0.65, 1.3, 0.1, 1.5, 0, 1.7, 0, 1.7, 0, 1.8],
  water: [0.75, 1.25, 0.7, 1.3, 0.6, 1.4, 0.5, 1.5, 0.45, 1.6, 0.45, 1.6],
};

/**
 * By how much the logarithm of the variance of days differs among meters of a kind, itself as a variance: electricity is metered of anything from a
 * freezer to a car, the others of households and houses.
 */
const kindVariances: Readonly<Record<ProfilePrior['kind'], number>> = { electricity: 4, gas: 1, heat: 1, water: 1 };

/**
 * How far days are from what a shape says of them: real days are hidden, in gaps whose amount is known and after a last reading, and what they
 * were is divided by their estimate. The 10th and 90th percentile by class, shrunk towards those of the kind.
 *
 * @param span days that the level after a last reading looks back
 */
export function fitSpread(
  window: readonly MonthStatistics[],
  shape: Pick<Profile, 'season' | 'dayClass'>,
  span: number,
  kind: ProfilePrior['kind'],
): Float64Array {
  const days = latestDays(window, shape);
  const ratiosOf = spreadClasses.map(({ kind: of }, at) => {
    const length = typical[at] as number;
    return of === 'gap' ? gapRatios(days, length) : forecastRatios(days, length, span);
  });
  const isKnown = ratiosOf.every((ratios) => ratios.length >= enoughDays);
  const spread = isKnown ? new Float64Array(2 * spreadClasses.length) : priorSpread(window, shape, kind);
  for (const [at, ratios] of ratiosOf.entries()) {
    if (ratios.length === 0) continue;
    const ascending = Float64Array.from(ratios).sort();
    const share = Math.min(1, ratios.length / enoughDays);
    const blend = (index: number, own: number) => {
      spread[index] = share * own + (1 - share) * (spread[index] as number);
    };
    const rank = Math.floor(outside * (ratios.length + 1));
    // Of so few none may be left out; what they say weighs little beside the kind.
    blend(2 * at, Math.min(1, ascending[Math.max(0, rank - 1)] as number));
    blend(2 * at + 1, Math.max(1, ascending[Math.min(ratios.length - 1, ratios.length - rank)] as number));
  }
  return spread;
}

/** Of the kind, and of the meter's own intervals where it is read weeks apart. */
function priorSpread(
  window: readonly MonthStatistics[],
  shape: Pick<Profile, 'season' | 'dayClass'>,
  kind: ProfilePrior['kind'],
): Float64Array {
  const spread = Float64Array.from(kindSpreads[kind]);
  const own = intervalSpread(window, shape, kind);
  if (own === undefined) return spread;
  for (let at = 0; at < spread.length; at += 2) {
    const [least, most] = [spread[at] as number, spread[at + 1] as number];
    const ofKind = { mean: Math.log(varianceBetween(least, most)), variance: kindVariances[kind] };
    const { low, high } = mixtureQuantiles(joinBeliefs(own, ofKind));
    spread[at] = least === 0 ? 0 : low;
    spread[at + 1] = high;
  }
  return spread;
}

/** Measured days, ascending, with what there was before each of them. */
interface TestedDays {
  readonly count: number;
  /** First instants and ends, UTC ms. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly amounts: Float64Array;
  /** Relative weight of each day by season and day class. */
  readonly weights: Float64Array;
  /** Amount and weight of all days before each, and of all. */
  readonly amountBefore: Float64Array;
  readonly weightBefore: Float64Array;
}

function latestDays(
  window: readonly MonthStatistics[],
  { season, dayClass }: Pick<Profile, 'season' | 'dayClass'>,
): TestedDays {
  const [starts, ends, amounts, weights] = [column(), column(), column(), column()];
  // Filled from the end, as they are met.
  let first = testedDays;
  for (let at = window.length - 1; at >= 0 && first > 0; at--) {
    const { month, lessons } = window[at] as MonthStatistics;
    const factor = season[month % 12] as number;
    for (let k = lessons.classes.length - 1; k >= 0 && first > 0; k--) {
      const of = lessons.classes[k] as number;
      if (of < 0) continue;
      first--;
      starts[first] = lessons.starts[k] as number;
      ends[first] = lessons.ends[k] as number;
      amounts[first] = lessons.known[k] as number;
      weights[first] = factor * (dayClass[of] as number);
    }
  }
  const [amountsOfDays, weightsOfDays] = [amounts.subarray(first), weights.subarray(first)];
  return {
    count: testedDays - first,
    starts: starts.subarray(first),
    ends: ends.subarray(first),
    amounts: amountsOfDays,
    weights: weightsOfDays,
    amountBefore: sumsBefore(amountsOfDays),
    weightBefore: sumsBefore(weightsOfDays),
  };
}

const column = () => new Float64Array(testedDays);

function sumsBefore(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] as number) + (values[i] as number);
  return sums;
}

/** Days ÷ estimate, if only the sum of so many days in a row was known. */
function gapRatios(days: TestedDays, length: number): number[] {
  const { count, starts, ends } = days;
  const ratios: number[] = [];
  const step = Math.max(1, Math.floor((count * length) / samples));
  for (let first = 0; first + length <= count; first += step) {
    const last = first + length - 1;
    const whole = (ends[last] as number) - (starts[first] as number);
    // Days that are not known lie between them.
    if (whole > (length + 0.1) * dayMs) continue;
    for (let day = first; day <= last; day++) pushRatio(days, first, last + 1, day, ratios);
  }
  return ratios;
}

/** Days ÷ estimate, so many days after a last reading. */
function forecastRatios(days: TestedDays, wait: number, span: number): number[] {
  const ratios: number[] = [];
  const { count } = days;
  const least = Math.min(span, 28);
  const step = Math.max(1, Math.floor((count - least - wait) / samples));
  for (let until = least; until + wait < count; until += step) {
    pushRatio(days, Math.max(0, until - span), until, until + wait, ratios);
  }
  return ratios;
}

/** Of one day to the level of the days from number `from` to before number `until`. */
function pushRatio(days: TestedDays, from: number, until: number, day: number, ratios: number[]): void {
  const { amountBefore, weightBefore, weights, amounts } = days;
  const amount = (amountBefore[until] as number) - (amountBefore[from] as number);
  const weight = (weightBefore[until] as number) - (weightBefore[from] as number);
  const ratio = ((amounts[day] as number) * weight) / ((weights[day] as number) * amount);
  // Where nothing moved there is nothing to be off by.
  if (amount > 0 && Number.isFinite(ratio)) ratios.push(ratio);
}
