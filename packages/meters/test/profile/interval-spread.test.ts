import { describe, expect, it } from 'vitest';
import { intervalSpread } from '../../src/profile/interval-spread.ts';
import type { KnownGap, MonthStatistics } from '../../src/profile/training.ts';
import { joinBeliefs, mixtureQuantiles, varianceBetween } from '../../src/profile/variance-mixture.ts';

const dayMs = 86_400_000;
const even = { season: new Float64Array(12).fill(1), dayClass: new Float64Array(3).fill(1) };

/** One interval a month, with these amounts. */
function readMonthly(amounts: readonly number[], days = 28): MonthStatistics[] {
  return amounts.map((amount, month) => {
    const gap: KnownGap = {
      from: month * days * dayMs,
      to: (month + 1) * days * dayMs,
      amount,
      days,
      months: [month % 12],
      daysInMonths: [days],
      daysInClasses: [(days * 5) / 7, days / 7, days / 7],
    };
    const none = new Float64Array(3);
    const hours = new Float64Array(72);
    const sums = { amounts: none, counts: none, hourAmounts: hours, hourCounts: hours, hourDays: none };
    const [starts, ends] = [Float64Array.of(gap.from), Float64Array.of(gap.to)];
    const lessons = { ...sums, starts, ends, known: Float64Array.of(amount), classes: Float64Array.of(-1) };
    return { month, lessons, gaps: [gap] };
  });
}

const beliefOf = (amounts: readonly number[], days?: number) =>
  intervalSpread(readMonthly(amounts, days), even, 'electricity') ?? { mean: Number.NaN, variance: Number.NaN };

describe('the spread of a meter that is read by hand', () => {
  it('is next to nothing where every interval is as its neighbours, and the wider the more they differ', () => {
    expect(mixtureQuantiles(beliefOf([300, 300, 300, 300])).high).toBeLessThan(1.05);
    const means = [beliefOf([300, 330, 300, 330]), beliefOf([300, 400, 300, 400]), beliefOf([30, 400, 30, 400])];
    expect(means.map(({ mean }) => mean)).toEqual(means.map(({ mean }) => mean).sort((a, b) => a - b));
  });

  it('takes what season and weekends explain for no spread', () => {
    const season = Float64Array.from({ length: 12 }, (_, month) => 1 + 0.8 * Math.cos((2 * Math.PI * month) / 12));
    const amounts = [...season].map((weight) => 300 * weight);
    const explained = intervalSpread(readMonthly(amounts), { ...even, season }, 'gas')?.mean ?? Number.NaN;
    expect(explained).toBeLessThan((intervalSpread(readMonthly(amounts), even, 'gas')?.mean ?? Number.NaN) - 5);
  });

  it('is unknown of a single interval, and surer the more readings were hidden and the closer they lie', () => {
    expect(intervalSpread(readMonthly([300]), even, 'water')).toBeUndefined();
    const amounts = (count: number) => Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 300 : 380));
    const unsure = [6, 12, 36].map((count) => beliefOf(amounts(count)).variance);
    expect(unsure).toEqual([...unsure].sort((a, b) => b - a));
    expect(beliefOf(amounts(12), 7).variance).toBeLessThan(beliefOf(amounts(12), 84).variance);
  });

  it('scales with the length of the intervals as they do themselves', () => {
    // Both differ as much from one interval to the next; joined in pairs the first are all alike, the second differ still.
    const steady = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 300 : 400));
    const lasting = Array.from({ length: 40 }, (_, i) => (i % 8 < 4 ? 300 : 400));
    const relative = (amounts: readonly number[]) => {
      const offs = amounts
        .slice(1)
        .map((amount, i) => ((amount - (amounts[i] as number)) / (amount + (amounts[i] as number))) ** 2);
      return beliefOf(amounts).mean - Math.log(offs.reduce((sum, off) => sum + off, 0) / offs.length);
    };
    expect(relative(steady)).toBeGreaterThan(relative(lasting));
  });
});

describe('p10 and p90 of a variance that is known only so far', () => {
  it('are those of the normal distribution where it is certain, reach 0, and lie farther off the less is certain', () => {
    const certain = mixtureQuantiles({ mean: Math.log(0.25), variance: 0 });
    expect(certain.low).toBeCloseTo(1 - 1.2816 * 0.5, 3);
    expect(certain.high).toBeCloseTo(1 + 1.2816 * 0.5, 3);
    expect(mixtureQuantiles({ mean: 0, variance: 0 }).low).toBe(0);
    expect(mixtureQuantiles({ mean: Math.log(0.25), variance: 2 }).high).toBeGreaterThan(certain.high);
    expect(varianceBetween(1 - 1.2816, 1 + 1.2816)).toBeCloseTo(1, 9);
  });

  it('of two beliefs the surer one weighs more, and both together are surer than either', () => {
    const { mean, variance } = joinBeliefs({ mean: 0, variance: 1 }, { mean: 3, variance: 2 });
    expect(mean).toBeCloseTo(1, 9);
    expect(variance).toBeLessThan(1);
  });
});
