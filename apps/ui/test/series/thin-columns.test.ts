import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thinIndices } from '../../src/series/thin-columns.ts';

const anySeries = fc.array(fc.tuple(fc.option(fc.double({ noNaN: true })), fc.option(fc.double({ noNaN: true }))), {
  maxLength: 400,
});
const limit = 40;

const thin = (points: readonly (readonly [number | null, number | null])[]) =>
  thinIndices({ times: points.map((_, i) => i), columns: [points.map(([a]) => a), points.map(([, b]) => b)] }, limit);

describe('thinning', () => {
  test('leaves a short series as it is', () => {
    expect(thinIndices({ times: [1, 2, 3], columns: [[null, 5, 1]] }, 3)).toEqual([0, 1, 2]);
  });

  test('keeps within the limit, ascending, without repeating a point', () => {
    fc.assert(
      fc.property(anySeries, (points) => {
        const kept = thin(points);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      }),
    );
  });

  test('loses no peak of any column', () => {
    fc.assert(
      fc.property(anySeries, (points) => {
        const kept = thin(points);
        for (const column of [0, 1] as const) {
          const values = points.flatMap((point) => point[column] ?? []);
          const shown = kept.flatMap((i) => points[i]?.[column] ?? []);
          if (values.length === 0) continue;
          expect(Math.max(...shown)).toBe(Math.max(...values));
          expect(Math.min(...shown)).toBe(Math.min(...values));
        }
      }),
    );
  });
});
