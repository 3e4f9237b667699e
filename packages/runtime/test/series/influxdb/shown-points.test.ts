import fc from 'fast-check';
import { expect, it } from 'vitest';
import { obsoleteRanges, type ShownPoint } from '../../../src/series/influxdb/shown-points.ts';

const tags = fc.constantFrom('x', 'y').map((tag) => ({ tag }));
const point = fc.record({ time: fc.integer({ min: 0, max: 40 }), tags });
const points = fc.uniqueArray(point, { selector: ({ time, tags: { tag } }) => `${time}${tag}`, maxLength: 30 });
const text = (one: Pick<ShownPoint, 'time' | 'tags'>): string => `${one.time} ${one.tags.tag}`;

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
        );
        for (const range of ranges) {
          for (const one of bucket) {
            const time = Number(one.split(' ')[0]);
            if (time >= range.from && time < range.to) bucket.delete(one);
          }
          for (const one of range.again) bucket.add(text(one));
        }
        const expected = [...shown.filter((one) => !inside(one)), ...stretch.points].map(text);
        expect([...bucket].sort()).toEqual([...new Set(expected)].sort());
        expect(ranges.length).toBeLessThanOrEqual(8);
      },
    ),
  );
});

it('deletes nothing where everything shown is wanted', () => {
  const stretch = { measurement: 'm', from: 0, to: 9, points: [{ time: 1, tags: { tag: 'x' }, fields: { value: 1 } }] };
  expect(obsoleteRanges(stretch, [{ measurement: 'm', time: 1, tags: { tag: 'x' } }])).toEqual([]);
  expect(obsoleteRanges(stretch, [{ measurement: 'other', time: 2, tags: { tag: 'x' } }])).toEqual([]);
});
