import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Amount, addAmounts, amount, type Register, register, subtractAmounts } from '../../src/units/index.ts';

describe('amounts', () => {
  test('of one unit add and subtract', () => {
    expect(addAmounts(amount(2.5, 'kWh'), amount(1, 'kWh'))).toBe(3.5);
    expect(subtractAmounts(amount(2.5, 'm³'), amount(1, 'm³'))).toBe(1.5);
  });

  test('are finite', () => {
    expect(() => amount(Number.NaN, 'kWh')).toThrow(/finite/);
    expect(() => register(Number.POSITIVE_INFINITY, 'L')).toThrow(/finite/);
  });

  test('of different units do not compile together', () => {
    // @ts-expect-error kWh and m³ have no sum
    addAmounts(amount(1, 'kWh'), amount(1, 'm³'));
    // @ts-expect-error not even under their union
    addAmounts<'kWh' | 'm³'>(amount(1, 'kWh'), amount(1, 'm³'));
    // @ts-expect-error kWh and Wh neither, though they convert
    subtractAmounts(amount(1, 'kWh'), amount(1, 'Wh'));
    // @ts-expect-error a bare number has no unit
    addAmounts(amount(1, 'kWh'), 1);
    expectTypeOf<Amount<'kWh'>>().not.toExtend<Amount<'m³'>>();
    expectTypeOf<Amount<'kWh'>>().not.toExtend<Amount<'kWh' | 'm³'>>();
    expectTypeOf<Amount<'kWh' | 'm³'>>().not.toExtend<Amount<'kWh'>>();
  });

  test('are no registers, and registers no amounts', () => {
    // @ts-expect-error a register is a state, not an amount
    addAmounts(amount(1, 'kWh'), register(1, 'kWh'));
    expectTypeOf<Register<'kWh'>>().not.toExtend<Amount<'kWh'>>();
    expectTypeOf<Amount<'kWh'>>().not.toExtend<Register<'kWh'>>();
    expectTypeOf<Register<'kWh'>>().not.toExtend<Register<'kWh' | 'm³'>>();
    expectTypeOf<Register<'kWh'>>().toExtend<number>();
  });
});
