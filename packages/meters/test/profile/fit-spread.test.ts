import { dayNumber, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineParts } from '../../src/combination/combine-parts.ts';
import { fitProfile } from '../../src/profile/fit-profiles.ts';
import type { DayValue } from '../../src/values/day-value.ts';
import { spreadClasses } from '../../src/values/profile.ts';
import { believedDays, type Point } from './believed-points.ts';

const berlin = openZone('Europe/Berlin');
const first = dayNumber(2023, 1, 2);

/** The spread of a meter that was read at each midnight, by the amounts of its days. */
function spreadOf(amounts: readonly number[]): number[] {
  const points: Point[] = [{ time: berlin.dayStart(first), register: 0 }];
  for (const [i, amount] of amounts.entries())
    points.push({ time: berlin.dayStart(first + i + 1), register: (points.at(-1) as Point).register + amount });
  const days = believedDays(points, berlin, first, first + amounts.length - 1);
  const training = { days: days.map(({ day }) => day), repaired: days.map(({ repaired }) => repaired) };
  return [...fitProfile(training, { kind: 'electricity' }, berlin).spread];
}

test('days that are all alike have no spread, days that differ wildly a wide one', () => {
  for (const bound of spreadOf(Array.from({ length: 200 }, () => 7))) expect(bound).toBeCloseTo(1, 1);
  const wild = spreadOf(Array.from({ length: 200 }, (_, i) => ((i * 7919) % 200 < 100 ? 0 : 10)));
  for (const [at, bound] of wild.entries()) if (at % 2 === 0) expect(bound).toBe(0);
});

test('without measured days of its own a meter has the spread of its kind', () => {
  const spread = spreadOf([]);
  expect(spread).toHaveLength(2 * spreadClasses.length);
  expect(spread.slice(0, 2)).toEqual([0.75, 1.25]);
});

test('the estimate itself always lies within, and nothing is below zero', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), { maxLength: 120 }),
      (amounts) => {
        for (const [at, bound] of spreadOf(amounts).entries()) {
          if (at % 2 === 0) {
            expect(bound).toBeGreaterThanOrEqual(0);
            expect(bound).toBeLessThanOrEqual(1);
          } else {
            expect(bound).toBeGreaterThanOrEqual(1);
            expect(Number.isFinite(bound)).toBe(true);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('parts that are off independently of each other are off by the root of the sum of squares', () => {
  const estimated = (advance: number, low: number | undefined, high: number | undefined): DayValue => ({
    close: undefined,
    advance,
    quality: 'estimated',
    measuredShare: 0,
    method: 'learned',
    low,
    high,
  });
  const measured: DayValue = { close: 9, advance: 5, quality: 'measured', measuredShare: 1, method: 'measured' };
  const sum = combineParts([
    { value: estimated(10, 7, 13), factor: 1 },
    { value: estimated(20, 16, 28), factor: -0.5 },
    { value: measured, factor: 1 },
  ]);
  // Subtracted, what a part may be above is what the sum may be below.
  expect(sum).toMatchObject({ advance: 5, low: 0, high: 5 + Math.sqrt(9 + 4) });
  const unknown = combineParts([{ value: estimated(10, undefined, undefined), factor: 1 }]);
  expect([unknown.advance, unknown.low, unknown.high]).toEqual([10, undefined, undefined]);
  expect(combineParts([{ value: measured, factor: 1 }]).low).toBeUndefined();
});
