import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriedStep } from '../../src/combination/index.ts';
import { combineVirtualDay, type LinearTerm } from '../../src/combination/virtual-day.ts';
import type { DayValue } from '../../src/values/day-value.ts';

function measured(advance: number): DayValue {
  return { close: undefined, advance, quality: 'measured', measuredShare: 1, method: 'measured' };
}

const unknown: DayValue = {
  close: undefined,
  advance: undefined,
  quality: 'unknown',
  measuredShare: 0,
  method: 'none',
};

const terms: readonly LinearTerm[] = [
  { meterId: 'main', factor: 1 },
  { meterId: 'part', factor: -1 },
];

type Day = readonly [main: DayValue, part: DayValue];
const partOn =
  ([main, part]: Day) =>
  (id: string) =>
    id === 'main' ? main : part;

/** Every day with what is owed after it. */
function carried(days: readonly Day[]): { value: DayValue; owed: number }[] {
  let owed = 0;
  return days.map((day, i) => {
    const step = carriedStep(terms, i, partOn(day), owed);
    owed = step.carry;
    return { value: step.value, owed };
  });
}

const amount = fc.double({ min: 0, max: 1e4, noNaN: true });
const someDay = fc.tuple(
  fc.oneof({ weight: 9, arbitrary: amount.map(measured) }, { weight: 1, arbitrary: fc.constant(unknown) }),
  amount.map(measured),
);

describe('a residual that carries negative results on', () => {
  test('is never negative, and up to each day adds up to what its terms did but for what is owed', () => {
    fc.assert(
      fc.property(fc.array(someDay, { maxLength: 60 }), (days) => {
        let shown = 0;
        let counted = 0;
        for (const [i, { value, owed }] of carried(days).entries()) {
          const own = combineVirtualDay({ terms, negatives: 'kept' }, i, partOn(days[i] as Day));
          if (own.advance === undefined) {
            expect(value).toEqual(own);
            continue;
          }
          shown += value.advance as number;
          counted += own.advance;
          expect(value.advance).toBeGreaterThanOrEqual(0);
          expect(owed).toBeLessThanOrEqual(0);
          expect(Math.abs(shown + owed - counted)).toBeLessThanOrEqual(1e-9 * 1e4 * days.length);
        }
      }),
    );
  });

  test('changes no day that owes nothing, and calls the days that it changes estimated', () => {
    const days = [
      [10, 4],
      [3, 5],
      [6, 5],
      [9, 5],
      [9, 5],
    ].map(([main, part]): Day => [measured(main as number), measured(part as number)]);
    const values = carried(days).map(({ value }) => [value.advance, value.quality]);
    expect(values).toEqual([
      [6, 'measured'],
      [0, 'estimated'],
      [0, 'estimated'],
      [3, 'estimated'],
      [4, 'measured'],
    ]);
  });

  test('takes what the rounding of a sum leaves for nothing', () => {
    const days = [0.1, 0.2, 0.3].map((part): Day => [measured(0.1 + part), measured(part)]);
    days.splice(1, 0, [measured(0.3), measured(0.1 + 0.2)]);
    expect(carried(days).map(({ value }) => value.quality)).toEqual(['measured', 'measured', 'measured', 'measured']);
  });

  test('moves what an estimated day may be off with it', () => {
    const estimated: DayValue = { ...measured(9), quality: 'estimated', low: 6, high: 12 };
    const [, second] = carried([
      [measured(1), measured(3)],
      [estimated, measured(1)],
    ]);
    expect(second?.value).toMatchObject({ advance: 6, quality: 'estimated', low: 3, high: 9 });
  });
});
