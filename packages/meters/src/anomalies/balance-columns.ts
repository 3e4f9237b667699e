import type { DayBalance } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { balance } from './thresholds.ts';

/** A whole, and what its parts leave of it, by index of a day; NaN where one of them was not measured. */
export interface BalanceColumns {
  readonly firstDay: number;
  readonly whole: Float64Array;
  readonly rest: Float64Array;
}

export function readBalance(
  { firstDay, count }: DayColumns,
  balanceAt: (day: number) => DayBalance | undefined,
): BalanceColumns {
  const whole = new Float64Array(count).fill(Number.NaN);
  const rest = new Float64Array(count).fill(Number.NaN);
  for (let i = 0; i < count; i++) {
    const day = balanceAt(firstDay + i);
    if (day === undefined) continue;
    whole[i] = day.whole;
    rest[i] = day.rest;
  }
  return { firstDay, whole, rest };
}

/** What consecutive days had. */
export interface BalanceSum extends DayBalance {
  /** How many of them were measured. */
  readonly days: number;
}

/** Of the measured days from index `from` to `to`, both included. */
export function sumOfDays({ whole, rest }: BalanceColumns, from: number, to: number): BalanceSum {
  let days = 0;
  let ofWhole = 0;
  let ofRest = 0;
  for (let i = Math.max(0, from); i <= to; i++) {
    const one = rest[i] as number;
    if (Number.isNaN(one)) continue;
    days++;
    ofWhole += whole[i] as number;
    ofRest += one;
  }
  return { days, whole: ofWhole, rest: ofRest };
}

/** Whether a day's whole is large enough for its share to say something. */
export function isTelling(whole: number, usualWhole: number): boolean {
  return whole > 0 && whole >= balance.leastWhole * usualWhole;
}
