import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText, csvRow, instantText } from '../../src/output/csv.ts';

test('every finite number reads back as the same double', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(cellText(value))).toBe(value === 0 ? 0 : value);
    }),
  );
});

test('no value and no number are empty cells', () => {
  expect(csvRow([undefined, Number.NaN, Number.POSITIVE_INFINITY, 0.1 + 0.2, -0])).toBe(',,,0.30000000000000004,0');
});

test('text with commas, quotes or line breaks is quoted', () => {
  expect(csvRow(['a,b', 'say "x"', 'two\nlines', 'plain m³'])).toBe('"a,b","say ""x""","two\nlines",plain m³');
});

test('an instant is ISO 8601 in UTC, with milliseconds only where there are some', () => {
  expect(instantText(Date.UTC(2024, 2, 30, 23))).toBe('2024-03-30T23:00:00Z');
  expect(instantText(Date.UTC(2024, 2, 30, 23, 0, 0, 5))).toBe('2024-03-30T23:00:00.005Z');
});
