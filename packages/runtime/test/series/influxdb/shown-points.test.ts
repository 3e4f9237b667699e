import fc from 'fast-check';
import { expect, it } from 'vitest';
import { obsoleteRanges, type ShownPoint } from '../../../src/series/influxdb/shown-points.ts';

const tags = fc.record({ unit: fc.constantFrom('x', 'y'), kind: fc.constantFrom('a', 'b') });
const text = (one: Pick<ShownPoint, 'time' | 'tags'>): string => `${one.time} ${one.tags.unit} ${one.tags.kind}`;
const point = fc.record({ time: fc.integer({ min: 0, max: 40 }), tags });
const points = fc.uniqueArray(point, { selector: (one) => text(one), maxLength: 30 });

it('leaves exactly what is wanted after the ranges are deleted and written again, and nothing outside is touched', () => {
  fc.assert(
    fc.property(
      points,
      points,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 20, max: 41 }),
      (shown, wanted, from, to) => {
        const inside = ({ time }: { time: number }) => time >= from && time < to;
        const stretch = {
          measurement: 'm',
          from,
          to,
          points: wanted.filter(inside).map((one) => ({ ...one, fields: { value: 1 } })),
        };
        const bucket = new Set([...shown.map(text), ...stretch.points.map(text)]);
        const ranges = obsoleteRanges(
          stretch,
          shown.map((one) => ({ ...one, measurement: 'm' })),
          'unit',
        );
        for (const range of ranges) {
          for (const one of bucket) {
            const [time, unit] = one.split(' ');
            if (Number(time) >= range.from && Number(time) < range.to && unit === range.mark) bucket.delete(one);
          }
          for (const one of range.again) bucket.add(text(one));
        }
        const expected = [...shown.filter((one) => !inside(one)), ...stretch.points].map(text);
        expect([...bucket].sort()).toEqual([...new Set(expected)].sort());
        expect(ranges.length).toBeLessThanOrEqual(16);
      },
    ),
  );
});

it('deletes nothing where everything shown is wanted', () => {
  const stretch = {
    measurement: 'm',
    from: 0,
    to: 9,
    points: [{ time: 1, tags: { unit: 'x' }, fields: { value: 1 } }],
  };
  expect(obsoleteRanges(stretch, [{ measurement: 'm', time: 1, tags: { unit: 'x' } }], 'unit')).toEqual([]);
  expect(obsoleteRanges(stretch, [{ measurement: 'other', time: 2, tags: { unit: 'x' } }], 'unit')).toEqual([]);
});
