import type { Zone } from '@meterworks/assets';
import { gapSettledFrom, longestGapDays } from '../gaps/index.ts';
import { intervalFlags, type RepairedSeries } from '../repair/repaired-series.ts';
import { besideSettledAt } from './beside-interval.ts';

const dayMs = 86_400_000;

/**
 * Whether the days before a local day (number) stay what they are whatever is read from then on: what ran over a midnight unseen is split by
 * the weeks around it, and those must be over.
 */
export function areDaysSettled(series: RepairedSeries, day: number, zone: Zone): boolean {
  const { times } = series;
  const start = zone.dayStart(day);
  const last = times.findLast((time) => time < start) ?? Number.NEGATIVE_INFINITY;
  for (let p = 0; p < times.length - 1; p++) {
    if (!runsUnseen(series, p, zone)) continue;
    const from = times[p] as number;
    const to = times[p + 1] as number;
    if (last < besideSettledAt(from, to)) return false;
    if (to - from <= longestGapDays * dayMs && day < gapSettledFrom(to, zone)) return false;
  }
  return true;
}

/** Whether something ran over a midnight unseen, from a local day (number) on. */
export function anythingUnseen(series: RepairedSeries, day: number, zone: Zone): boolean {
  const { times } = series;
  const start = zone.dayStart(day);
  for (let p = times.length - 2; p >= 0 && (times[p + 1] as number) >= start; p--) {
    if (runsUnseen(series, p, zone)) return true;
  }
  return false;
}

/** Whether nobody knows when the amount from a point to the next ran, and there is a midnight between them. */
function runsUnseen({ times, amounts, flags }: RepairedSeries, p: number, zone: Zone): boolean {
  return (
    ((flags[p] as number) & intervalFlags.known) === 0 &&
    (amounts.at(p) as number) > 0 &&
    zone.dayOf(times[p] as number) !== zone.dayOf(times[p + 1] as number)
  );
}
