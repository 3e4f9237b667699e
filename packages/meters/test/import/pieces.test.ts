import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReadingsCsv } from '../../src/import/index.ts';

const rows = fc.array(
  fc.record({
    time: fc.date({ min: new Date('2024-01-01'), max: new Date('2024-02-01'), noInvalidDate: true }),
    value: fc.oneof(
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.constantFrom('1.234', '47,5', '"1,5"', '', 'off'),
    ),
  }),
  { maxLength: 30 },
);

test('a text in pieces, cut anywhere, is read like the whole of it', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(400), { maxLength: 8 }),
      (readings, separator, end, cuts) => {
        const lines = readings.map(({ time, value }) => `${time.toISOString()}${separator}${value}`);
        const text = [`time${separator}value`, ...lines].join(end);
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, i) => text.slice(places[i], to));
        expect(parseReadingsCsv(pieces)).toEqual(parseReadingsCsv(text));
      },
    ),
  );
});
