import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateStep } from '../../src/planning/estimate-time.ts';

const timed = (partitions: number, milliseconds: number) => ({ partitions, milliseconds });
const anyPast = fc.array(
  fc.record({ partitions: fc.integer({ min: 1, max: 2_000 }), milliseconds: fc.integer({ min: 0, max: 60_000 }) }),
  { minLength: 1, maxLength: 20 },
);

describe('the time that a step should take', () => {
  it('is unknown without a past, and nothing for nothing', () => {
    expect(estimateStep([], 10)).toBeUndefined();
    expect(estimateStep([timed(5, 100)], 0)).toBe(0);
  });

  it('follows the cost of a step and of its partitions where the past shows both', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 50 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 2_000 }), { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 1, max: 5_000 }),
        (fixed, each, sizes, asked) => {
          const past = sizes.map((size) => timed(size, fixed + each * size));
          const exact = fixed + each * asked;
          expect(Math.abs((estimateStep(past, asked) ?? Number.NaN) - exact)).toBeLessThan(1e-6 * exact);
        },
      ),
    );
  });

  it('does not grow where a step takes as long for one partition as for all', () => {
    expect(estimateStep([timed(1, 400), timed(1_461, 400), timed(30, 400)], 1_461)).toBe(400);
  });

  it('grows with the partitions where all of the past are of one size', () => {
    expect(estimateStep([timed(1, 3), timed(1, 5)], 100)).toBe(400);
  });

  it('is never negative, and never less for more partitions', () => {
    fc.assert(
      fc.property(anyPast, fc.integer({ min: 1, max: 5_000 }), fc.nat({ max: 5_000 }), (past, partitions, more) => {
        const some = estimateStep(past, partitions) ?? Number.NaN;
        expect(some).toBeGreaterThanOrEqual(0);
        expect(estimateStep(past, partitions + more) ?? Number.NaN).toBeGreaterThanOrEqual(some);
      }),
    );
  });
});
