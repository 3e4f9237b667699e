import type { MeterKind } from './anomaly-input.ts';
import { type BalanceColumns, sumOfDays } from './balance-columns.ts';
import { balance, change } from './thresholds.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether a level of what is left of a whole differs by no more than the share of the whole that clocks and roundings explain: the small
 * difference of two large amounts moves by many times itself.
 */
export function isWithinTolerance(days: BalanceColumns, kind: MeterKind, day: number, verdict: Verdict): boolean {
  const { type, observed = Number.NaN, expected = Number.NaN } = verdict;
  if (type !== 'spike' && type !== 'drop' && type !== 'step') return false;
  const at = day - days.firstDay;
  const length = type === 'step' ? change.step.days : 1;
  const sum = sumOfDays(days, at - length + 1, at);
  return Math.abs(observed - expected) <= balance.tolerance[kind] * sum.whole * (length / sum.days);
}
