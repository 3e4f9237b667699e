import type { IntervalSeries } from './join-intervals.ts';

/** A stretch of time up to `end` (UTC ms) and what was used in it; NaN where no interval tells. */
export interface Stretch {
  readonly end: number;
  readonly amount: number;
}

/** Cuts [from, to] where intervals start and end, ascending; an interval that reaches beyond counts by its share of time. */
export function stretchesOf({ starts, ends, amounts }: IntervalSeries, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  let at = from;
  for (let i = firstEndingAfter(ends, from); i < starts.length && (starts[i] as number) < to; i++) {
    const start = starts[i] as number;
    const end = ends[i] as number;
    if (start > at) stretches.push({ end: start, amount: Number.NaN });
    at = Math.min(end, to);
    const share = (at - Math.max(start, from)) / (end - start);
    stretches.push({ end: at, amount: (amounts[i] as number) * share });
  }
  if (at < to) stretches.push({ end: to, amount: Number.NaN });
  return stretches;
}

/** The amount per millisecond that intervals tell in [from, to]; undefined where they tell nothing. */
export function meanRate(intervals: IntervalSeries, from: number, to: number): number | undefined {
  let amount = 0;
  let time = 0;
  let start = from;
  for (const stretch of stretchesOf(intervals, from, to)) {
    if (!Number.isNaN(stretch.amount)) {
      amount += stretch.amount;
      time += stretch.end - start;
    }
    start = stretch.end;
  }
  return time === 0 ? undefined : amount / time;
}

function firstEndingAfter(ends: Float64Array, time: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
