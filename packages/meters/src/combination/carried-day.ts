import type { DayValue } from '../values/day-value.ts';
import { worstQuality } from '../values/quality.ts';
import type { PartOn } from './master-day.ts';
import { combineVirtualDay, type LinearTerm } from './virtual-day.ts';

/** Amounts that differ by less than this, in any unit of the house, differ by the rounding of sums only. */
const rounding = 1e-6;

/**
 * One day of a virtual meter that carries negative results on, and what the next one starts with. What a day lacks to 0 is owed, and given
 * back by the next days that have something: none is negative, and the days up to any one add up to what the terms did, but for what is
 * still owed. A day whose amount was changed by that is no longer what its meters showed, so it is estimated. Days of unknown amount owe and
 * give nothing.
 *
 * @param owed ≤ 0, in the meter's unit: what the days before left to be given back; 0 on the first
 */
export function carriedStep(
  terms: readonly LinearTerm[],
  day: number,
  partOn: PartOn,
  owed: number,
): { readonly value: DayValue; readonly carry: number } {
  const own = combineVirtualDay({ terms, negatives: 'kept' }, day, partOn);
  if (own.advance === undefined) return { value: own, carry: owed };
  const paid = own.advance + owed;
  const advance = Math.max(0, paid);
  const carry = paid < 0 ? paid : 0;
  if (advance === own.advance) return { value: own, carry };
  const moved = (bound: number | undefined) => (bound === undefined ? undefined : Math.max(0, bound + owed));
  const value = { ...own, advance, low: moved(own.low), high: moved(own.high) };
  if (Math.abs(advance - own.advance) < rounding) return { value, carry };
  return { value: { ...value, quality: worstQuality(own.quality, 'estimated'), method: 'combined' }, carry };
}
