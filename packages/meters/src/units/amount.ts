import type { Unit } from './unit.ts';

declare const amountOf: unique symbol;
declare const registerOf: unique symbol;

/**
 * How much was used in some interval, in unit `U`. The brand uses `U` as argument and as result, which makes it invariant:
 * a covariant one would let kWh and m³ meet in their union.
 */
export type Amount<U extends Unit> = number & { readonly [amountOf]: (unit: U) => U };

/** What a meter's counter showed at an instant, in unit `U`. The difference of two registers is an amount; their sum is nothing. */
export type Register<U extends Unit> = number & { readonly [registerOf]: (unit: U) => U };

/** The only maker of amounts. NaN and infinities are no amounts: a RangeError. */
export function amount<U extends Unit>(value: number, unit: U): Amount<U> {
  if (!Number.isFinite(value)) throw new RangeError(`an amount in ${unit} is a finite number, not ${value}`);
  return value as Amount<U>;
}

/** The only maker of registers. NaN and infinities are no registers: a RangeError. */
export function register<U extends Unit>(value: number, unit: U): Register<U> {
  if (!Number.isFinite(value)) throw new RangeError(`a register in ${unit} is a finite number, not ${value}`);
  return value as Register<U>;
}

export function addAmounts<U extends Unit>(a: Amount<U>, b: Amount<U>): Amount<U> {
  return (a + b) as Amount<U>;
}

export function subtractAmounts<U extends Unit>(a: Amount<U>, b: Amount<U>): Amount<U> {
  return (a - b) as Amount<U>;
}
