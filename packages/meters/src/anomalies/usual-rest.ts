import type { MeterKind } from './anomaly-input.ts';
import { type BalanceColumns, isTelling } from './balance-columns.ts';
import { medianOf, robustSpread } from './order-statistics.ts';
import { balance } from './thresholds.ts';

/** What is usually left of a whole. Deviations are shares of the whole. */
export interface UsualRest {
  /** Is left whatever the parts count, a day in the meter's unit. */
  readonly base: number;
  /** Is left for each unit that the parts count. */
  readonly slope: number;
  /** Of days: their median and σ, four of which are the band. */
  readonly centre: number;
  readonly spread: number;
  /** The range of days but for the most extreme on either side. */
  readonly least: number;
  readonly most: number;
  /** Of four weeks: their median, and how far from it they lie at most. */
  readonly monthly: number;
  readonly monthlyBand: number;
  /** Median of the whole itself, a day in the meter's unit. */
  readonly whole: number;
  /** Index of the first day that it was not learned from. */
  readonly until: number;
}

/**
 * What was usual before a day, learned from the 280 days up to at least seven weeks before it: what goes wrong since then has no part in it.
 * Learned anew on every 28th day number, so it is the same however the days are cut.
 */
export function learnRests(columns: BalanceColumns, kind: MeterKind): (i: number) => UsualRest | undefined {
  const { firstDay } = columns;
  const learned = new Map<number, UsualRest | undefined>();
  return (i) => {
    const until = i - ((firstDay + i) % balance.meanDays) - balance.cusumDays;
    if (!learned.has(until)) learned.set(until, learnRest(columns, until, kind));
    return learned.get(until);
  };
}

function learnRest(columns: BalanceColumns, until: number, kind: MeterKind): UsualRest | undefined {
  const from = Math.max(0, until - balance.learningDays);
  if (until - from < balance.fewestDays[kind]) return undefined;
  const usualWhole = medianOf(columns.whole.slice(from, until).filter(isKnown).sort());
  const telling = (_: number, k: number) => isTelling(columns.whole[from + k] as number, usualWhole);
  const whole = columns.whole.slice(from, until).map((one, k) => (telling(one, k) ? one : Number.NaN));
  const rest = columns.rest.subarray(from, until).filter(telling);
  const parts = whole.filter(isKnown).map((one, k) => one - (rest[k] as number));
  if (rest.length < balance.fewestDays[kind]) return undefined;
  const { base, slope } = resistantLine(parts, rest);
  const floor = balance.tolerance[kind];
  const wholes = whole.filter(isKnown);
  const excess = rest.map((one, k) => one - base - slope * (parts[k] as number));
  const deviations = excess.map((one, k) => one / (wholes[k] as number)).sort();
  const centre = medianOf(deviations);
  const monthly = monthlyShares(whole, excess).sort();
  const middle = monthly.length === 0 ? centre : medianOf(monthly);
  return {
    base,
    slope,
    centre,
    spread: Math.max(robustSpread(deviations, centre, 0), floor / balance.bandSpreads),
    least: deviations[1] as number,
    most: deviations[deviations.length - 2] as number,
    monthly: middle,
    monthlyBand: Math.max(floor, balance.bandSpreads * robustSpread(monthly, middle, 0) || 0),
    whole: usualWhole,
    until,
  };
}

const isKnown = (value: number): boolean => !Number.isNaN(value);

/**
 * What is left as a line over what the parts count, through the medians of the lower and the upper third (Tukey's resistant line): what
 * always runs is its base, what is lost in proportion its slope, from 0 to 1.
 */
function resistantLine(parts: Float64Array, rest: Float64Array): { readonly base: number; readonly slope: number } {
  const ascending = parts.slice().sort();
  const third = Math.floor(parts.length / 3);
  const lower = ascending[third] as number;
  const upper = ascending[parts.length - 1 - third] as number;
  const run = medianOf(ascending.subarray(parts.length - third)) - medianOf(ascending.subarray(0, third));
  const high = medianOf(rest.filter((_, k) => (parts[k] as number) >= upper).sort());
  const low = medianOf(rest.filter((_, k) => (parts[k] as number) <= lower).sort());
  const slope = run > 0 ? Math.min(1, Math.max(0, (high - low) / run)) : 0;
  return { slope, base: medianOf(rest.map((one, k) => one - slope * (parts[k] as number)).sort()) };
}

/** The excess of each four weeks as a share of their whole, week by week. @param whole NaN on days that say nothing */
function monthlyShares(whole: Float64Array, excess: Float64Array): Float64Array {
  const days = whole.length;
  const count = new Uint32Array(days + 1);
  const ofWhole = new Float64Array(days + 1);
  const ofExcess = new Float64Array(days + 1);
  for (let k = 0; k < days; k++) {
    const known = isKnown(whole[k] as number);
    const at = count[k] as number;
    count[k + 1] = at + (known ? 1 : 0);
    ofWhole[k + 1] = (ofWhole[k] as number) + (known ? (whole[k] as number) : 0);
    ofExcess[k + 1] = (ofExcess[k] as number) + (known ? (excess[at] as number) : 0);
  }
  const shares: number[] = [];
  for (let end = days; end >= balance.meanDays; end -= 7) {
    const start = end - balance.meanDays;
    if ((count[end] as number) - (count[start] as number) < balance.meanDays / 2) continue;
    shares.push(
      ((ofExcess[end] as number) - (ofExcess[start] as number)) /
        ((ofWhole[end] as number) - (ofWhole[start] as number)),
    );
  }
  return Float64Array.from(shares);
}
