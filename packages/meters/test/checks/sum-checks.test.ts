import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { residualFinding, sumFinding } from '../../src/checks/index.ts';
import { carriedStep, combineVirtualDay, type LinearTerm } from '../../src/combination/index.ts';
import { rollUp } from '../../src/consumption/index.ts';
import type { DayValue } from '../../src/values/day-value.ts';

const amounts = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined }), {
  maxLength: 366,
});

describe('the sum check', () => {
  it('agrees with how months and years are summed up, and with nothing else', () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0.01, max: 10, noNaN: true }), (days, more) => {
        const known = days.map((consumption) => ({ consumption, quality: 'measured' as const, measuredShare: 1 }));
        const { consumption } = rollUp(known, known.length);
        expect(sumFinding(consumption, days, 'kWh')).toBeUndefined();
        expect(sumFinding(consumption === undefined ? 0 : consumption + more, days, 'kWh')).toBeDefined();
      }),
    );
  });

  it('says what is shown and what the days add up to', () => {
    expect(sumFinding(7, [1, undefined, 2], 'kWh')).toEqual({
      message: 'shows 7 kWh, but its 2 known days add up to 3 kWh',
      facts: { shown: 7, expected: 3, days: 2 },
    });
    expect(sumFinding(undefined, [1], 'kWh')?.message).toContain('shows nothing');
  });
});

describe('the check of parts and rest', () => {
  const terms: readonly LinearTerm[] = [
    { meterId: 'main', factor: 1 },
    { meterId: 'a', factor: -1 },
    { meterId: 'b', factor: -0.5, factorOn: () => 1000 },
  ];
  const amount = fc.double({ min: 0, max: 1e5, noNaN: true });
  const measured = (advance: number): DayValue => ({
    close: undefined,
    advance,
    quality: 'measured',
    measuredShare: 1,
    method: 'measured',
  });

  it.each(['kept', 'floored', 'carried'] as const)(
    'finds nothing in a residual that is %s, and too large a one',
    (negatives) => {
      fc.assert(
        fc.property(amount, amount, amount, fc.double({ min: -100, max: 0, noNaN: true }), (main, a, b, owed) => {
          const partOn = (id: string) => measured({ main, a, b: b / 1000 }[id] as number);
          const value =
            negatives === 'carried'
              ? carriedStep(terms, 0, partOn, owed).value
              : combineVirtualDay({ terms, negatives }, 0, partOn);
          const finds = (advance: number) =>
            residualFinding({ ...value, advance }, terms, negatives, 0, partOn, 'kWh') !== undefined;
          expect(finds(value.advance as number)).toBe(false);
          expect(finds((value.advance as number) + 200)).toBe(true);
          if (negatives !== 'kept') expect(finds(-1)).toBe(true);
        }),
      );
    },
  );
});
