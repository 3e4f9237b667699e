import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineVirtualDay, type VirtualPlan } from '../../src/combination/virtual-day.ts';
import { conversionFactor, defaultGasConversion, gasFactorOn, gasFactorPieces } from '../../src/units/index.ts';
import type { DayValue } from '../../src/values/day-value.ts';

function measured(advance: number): DayValue {
  return { close: 1e6, advance, quality: 'measured', measuredShare: 1, method: 'measured' };
}

const gas = gasFactorPieces([defaultGasConversion, { validFrom: 20_000, energyContent: 10, zFactor: 1 }]);
const toCubicMetres = (day: number) => conversionFactor({ from: 'kWh', to: 'm³' }, gasFactorOn(gas, day));

const fireplace: VirtualPlan = {
  terms: [
    { meterId: 'gas', factor: 1 },
    { meterId: 'boiler', factor: -1, factorOn: toCubicMetres },
  ],
  negatives: 'kept',
};

test('1000 m³ less 1022.4 kWh are 899.97 m³, by the gas factor of the day', () => {
  const partOn = (meterId: string) => measured(meterId === 'gas' ? 1000 : 1022.4);
  const before = combineVirtualDay(fireplace, 19_999, partOn);
  expect(before.advance).toBeCloseTo(899.97, 2);
  expect(before.advance).toBeCloseTo(1000 - 1022.4 / 10.221304, 9);
  expect(before).toMatchObject({ close: undefined, quality: 'measured', measuredShare: 1, method: 'measured' });
  expect(combineVirtualDay(fireplace, 20_000, partOn).advance).toBeCloseTo(897.76, 9);
});

test('a negative result is kept, and shown as 0 only where that is asked for', () => {
  const partOn = (meterId: string) => measured(meterId === 'gas' ? 1 : 102.21304);
  expect(combineVirtualDay(fireplace, 0, partOn).advance).toBeCloseTo(-9, 9);
  expect(combineVirtualDay({ ...fireplace, negatives: 'floored' }, 0, partOn).advance).toBe(0);
});

test('a part that is not installed on the day adds nothing, one without a value makes the day unknown', () => {
  const plan: VirtualPlan = {
    terms: [
      { meterId: 'total', factor: 1 },
      { meterId: 'flat', factor: -1, installedDay: 100, removedDay: 110 },
    ],
    negatives: 'kept',
  };
  const values = [99, 100, 110, 111].map((day) =>
    combineVirtualDay(plan, day, (meterId) =>
      meterId === 'total' ? measured(10) : day === 100 ? measured(4) : undefined,
    ),
  );
  expect(values.map(({ advance }) => advance)).toEqual([10, 6, undefined, 10]);
  expect(values[2]?.quality).toBe('unknown');
});

test('a virtual none of whose parts is installed is unknown', () => {
  const plan: VirtualPlan = { terms: [{ meterId: 'a', factor: 1, removedDay: 5 }], negatives: 'floored' };
  expect(combineVirtualDay(plan, 6, () => measured(1))).toMatchObject({ advance: undefined, quality: 'unknown' });
});

test('a virtual takes the worst quality and the least share of its parts', () => {
  const parts: Record<string, DayValue> = {
    gas: { close: 1, advance: 3, quality: 'extrapolated', measuredShare: 0.9, method: 'extrapolated' },
    boiler: { close: 1, advance: 3, quality: 'estimated', measuredShare: 0.2, method: 'learned' },
  };
  expect(combineVirtualDay(fireplace, 0, (meterId) => parts[meterId])).toMatchObject({
    quality: 'extrapolated',
    measuredShare: 0.2,
    method: 'combined',
  });
});

test('parts plus residual make the total', () => {
  const amount = fc.double({ min: 0, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 12 }), (total, parts) => {
      const plan: VirtualPlan = {
        terms: [{ meterId: 'total', factor: 1 }, ...parts.map((_, index) => ({ meterId: String(index), factor: -1 }))],
        negatives: 'kept',
      };
      const partOn = (meterId: string) => measured(meterId === 'total' ? total : (parts[Number(meterId)] as number));
      const residual = combineVirtualDay(plan, 0, partOn).advance as number;
      const whole = parts.reduce((sum, part) => sum + part, residual);
      expect(Math.abs(whole - total)).toBeLessThanOrEqual(1e-9 * Math.max(1, ...parts, total));
    }),
  );
});
