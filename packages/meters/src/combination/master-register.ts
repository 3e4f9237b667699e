import type { DayValue } from '../values/day-value.ts';
import { isInstalled, unknownDay } from './combine-parts.ts';
import { combineMasterDay, type MasterPeriodPlan, type PartOn, periodOn } from './master-day.ts';

/** What a master's register is carried on with from day to day. */
export interface MasterCarry {
  /** The register at the end of the last day that had one, in the master's unit; undefined before the first. */
  readonly register: number | undefined;
  /** What the sources' own registers added up to then; undefined where one was not known or the sources have changed since. */
  readonly own: number | undefined;
  /** Whether days of unknown amount lie in between. */
  readonly interrupted: boolean;
}

export const initialCarry: MasterCarry = { register: undefined, own: undefined, interrupted: false };

/**
 * One day of a master and what the next one starts from. The register runs on by the day's advance, over resets and rollovers of
 * the sources too. It starts at the sources' own registers on the first day and, unless the period continues the previous one, on the
 * first day of a period (that step is no consumption). After days of unknown amount it goes up by what the sources' own registers did.
 */
export function masterStep(
  periods: readonly MasterPeriodPlan[],
  day: number,
  partOn: PartOn<DayValue>,
  carry: MasterCarry,
): { readonly value: DayValue; readonly carry: MasterCarry } {
  const found = periodOn(periods, day);
  if (found === undefined) {
    return { value: { close: undefined, ...unknownDay }, carry: { ...carry, own: undefined, interrupted: true } };
  }
  const { period, next } = found;
  const combined = combineMasterDay(period, next, day, partOn);
  const own = ownRegister(period, day, partOn);
  const starts = day === period.startDay;
  const ownBefore = starts ? undefined : carry.own;
  if (carry.register === undefined || (starts && !period.continuesPrevious)) {
    return { value: { close: own, ...combined }, carry: { register: own, own, interrupted: false } };
  }
  if (combined.advance === undefined) {
    return { value: { close: undefined, ...combined }, carry: { ...carry, own: ownBefore, interrupted: true } };
  }
  const risen = carry.interrupted && own !== undefined && ownBefore !== undefined ? own - ownBefore : 0;
  const close = carry.register + Math.max(combined.advance, risen);
  return { value: { close, ...combined }, carry: { register: close, own, interrupted: false } };
}

/** The days of a master, consecutive from `initialCarry` or from what an earlier range ended with. */
export function masterDays(
  periods: readonly MasterPeriodPlan[],
  days: readonly number[],
  valueOn: (meterId: string, day: number) => DayValue | undefined,
  from: MasterCarry = initialCarry,
): { readonly values: DayValue[]; readonly carry: MasterCarry } {
  let carry = from;
  const values = days.map((day) => {
    const step = masterStep(periods, day, (meterId) => valueOn(meterId, day), carry);
    carry = step.carry;
    return step.value;
  });
  return { values, carry };
}

/** The sum of the sources' registers at the end of a day, in the master's unit; undefined where one is not known. */
function ownRegister(period: MasterPeriodPlan, day: number, partOn: PartOn<DayValue>): number | undefined {
  let sum: number | undefined;
  for (const source of period.sources) {
    if (!isInstalled(source, day)) continue;
    const close = partOn(source.meterId)?.close;
    if (close === undefined) return undefined;
    sum = (sum ?? 0) + close * (source.factorOn?.(day) ?? 1);
  }
  return sum;
}
