import { expect, it } from 'vitest';
import { everyDropResets, ignoredDrops, tenPercentResets } from '../benches/accuracy/old-rules/drop-resets.ts';

it('each simple rule counts one false zero in its own wrong way', () => {
  const truth = [1000, 1010, 1020];
  const withZero = [1000, 0, 1010, 1020];
  for (const rule of [tenPercentResets, everyDropResets, ignoredDrops]) expect(rule(truth)).toBe(20);
  expect([tenPercentResets, everyDropResets, ignoredDrops].map((rule) => rule(withZero))).toEqual([1020, 1020, 1020]);
});

it('a dip of one unit is a whole register to those who take every drop for a reset', () => {
  const dip = [1000, 999, 1001];
  expect([tenPercentResets, everyDropResets, ignoredDrops].map((rule) => rule(dip))).toEqual([1, 1001, 2]);
});
