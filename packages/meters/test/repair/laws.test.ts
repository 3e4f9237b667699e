import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepairRules } from '../../src/repair/index.ts';
import { epoch, hour, household, movedBy, type Point, repair, totalOf, walk } from './readings-fixture.ts';

/** Readings with whatever may come: any order, repeats, junk, falls. */
const anyReadings = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 400 }).map((hours) => epoch + hours * hour),
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 5000 }).map((n) => n / 10) },
      { weight: 1, arbitrary: fc.constantFrom(0, -5, Number.NaN, Number.POSITIVE_INFINITY, 99_999.9) },
    ),
  ),
  { maxLength: 80 },
);

/** A rising register in which some readings are spoiled. */
const spoiledReadings = spoiledOfAtLeast(2);

function spoiledOfAtLeast(min: number): fc.Arbitrary<Point[]> {
  return fc
    .record({
      seed: fc.integer(),
      count: fc.integer({ min, max: 300 }),
      spacing: fc.constantFrom(hour / 4, hour, 24 * hour, 720 * hour),
      faults: fc.array(
        fc.tuple(
          fc.nat(299),
          fc.constantFrom<(r: number) => number>(
            (r) => r * 10,
            () => 0,
            (r) => r - 0.2,
            (r) => r + 50,
          ),
        ),
        {
          maxLength: 12,
        },
      ),
    })
    .map(({ seed, count, spacing, faults }): Point[] => {
      const amounts = household(seed);
      const points = walk({ count, spacing }, () => (amounts() * spacing) / hour);
      for (const [at, change] of faults) {
        const point = points[at % count] as [number, number];
        point[1] = change(point[1]);
      }
      return points;
    });
}

const readings = fc.oneof(anyReadings, spoiledReadings);
const anyRules: fc.Arbitrary<Partial<RepairRules>> = fc.record(
  {
    digits: fc.constantFrom(3, 5),
    maxRate: fc.constantFrom(1, 20),
    initial: fc.constantFrom({ time: epoch - hour, register: 12 }, { time: epoch + 30 * hour, register: 200 }),
    final: fc.constant({ time: epoch + 300 * hour, register: 480 }),
    exchanges: fc.constantFrom([{ time: epoch + 100 * hour, oldRegister: 300, newRegister: undefined }]),
  },
  { requiredKeys: [] },
);

describe('laws of the repair', () => {
  it('never lets an amount be negative or unknown, whatever comes in', () => {
    fc.assert(
      fc.property(readings, anyRules, (points, rules) => {
        for (const amount of repair(points, rules).amounts) expect(amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('believes only what was read or declared, a dip apart', () => {
    fc.assert(
      fc.property(readings, (points) => {
        const { times, registers, events } = repair(points);
        const dips = events.filter(({ type }) => type === 'dip');
        times.forEach((time, i) => {
          const shown = points.some(([t, register]) => t === time && register === registers[i]);
          const settled = dips.some((dip) => dip.time <= time && time <= dip.until);
          expect(shown || settled).toBe(true);
        });
      }),
    );
  });

  it('gives the same for shuffled readings with repeats', () => {
    const shuffled = readings.chain((points) =>
      fc.tuple(fc.constant(points), fc.shuffledSubarray([...points, ...points], { minLength: 2 * points.length })),
    );
    fc.assert(
      fc.property(shuffled, anyRules, ([points, mixed], rules) => {
        expect(repair(mixed, rules)).toEqual(
          repair(
            [...points].sort((a, b) => a[0] - b[0]),
            rules,
          ),
        );
      }),
    );
  });

  it('changes nothing any more when it repairs what it believes', () => {
    fc.assert(
      // With a handful of readings the typos themselves move what is learned.
      fc.property(spoiledOfAtLeast(80), (points) => {
        const rules = { maxRate: 60 };
        const once = repair(points, rules);
        const again = repair(
          [...once.times].map((time, i): Point => [time, once.registers[i] as number]),
          rules,
        );
        expect([...again.times]).toEqual([...once.times]);
        expect([...again.amounts]).toEqual([...once.amounts]);
      }),
    );
  });

  it('adds up to what the register moved where nothing was reset', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 500 }), (seed, count) => {
        const points = walk({ count }, household(seed));
        expect(totalOf(repair(points))).toBeCloseTo(movedBy(points), 6);
      }),
    );
  });

  it('keeps believing what it believed of a sound past when later readings come', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 200, max: 400 }), (seed, count) => {
        const points = walk({ count: 600 }, household(seed));
        const spike = points[100] as [number, number];
        spike[1] *= 10;
        const [part, whole] = [repair(points.slice(0, count)), repair(points)];
        expect([...whole.times.subarray(0, part.times.length)]).toEqual([...part.times]);
      }),
    );
  });
});
