import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packHashes, unpackHashes, windows } from '../../../src/series/influxdb/window-hashes.ts';

const hash = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((value) => value.toString(36).padStart(7, '0'));

it('gives back every hash it packed, whatever windows are there', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.integer({ min: -4000, max: 90_000 }), hash), { selector: ([index]) => index }),
      (entries) => {
        const hashes = new Map(entries);
        expect(unpackHashes(packHashes(hashes))).toEqual(hashes);
      },
    ),
  );
});

it('takes less than a kilobyte for a series with four years of months and six weeks of days', () => {
  const run = (first: number, count: number) =>
    packHashes(new Map(Array.from({ length: count }, (_, i) => [first + i, 'abcdefg'])));
  expect(run(24_000, 48).length + run(19_800, 45).length).toBeLessThan(1000);
});

it('counts an instant to the UTC day and month that start before it, before 1970 as well', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('day', 'month'),
      fc.integer({ min: Date.UTC(1677, 9), max: Date.UTC(2262, 2) }),
      (window, ms) => {
        const { indexOf, startOf } = windows[window];
        const index = indexOf(ms);
        expect([startOf(index) <= ms, ms < startOf(index + 1)]).toEqual([true, true]);
      },
    ),
  );
});
