import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DroppingCosts } from '../../src/repair/dropping-costs.ts';
import { MovedAmounts } from '../../src/repair/moved-amounts.ts';
import { CarriedColumn, PagedColumn } from '../../src/repair/paged-column.ts';

// Longer than two pages, so that pages begin and end inside.
const length = 10_000;
const place = fc.integer({ min: 0, max: length - 1 });

it('holds what was set, and what the rule says everywhere else', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(place, fc.integer()), { maxLength: 20 }), fc.array(place), (sets, asked) => {
      const column = new PagedColumn((at) => at * 2);
      const expected = new Map<number, number>();
      for (const [at, value] of sets) {
        column.set(at, value);
        expected.set(at, value);
      }
      for (const at of [...asked, ...expected.keys()]) expect(column.at(at)).toBe(expected.get(at) ?? at * 2);
    }),
  );
});

it('carries the number before on, across pages and however seldom one is set', () => {
  const sets = fc.uniqueArray(fc.tuple(place, fc.integer({ min: -1, max: 3 })), { selector: ([at]) => at });
  fc.assert(
    fc.property(sets, (set) => {
      const values = new Map(set);
      const column = new CarriedColumn(7);
      const expected = new Float64Array(length);
      for (let at = 0; at < length; at++) {
        const value = values.get(at) ?? (at === 0 ? 7 : undefined);
        if (value === undefined) column.carry(at);
        else column.set(at, value);
        expected[at] = value ?? (expected[at - 1] as number);
      }
      expect(expected.findIndex((value, at) => column.at(at) !== value)).toBe(-1);
    }),
    { numRuns: 30 },
  );
});

it('sums up what dropping costs as if each were added to the one before', () => {
  const registers = Float64Array.from({ length }, (_, i) =>
    i % 7 < 4 ? Math.floor(i / 3) * (i % 5 === 0 ? 0 : 1) : 0,
  );
  const costs = new DroppingCosts(registers, 0.1);
  let sum = 0;
  const expected = Float64Array.from(registers, (register, i) => {
    sum += register !== registers[i - 1] ? 1 : register === 0 ? 0 : 0.1;
    return sum;
  });
  // Asked for from behind, so that no sum is there already.
  for (let i = length - 1; i >= 0; i -= 13) expect(costs.upTo(i)).toBe(expected[i]);
});

it('moves by what the registers tell, but where something else was decided, and by nothing after the last', () => {
  const amounts = new MovedAmounts(Float64Array.of(1, 3, 0.5, 4), new Map([[1, 0.5]]));
  expect([...amounts]).toEqual([2, 0.5, 3.5, 0]);
  expect([...new MovedAmounts(new Float64Array(0), new Map())]).toEqual([]);
});
