import type { KnownGap } from './training.ts';

/** Days of intervals that teach: shorter ones are gaps in dense readings, longer ones have nearly as much weekend as their neighbours. */
const lengths = { shortest: 2, longest: 14 } as const;
/**
 * By how much of a mean day weekend days differ from workdays, as standard deviations among meters: nine of ten are as those of a household, the tenth
 * has a tariff or an owner that rests at weekends.
 */
const differences = [
  { share: 0.9, deviation: 0.1 },
  { share: 0.1, deviation: 1 },
] as const;
/** Noise that is differenced with its neighbours, as days are, leaves the slope so many times the variance that independent noise would. */
const differencing = (1.5 ** 2 + 2 * 1 ** 2 + 2 * 0.25 ** 2) / 1.5 ** 2;
/** No class is without any rate. */
const leastWeight = 0.02;

/**
 * Relative weights of Mo–Fr, Sa and Su, mean 1 over a week, of a meter that is read by hand: one interval has more of a weekend than those beside it, and
 * as much more or less of the amount. A regression of how an interval's rate differs from that of its neighbours, which share its season and
 * level, on how its share of weekend days does. What chance would give as well is left out: where it explains nothing all days are alike.
 *
 * @param evenWeight what an interval would have at level 1 if its days differed by season only
 */
export function gapDayClass(gaps: readonly KnownGap[], evenWeight: (gap: KnownGap) => number): Float64Array {
  let [xx, xy, yy, rows] = [0, 0, 0, 0];
  for (let k = 1; k + 1 < gaps.length; k++) {
    const [before, gap, after] = [gaps[k - 1] as KnownGap, gaps[k] as KnownGap, gaps[k + 1] as KnownGap];
    if (before.to !== gap.from || gap.to !== after.from) continue;
    if (![before, gap, after].every(({ days }) => days >= lengths.shortest && days <= lengths.longest)) continue;
    const beside = (before.amount + after.amount) / (evenWeight(before) + evenWeight(after));
    // Weighted by what is expected (as counts are), so that a heating that all but rests says little.
    const expected = evenWeight(gap) * beside;
    const y = gap.amount / expected - 1;
    if (!Number.isFinite(y)) continue;
    const x = weekendDays([gap]) - weekendDays([before, after]);
    xx += expected * x * x;
    xy += expected * x * y;
    yy += expected * y * y;
    rows++;
  }
  if (rows < 2 || !(xx > 0)) return new Float64Array(3).fill(1);
  const slope = xy / xx;
  const difference = shrunk(slope, ((yy - slope * xy) / (rows - 1) / xx) * differencing);
  // A weekend day has the slope more than a workday; the mean over a week is 1.
  const workday = 1 - (2 / 7) * difference;
  const weights = Float64Array.of(workday, workday + difference, workday + difference).map((weight) =>
    Math.max(leastWeight, weight),
  );
  const mean = (5 * (weights[0] as number) + (weights[1] as number) + (weights[2] as number)) / 7;
  return weights.map((weight) => weight / mean);
}

/** Mean of what the difference may be, given one that was found and its variance by chance, and how meters differ. */
function shrunk(found: number, chance: number): number {
  let [sum, mean] = [0, 0];
  for (const { share, deviation } of differences) {
    const variance = deviation ** 2 + chance;
    const likelihood = (share * Math.exp(-(found ** 2) / (2 * variance))) / Math.sqrt(variance);
    sum += likelihood;
    mean += (likelihood * found * deviation ** 2) / variance;
  }
  return sum > 0 ? mean / sum : 0;
}

/** Share of Saturdays and Sundays. */
function weekendDays(gaps: readonly KnownGap[]): number {
  let [weekend, days] = [0, 0];
  for (const { daysInClasses, days: all } of gaps) {
    weekend += (daysInClasses[1] as number) + (daysInClasses[2] as number);
    days += all;
  }
  return weekend / days;
}
