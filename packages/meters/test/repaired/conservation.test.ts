import { dayMs } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeDays } from '../../src/repaired/index.ts';
import { hour, type Point, repair, seeded, totalOf } from '../repair/readings-fixture.ts';
import { advanceOf, berlin, berlinTime, type Weight } from './days-fixture.ts';

const origin = berlinTime(2024, 1, 1);
const midnights = Array.from({ length: 500 }, (_, i) => berlin.dayStart(berlin.dayOf(origin) + i));

/** Readings at midnights, in crowds and months apart, over the days of both clock changes. */
const instants = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(...midnights),
    fc.integer({ min: 0, max: 400 * 96 }).map((quarter) => origin + quarter * (hour / 4)),
    fc.tuple(fc.nat(400), fc.nat(86_399)).map(([day, second]) => origin + day * dayMs + second * 1000),
  ),
  { minLength: 2, maxLength: 60 },
);

const readings = fc.tuple(instants, fc.array(fc.nat(500), { minLength: 60, maxLength: 60 })).map(([times, steps]) => {
  let register = 100;
  return times
    .sort((a, b) => a - b)
    .map((time, i): Point => {
      register += (steps[i] as number) / 100;
      return [time, register];
    });
});

/** A random rate profile: a positive weight for each hour, integrated. */
function randomWeight(seed: number): Weight {
  const random = seeded(seed);
  const sums = new Float64Array(520 * 24 + 1);
  for (let h = 1; h < sums.length; h++) sums[h] = (sums[h - 1] as number) + 0.01 + random() ** 3;
  return (instant) => {
    const hours = (instant - origin + 48 * hour) / hour;
    const whole = Math.floor(hours);
    const below = sums[whole] as number;
    return below + (hours - whole) * ((sums[whole + 1] as number) - below);
  };
}

describe('conservation', () => {
  it('adds days up to what was read, for any readings and any profile', () => {
    fc.assert(
      fc.property(readings, fc.integer(), (points, seed) => {
        const series = repair(points, { maxRate: 1e9 });
        const first = berlin.dayOf(points[0]?.[0] ?? 0);
        const last = berlin.dayOf(points.at(-1)?.[0] ?? 0);
        const weight = randomWeight(seed);
        let sum = 0;
        summarizeDays(series, berlin, first, last).forEach((day, i) => {
          sum += advanceOf(day, berlin.dayStart(first + i), berlin.dayStart(first + i + 1), weight);
        });
        expect(sum).toBeCloseTo(totalOf(series), 8);
        expect(sum).toBeCloseTo((points.at(-1)?.[1] ?? 0) - 100 - ((points[0]?.[1] ?? 0) - 100), 8);
      }),
    );
  });

  it('counts each reading on one day, and knows no more than there is', () => {
    fc.assert(
      fc.property(readings, (points) => {
        const series = repair(points, { maxRate: 1e9 });
        const first = berlin.dayOf(points[0]?.[0] ?? 0);
        const days = summarizeDays(series, berlin, first, berlin.dayOf(points.at(-1)?.[0] ?? 0));
        expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(points.length);
        days.forEach((day, i) => {
          expect(day.knownAmount).toBeLessThanOrEqual(day.inner + 1e-9);
          expect(day.knownTime).toBeLessThanOrEqual(berlin.dayStart(first + i + 1) - berlin.dayStart(first + i));
          expect(day.end).toEqual(days[i + 1]?.start ?? day.end);
        });
      }),
    );
  });
});
