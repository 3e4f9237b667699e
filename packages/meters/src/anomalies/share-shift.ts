import { type BalanceColumns, type BalanceSum, isTelling, sumOfDays } from './balance-columns.ts';
import { balance } from './thresholds.ts';
import type { UsualRest } from './usual-rest.ts';

/** A lasting change of the share that is left of a whole, as it stands on a day. */
export interface ShareShift {
  /** Index of the first day of it. */
  readonly since: number;
  /** 1 where more is left than was, −1 where less. */
  readonly sign: 1 | -1;
  /** How far the share has moved, on its own side: a share of the whole. */
  readonly size: number;
  /** What the days since then had, and those before. */
  readonly after: BalanceSum;
  readonly before: BalanceSum;
  readonly usual: UsualRest;
}

/**
 * Whether the share has shifted for at least two weeks up to day `i`: by CUSUM of the deviations from what is usual, which also says since
 * when, and by the mean since then, beyond what four weeks ever differed by.
 */
export function shiftOn(
  columns: BalanceColumns,
  i: number,
  usual: UsualRest,
  sums: readonly DeviationSum[],
): ShareShift | undefined {
  for (const { sign, changeDate } of sums) {
    const roughly = changeDate(i, usual);
    if (roughly === undefined) continue;
    const since = turningDay(columns, roughly, i, usual, sign);
    const after = sumOfDays(columns, since, i);
    const before = sumOfDays(columns, since - balance.beforeDays, since - 1);
    const shift = { since, sign, usual, after, before, size: sign * (deviationOf(after, usual) - usual.monthly) };
    if (isLasting(columns, i, shift)) return shift;
  }
  return undefined;
}

/** Index of the first day of the new share: where the deviation from the middle of both, summed up from day `from`, is least. */
function turningDay(columns: BalanceColumns, from: number, i: number, usual: UsualRest, sign: 1 | -1): number {
  const middle = (deviationOf(sumOfDays(columns, from, i), usual) + usual.monthly) / 2;
  let sum = 0;
  let least = 0;
  let since = from;
  for (let k = from; k <= i; k++) {
    const deviation = dayDeviation(columns, k, usual);
    if (Number.isNaN(deviation)) continue;
    sum += sign * (deviation - middle);
    if (sum < least) {
      least = sum;
      since = k + 1;
    }
  }
  return since;
}

/** What is usually left of days with such parts, in the meter's unit. */
export function usualRestOf({ whole, rest, days }: BalanceSum, { base, slope }: UsualRest): number {
  return base * days + slope * (whole - rest);
}

/** By how much of the whole more is left than is usual. NaN of no day. */
export function deviationOf(sum: BalanceSum, usual: UsualRest): number {
  return sum.whole > 0 ? (sum.rest - usualRestOf(sum, usual)) / sum.whole : Number.NaN;
}

/** The same of one day; NaN where it was not measured, or the whole was too small to tell. */
export function dayDeviation({ whole, rest }: BalanceColumns, i: number, usual: UsualRest): number {
  const ofWhole = whole[i] as number;
  const ofRest = rest[i] as number;
  if (!isTelling(ofWhole, usual.whole)) return Number.NaN;
  return (ofRest - usual.base - usual.slope * (ofWhole - ofRest)) / ofWhole;
}

/** The summed deviation on one side (CUSUM), asked for days in ascending order. */
export interface DeviationSum {
  readonly sign: 1 | -1;
  /** Index of the day after the last on which it was none; undefined where it is below its limit. */
  readonly changeDate: (i: number, usual: UsualRest) => number | undefined;
}

/** It begins anew with what was learned anew. */
export function sumDeviations(columns: BalanceColumns, sign: 1 | -1): DeviationSum {
  let learned: UsualRest | undefined;
  let next = 0;
  let sum = 0;
  let since = 0;
  return {
    sign,
    changeDate: (i, usual) => {
      if (learned !== usual) {
        learned = usual;
        next = Math.max(0, usual.until);
        sum = 0;
        since = next;
      }
      for (; next <= i; next++) {
        const deviation = (sign * (dayDeviation(columns, next, usual) - usual.centre)) / usual.spread;
        if (Number.isNaN(deviation)) continue;
        sum = Math.max(0, sum + Math.min(balance.cusumMostSpreads, deviation) - balance.cusumSlack);
        if (sum === 0) since = next + 1;
      }
      return sum > balance.cusumLimit ? since : undefined;
    },
  };
}

function isLasting(columns: BalanceColumns, i: number, shift: ShareShift): boolean {
  const { since, sign, size, after, before, usual } = shift;
  if (after.days < balance.lastingDays || before.days < balance.beforeDays / 2) return false;
  if (!(size > usual.monthlyBand)) return false;
  // What was so before is no change, be it a larger share of a whole that fell.
  const excessOf = (sum: BalanceSum) => (sum.rest - usualRestOf(sum, usual)) / sum.days;
  if (!(sign * (excessOf(after) - excessOf(before)) > (size / 2) * (after.whole / after.days))) return false;
  for (let end = i; end - 6 >= since; end -= 7) {
    const week = deviationOf(sumOfDays(columns, end - 6, end), usual);
    if (sign * (week - usual.monthly) < balance.lastingShare * size) return false;
  }
  return true;
}

/**
 * Whether the season may be what shifted: the year before the same days were much alike; or where that is not known, it came by and by and
 * not from one week to the next.
 */
export function isSeasonalShift(columns: BalanceColumns, i: number, shift: ShareShift): boolean {
  const { since, sign, size, after, usual } = shift;
  const over = (from: number, to: number) => deviationOf(sumOfDays(columns, from, to), usual);
  const yearAgo = over(since - balance.sameDateYearAgo, i - balance.sameDateYearAgo);
  if (!Number.isNaN(yearAgo)) return sign * (deviationOf(after, usual) - yearAgo) < balance.yearlyShare * size;
  for (let start = since - 3; start <= since + 3; start++) {
    if (sign * (over(start, start + 6) - over(start - 7, start - 1)) >= balance.abruptShare * size) return false;
  }
  return true;
}
