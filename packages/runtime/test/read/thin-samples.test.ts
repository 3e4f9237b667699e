import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinSamples } from '../../src/read/thin-samples.ts';

const samplesOf = (values: readonly number[], step = 1000) => ({
  times: Float64Array.from(values, (_, i) => i * step),
  values: Float64Array.from(values),
  kinds: new Uint8Array(values.length),
  kindNames: ['sensor'],
});

describe('thinned samples', () => {
  it('are all of them while they are few enough', () => {
    const view = thinSamples(samplesOf([3, 1, 2]), 3);
    expect(view).toEqual({
      points: [3, 1, 2].map((value, i) => ({ time: i * 1000, value, kind: 'sensor' })),
      total: 3,
      thinned: false,
    });
    expect(thinSamples(samplesOf([]), 10).points).toEqual([]);
  });

  it('are never more than asked for, in order, taken from the samples, with the extremes kept', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 60 }), fc.constantFrom(0, 1, 1000), (values, maxPoints, step) => {
        const { points, total, thinned } = thinSamples(samplesOf(values, step), maxPoints);
        expect(points.length).toBeLessThanOrEqual(maxPoints);
        expect(total).toBe(values.length);
        expect(thinned).toBe(values.length > maxPoints);
        expect(Math.max(...points.map(({ value }) => value))).toBe(Math.max(...values));
        expect(Math.min(...points.map(({ value }) => value))).toBe(Math.min(...values));
        for (let i = 1; i < points.length; i++) {
          expect(points[i]?.time).toBeGreaterThanOrEqual(points[i - 1]?.time as number);
        }
        if (step > 0) for (const { time, value } of points) expect(values[time / step]).toBe(value);
      }),
    );
  });
});
