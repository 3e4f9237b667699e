import { dayNumber, parseDay } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOfDay, type PricedMeter, rateOn, type Tariff } from '../../src/costs/index.ts';
import { gasFactorPieces } from '../../src/units/gas-conversion.ts';

const day = (text: string) => parseDay(text) as number;
const strom: PricedMeter = { id: 'strom', unit: 'kWh', commodity: 'electricity' };
const gas: PricedMeter = { id: 'gas', unit: 'm³', commodity: 'gas' };
const factors = gasFactorPieces([{ energyContent: 11.504, zFactor: 0.8885 }]);

function tariff(more: Partial<Tariff>): Tariff {
  const days = { fromDay: day('2024-01-01'), toDay: day('2024-12-31') };
  return { commodity: 'electricity', meters: undefined, ...days, perUnit: 0.3, unit: 'kWh', fee: undefined, ...more };
}

const measured = (consumption: number) => ({ consumption, quality: 'measured' as const, measuredShare: 1 });

describe('a rate', () => {
  it('holds from the first to the last day of a price, both included', () => {
    const on = (text: string) => rateOn(strom, [tariff({})], factors, day(text))?.perUnit;
    expect([on('2023-12-31'), on('2024-01-01'), on('2024-12-31'), on('2025-01-01')]).toEqual([
      undefined,
      0.3,
      0.3,
      undefined,
    ]);
  });

  it('is of the price that names the meter before one of its commodity', () => {
    const both = [tariff({ meters: ['strom'], perUnit: -0.08 }), tariff({})];
    expect(rateOn(strom, both, factors, day('2024-05-05'))?.perUnit).toBe(-0.08);
    expect(rateOn({ ...strom, id: 'other' }, both, factors, day('2024-05-05'))?.perUnit).toBe(0.3);
    expect(rateOn(gas, both, factors, day('2024-05-05'))).toBeUndefined();
  });

  it('turns cubic metres of gas into the energy that is paid for', () => {
    const rate = rateOn(gas, [tariff({ commodity: 'gas', perUnit: 0.1 })], factors, day('2024-05-05'));
    expect(rate?.perUnit).toBeCloseTo(1.0221304, 12);
    expect(rateOn({ ...strom, unit: 'MWh' }, [tariff({})], factors, day('2024-05-05'))?.perUnit).toBeCloseTo(300, 9);
  });

  it('bears the base fee at one meter only', () => {
    const fee = { meterId: 'strom', amount: 120, per: 'year' } as const;
    expect(rateOn(strom, [tariff({ fee })], factors, day('2024-05-05'))?.fee).toEqual({ amount: 120, per: 'year' });
    expect(rateOn({ ...strom, id: 'other' }, [tariff({ fee })], factors, day('2024-05-05'))?.fee).toBeUndefined();
  });
});

describe('a rate of Tibber', () => {
  const rate = rateOn({ ...strom, unit: 'MWh' }, [tariff({ perUnit: 'tibber' })], factors, day('2024-05-05'));

  it('is the price of the day for each kWh, and unknown where there is none', () => {
    const on = day('2024-05-05');
    expect(costOfDay(on, measured(2), rate, { perUnit: 0.25, isWeighted: true })).toEqual({
      cost: 500,
      fee: 0,
      quality: 'measured',
      measuredShare: 1,
    });
    expect(costOfDay(on, measured(2), rate)).toMatchObject({ cost: undefined, quality: 'unknown' });
  });

  it('is an estimate where it is not known what was used when', () => {
    const cost = costOfDay(day('2024-05-05'), measured(2), rate, { perUnit: 0.25, isWeighted: false });
    expect(cost).toMatchObject({ cost: 500, quality: 'estimated', measuredShare: 0 });
  });
});

describe('the cost of a day', () => {
  it('is the amount at its price and the share of the base fee', () => {
    const rate = { perUnit: 0.3, fee: { amount: 31, per: 'month' as const } };
    expect(costOfDay(day('2024-01-10'), measured(10), rate)).toEqual({
      cost: 4,
      fee: 1,
      quality: 'measured',
      measuredShare: 1,
    });
  });

  it('is unknown without a price or an amount, never 0', () => {
    expect(costOfDay(day('2024-01-10'), measured(10), undefined)).toMatchObject({
      cost: undefined,
      quality: 'unknown',
    });
    const unknown = { consumption: undefined, quality: 'unknown' as const, measuredShare: 0 };
    expect(costOfDay(day('2024-01-10'), unknown, { perUnit: 1, fee: undefined }).cost).toBeUndefined();
  });

  it('adds the base fee up to what the bill says, in every month and leap year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 0, max: 11 }), (year, month) => {
        const sum = (from: number, to: number, per: 'month' | 'year') => {
          let total = 0;
          for (let d = from; d < to; d++)
            total += costOfDay(d, measured(0), { perUnit: 1, fee: { amount: 99, per } }).fee;
          return total;
        };
        expect(sum(dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1), 'year')).toBeCloseTo(99, 9);
        const next = month === 11 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 2, 1);
        expect(sum(dayNumber(year, month + 1, 1), next, 'month')).toBeCloseTo(99, 9);
      }),
    );
  });
});
