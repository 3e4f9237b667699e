import { describe, expect, it } from 'vitest';
import { gammaQuantiles, intervalSpread, varianceBetween } from '../../src/profile/interval-spread.ts';
import type { KnownGap, MonthStatistics } from '../../src/profile/training.ts';

const dayMs = 86_400_000;
const evenSeason = new Float64Array(12).fill(1);

/** One interval a month of 30 days, with these amounts. */
function readMonthly(amounts: readonly number[]): MonthStatistics[] {
  return amounts.map((amount, month) => {
    const gap: KnownGap = {
      from: month * 30 * dayMs,
      to: (month + 1) * 30 * dayMs,
      amount,
      days: 30,
      months: [month % 12],
      daysInMonths: [30],
    };
    const none = new Float64Array(3);
    const hours = new Float64Array(72);
    const known = { amounts: none, counts: none, hourAmounts: hours, hourCounts: hours, hourDays: none };
    return { month, ...known, stretches: [gap], gaps: [gap] };
  });
}

const varianceOf = (amounts: readonly number[]) =>
  intervalSpread(readMonthly(amounts), evenSeason, 'electricity')?.variance ?? Number.NaN;

describe('the spread of a meter that is read by hand', () => {
  it('is nothing where every interval is as its neighbours, and the wider the more they differ', () => {
    expect(varianceOf([300, 300, 300, 300])).toBe(0);
    expect(varianceOf([300, 330, 300, 330])).toBeLessThan(varianceOf([300, 400, 300, 400]));
    expect(varianceOf([300, 400, 300, 400])).toBeLessThan(varianceOf([30, 400, 30, 400]));
  });

  it('takes what the season explains for no spread', () => {
    const season = Float64Array.from({ length: 12 }, (_, month) => 1 + 0.8 * Math.cos((2 * Math.PI * month) / 12));
    const amounts = [...season].map((weight) => 300 * weight);
    expect(intervalSpread(readMonthly(amounts), season, 'gas')?.variance).toBeCloseTo(0, 12);
  });

  it('is unknown of a single interval, and weighs more the more readings were hidden', () => {
    expect(intervalSpread(readMonthly([300]), evenSeason, 'water')).toBeUndefined();
    const weights = [2, 5, 20].map(
      (count) => intervalSpread(readMonthly(new Array<number>(count).fill(300)), evenSeason, 'water')?.weight ?? 0,
    );
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(weights[2]).toBeLessThan(1);
  });

  it('has the p10 and p90 of an exponential distribution at variance 1, and reaches 0 beyond', () => {
    const { low, high } = gammaQuantiles(1);
    expect(low).toBeCloseTo(-Math.log(0.9), 1);
    expect(high).toBeCloseTo(-Math.log(0.1), 1);
    expect(gammaQuantiles(3).low).toBe(0);
    expect(gammaQuantiles(0)).toEqual({ low: 1, high: 1 });
    expect(varianceBetween(1 - 1.2816, 1 + 1.2816)).toBeCloseTo(1, 9);
  });
});
