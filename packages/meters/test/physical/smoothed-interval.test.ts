import { dayNumber, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedUntil } from '../../src/physical/gap-shapes.ts';
import { smoothedUntil } from '../../src/physical/smoothed-interval.ts';
import { openWeight } from '../../src/profile/open-weight.ts';
import { uniformProfile } from '../../src/profile/uniform-profile.ts';

const berlin = openZone('Europe/Berlin');
const even = openWeight(uniformProfile, berlin);
const fromTime = berlin.dayStart(dayNumber(2024, 5, 1));
const toTime = berlin.dayStart(dayNumber(2024, 6, 30));
const month = 30 * 86_400_000;

/** 30 days on either side, with these amounts. */
function beside(before: number, after: number): Float64Array {
  return Float64Array.of(fromTime - month, before, toTime + month, after);
}

describe('the course of a long interval', () => {
  it('passes through both readings and never falls, whatever lies beside it', () => {
    const amount = fc.oneof(fc.constant(Number.NaN), fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }));
    const instants = fc.array(fc.integer({ min: fromTime, max: toTime }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        instants,
        (before, after, own, asked) => {
          const interval = { fromTime, toTime, amount: own };
          const at = (instant: number) => smoothedUntil(interval, beside(before, after), instant, even);
          expect(at(fromTime)).toBe(0);
          expect(at(toTime)).toBe(own);
          let last = 0;
          for (const instant of asked.sort((a, b) => a - b)) {
            const moved = at(instant);
            expect(moved).toBeGreaterThanOrEqual(last - 1e-9 * own);
            expect(moved).toBeLessThanOrEqual(own);
            last = moved;
          }
        },
      ),
    );
  });

  it('is that of the profile where nothing is known beside it, or its level is the same', () => {
    const interval = { fromTime, toTime, amount: 600 };
    for (let day = 0; day <= 60; day++) {
      const instant = berlin.dayStart(dayNumber(2024, 5, 1) + day);
      const plain = movedUntil(interval, instant, even);
      expect(smoothedUntil(interval, beside(Number.NaN, Number.NaN), instant, even)).toBeCloseTo(plain, 9);
      expect(smoothedUntil(interval, beside(300, 300), instant, even)).toBeCloseTo(plain, 9);
    }
  });

  it('leans towards the side that used more', () => {
    const interval = { fromTime, toTime, amount: 600 };
    const firstDays = berlin.dayStart(dayNumber(2024, 5, 8));
    const plain = movedUntil(interval, firstDays, even);
    expect(smoothedUntil(interval, beside(600, 100), firstDays, even)).toBeGreaterThan(1.1 * plain);
    expect(smoothedUntil(interval, beside(0, 600), firstDays, even)).toBeLessThan(0.9 * plain);
  });
});
