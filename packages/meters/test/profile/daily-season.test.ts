import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dailySeason } from '../../src/profile/daily-season.ts';
import { monthLengths, priorSeason } from '../../src/profile/profile-prior.ts';

const heating = [17.1, 14, 12.5, 8.1, 2.5, 1.2, 0.7, 0.6, 5.2, 8.4, 13.2, 16.5];

function monthMeans(daily: Float64Array, leapYear: boolean): number[] {
  let at = 0;
  return monthLengths.map((days, month) => {
    const length = month === 1 && leapYear ? 29 : days;
    const mean = daily.slice(at, at + length).reduce((sum, weight) => sum + weight, 0) / length;
    at += length;
    return mean;
  });
}

test('keeps the share of every month of a configured pattern exactly', () => {
  const { season, basis } = priorSeason({ kind: 'heat', monthlyShares: heating });
  const daily = dailySeason(season, false);
  const total = daily.reduce((sum, weight) => sum + weight, 0);
  const shares = monthMeans(daily, false).map((mean, month) => (mean * (monthLengths[month] as number)) / total);
  expect(basis).toBe('pattern');
  expect(total).toBeCloseTo(365, 9);
  shares.forEach((share, month) => {
    expect(share).toBeCloseTo((heating[month] as number) / 100, 12);
  });
});

test('makes no step at the end of a month beyond the steps from day to day around it', () => {
  const daily = dailySeason(priorSeason({ kind: 'heat', monthlyShares: heating }).season, false);
  let start = 0;
  for (const length of monthLengths) {
    const end = start + length;
    const within = Array.from(daily.slice(start + 1, end)).map((weight, day) =>
      Math.abs(weight - (daily[start + day] as number)),
    );
    const next = [...daily, ...daily].slice(end, end + 28);
    const after = next.slice(1).map((weight, day) => Math.abs(weight - (next[day] as number)));
    const step = Math.abs((next[0] as number) - (daily[end - 1] as number));
    expect(step).toBeLessThanOrEqual(1.1 * Math.max(...within, ...after));
    start = end;
  }
});

test('any pattern becomes daily weights that are never negative and keep every mean, in leap years too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true })), {
        minLength: 12,
        maxLength: 12,
      }),
      fc.boolean(),
      (monthlyShares, leapYear) => {
        const { season } = priorSeason({ kind: 'water', monthlyShares });
        const daily = dailySeason(season, leapYear);
        expect(daily.every((weight) => weight >= 0)).toBe(true);
        monthMeans(daily, leapYear).forEach((mean, month) => {
          expect(mean).toBeCloseTo(season[month] as number, 9);
        });
      },
    ),
  );
});

test('an even season has exactly the same weight every day', () => {
  expect(new Set(dailySeason(new Float64Array(12).fill(1), true))).toEqual(new Set([1]));
});

test('heat and gas follow degree days by default, water and electricity nothing, and a pattern of zeros is no pattern', () => {
  expect(priorSeason({ kind: 'heat' }).basis).toBe('degree-days');
  expect(priorSeason({ kind: 'gas' }).season[0]).toBeGreaterThan(
    10 * (priorSeason({ kind: 'gas' }).season[6] as number),
  );
  expect(priorSeason({ kind: 'water' }).basis).toBe('uniform');
  expect(priorSeason({ kind: 'electricity', monthlyShares: new Array(12).fill(0) }).basis).toBe('uniform');
});
