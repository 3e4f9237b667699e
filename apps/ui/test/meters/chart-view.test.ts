import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampView,
  formatViewInstant,
  levelFor,
  panView,
  parseView,
  parseViewInstant,
  zoomView,
} from '../../src/meters/chart-view.ts';

const zone = 'Europe/Berlin';
const hour = 3_600_000;
const day = 24 * hour;
const extent = { from: Date.parse('2022-01-01T00:00+01:00'), to: Date.parse('2026-11-26T00:00+01:00') };

describe('what a bar stands for', () => {
  test('is as fine as there is room for bars', () => {
    const of = (days: number, width: number) => levelFor({ from: 0, to: days * day }, width);
    expect([of(2, 1_200), of(7, 1_200), of(300, 1_200), of(500, 1_200), of(3_650, 1_200)]).toEqual([
      'hour',
      'hour',
      'day',
      'month',
      'month',
    ]);
    expect([of(7, 330), of(90, 330), of(366, 330), of(20_000, 330)]).toEqual(['day', 'day', 'month', 'year']);
  });
});

describe('a view', () => {
  const views = fc
    .record({ from: fc.integer({ min: -1e12, max: 3e12 }), length: fc.integer({ min: 1, max: 1e12 }) })
    .map(({ from, length }) => ({ from, to: from + length }));

  test('never leaves what there is, and is never shorter than two hours', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { from, to } = clampView(view, extent);
        expect(from).toBeGreaterThanOrEqual(extent.from);
        expect(to).toBeLessThanOrEqual(extent.to + 1);
        expect(to - from).toBeGreaterThanOrEqual(2 * hour - 1);
      }),
    );
  });

  test('keeps under the pointer what is there when it zooms', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, factor, at) => {
          const zoomed = zoomView(view, factor, at);
          const under = ({ from, to }: typeof view) => from + (to - from) * at;
          expect(Math.abs(under(zoomed) - under(view))).toBeLessThan(1);
        },
      ),
    );
  });

  test('is as long after it moved', () => {
    expect(panView({ from: 100, to: 200 }, -0.5)).toEqual({ from: 50, to: 150 });
  });
});

describe('the address of a view', () => {
  test('names local dates, across a change of the clocks too, and minutes between them', () => {
    const midnight = Date.parse('2024-10-27T00:00+02:00');
    expect(formatViewInstant(midnight, zone)).toBe('2024-10-27');
    expect(formatViewInstant(midnight + 25 * hour, zone)).toBe('2024-10-28');
    expect(formatViewInstant(midnight + hour / 2, zone)).toBe('2024-10-26T22:30Z');
  });

  test('comes back as it went out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 365 * 60 }), (minutes) => {
        const at = minutes * 60_000;
        expect(parseViewInstant(formatViewInstant(at, zone), zone)).toBe(at);
      }),
    );
  });

  test('asks for nothing where it is turned round or nonsense', () => {
    expect(parseView({ from: '2024-02-01', to: '2024-01-01' }, zone)).toBeUndefined();
    expect(parseView({ from: 'yesterday', to: '2024-01-01' }, zone)).toBeUndefined();
    expect(parseView({ from: '2024-01-01', to: '2024-02-01' }, zone)).toEqual({
      from: Date.parse('2024-01-01T00:00+01:00'),
      to: Date.parse('2024-02-01T00:00+01:00'),
    });
  });
});
