import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUp } from '../../src/consumption/roll-up.ts';
import type { DailyConsumption } from '../../src/values/consumption.ts';
import { qualities } from '../../src/values/quality.ts';

const day = (
  consumption: number,
  quality: DailyConsumption['quality'] = 'measured',
  measuredShare = 1,
): DailyConsumption => ({
  consumption,
  quality,
  measuredShare,
});
const unknown: DailyConsumption = { consumption: undefined, quality: 'unknown', measuredShare: 0 };

test('a month is the sum of its days with the worst of their qualities', () => {
  expect(rollUp([day(2), day(3, 'estimated', 0.5), day(5)], 3)).toEqual({
    consumption: 10,
    quality: 'estimated',
    measuredShare: 0.85,
    days: 3,
    unknownDays: 0,
  });
  expect(rollUp([day(2, 'extrapolated', 0), day(3, 'estimated')], 2).quality).toBe('extrapolated');
});

test('the share is by amount, negative ones by their size, and by days where nothing moved', () => {
  expect(rollUp([day(9), day(1, 'estimated', 0)], 2).measuredShare).toBeCloseTo(0.9, 12);
  expect(rollUp([day(-9), day(9, 'estimated', 0)], 2).measuredShare).toBeCloseTo(0.5, 12);
  expect(rollUp([day(0), day(0, 'estimated', 0)], 2).measuredShare).toBeCloseTo(0.5, 12);
});

test('a month that lacks a day is incomplete and sums the days that are known', () => {
  expect(rollUp([day(2), unknown, day(3)], 3)).toMatchObject({ consumption: 5, quality: 'incomplete', unknownDays: 1 });
  expect(rollUp([day(2), undefined], 31)).toMatchObject({
    consumption: 2,
    quality: 'incomplete',
    unknownDays: 30,
    days: 31,
  });
});

test('a month of which no day is known has no value', () => {
  const nothing = { consumption: undefined, quality: 'unknown', measuredShare: 0, days: 2, unknownDays: 2 };
  expect(rollUp([unknown, undefined], 2)).toEqual(nothing);
  expect(rollUp([], 0)).toEqual({ ...nothing, days: 0, unknownDays: 0 });
});

test('a year of days equals the sum of its months, and loses no small day beside large ones', () => {
  const days = fc.array(
    fc.record({
      consumption: fc.oneof(fc.constant(undefined), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
      quality: fc.constantFrom(...qualities),
      measuredShare: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (all, length) => {
      const months = [];
      for (let at = 0; at < all.length; at += length)
        months.push(rollUp(all.slice(at, at + length), Math.min(length, all.length - at)));
      const year = rollUp(all, all.length);
      const size = all.reduce((sum, { consumption }) => sum + Math.abs(consumption ?? 0), 1);
      const sum = months.reduce((total, { consumption }) => total + (consumption ?? 0), 0);
      expect(Math.abs(sum - (year.consumption ?? 0))).toBeLessThanOrEqual(1e-12 * size);
      expect(months.reduce((total, { unknownDays }) => total + unknownDays, 0)).toBe(year.unknownDays);
      expect(months.reduce((total, { days: count }) => total + count, 0)).toBe(year.days);
    }),
  );
  expect(rollUp([day(1e17), day(3), day(-1e17)], 3).consumption).toBe(3);
});
