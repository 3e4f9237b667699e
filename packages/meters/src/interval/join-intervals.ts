import { hourMs } from '../repair/step-statistics.ts';
import type { DayIntervals } from '../values/day-intervals.ts';
import type { RepairEvent } from '../values/repaired-day.ts';

/** The believed interval energy of one meter: stretches of time that don't overlap, ascending, and what was used in each. */
export interface IntervalSeries {
  /** UTC ms. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** In the meter's output unit, ≥ 0. */
  readonly amounts: Float64Array;
  /** What was not believed, ascending in time. */
  readonly events: readonly RepairEvent[];
}

/** What is believed of intervals. Instants are UTC ms. */
export interface IntervalRules {
  /** The most that is plausible, per hour; only a configured one: registers read weekly know nothing of an hour's peak. */
  readonly maxRate?: number | undefined;
  readonly installed?: number | undefined;
  readonly removed?: number | undefined;
}

/**
 * All intervals of a meter's life in one set of columns. An interval lasts as long as most of its day do, an hour at most, and ends
 * where the next one starts. Of several at one start the greatest counts. What is no amount, or above the plausible rate, is dropped
 * and reported.
 *
 * @param days ascending
 */
export function joinIntervals(days: readonly DayIntervals[], rules: IntervalRules): IntervalSeries {
  const starts: number[] = [];
  const ends: number[] = [];
  const amounts: number[] = [];
  const events: RepairEvent[] = [];
  let length = hourMs;
  for (const day of days) {
    length = usualLength(day.starts) ?? length;
    for (let i = 0; i < day.starts.length; i++) {
      const start = day.starts[i] as number;
      const amount = day.amounts[i] as number;
      const end = start + length;
      if (start < (rules.installed ?? Number.NEGATIVE_INFINITY)) continue;
      if (end > (rules.removed ?? Number.POSITIVE_INFINITY)) continue;
      const fault = faultOf(amount, length, rules);
      if (fault !== undefined) {
        events.push({ type: fault, time: start, until: end, from: 0, to: amount, dropped: 1, amount, proposed: false });
        continue;
      }
      const last = starts.length - 1;
      if (starts[last] === start) {
        amounts[last] = Math.max(amounts[last] as number, amount);
        continue;
      }
      if (last >= 0) ends[last] = Math.min(ends[last] as number, start);
      starts.push(start);
      ends.push(end);
      amounts.push(amount);
    }
  }
  return {
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    amounts: Float64Array.from(amounts),
    events,
  };
}

function faultOf(amount: number, length: number, { maxRate }: IntervalRules): RepairEvent['type'] | undefined {
  if (!Number.isFinite(amount)) return 'not-a-number';
  if (amount < 0) return 'negative';
  // A little more may be rounding.
  return maxRate !== undefined && amount > maxRate * (length / hourMs) * 1.001 ? 'implausible-rate' : undefined;
}

/** The most common distance of consecutive starts, the shortest of several; undefined where there is none up to an hour. */
function usualLength(starts: Float64Array): number | undefined {
  const counts = new Map<number, number>();
  for (let i = 1; i < starts.length; i++) {
    const distance = (starts[i] as number) - (starts[i - 1] as number);
    if (distance > 0 && distance <= hourMs) counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let usual: number | undefined;
  for (const [distance, count] of counts) {
    const most = usual === undefined ? 0 : (counts.get(usual) as number);
    if (count > most || (count === most && distance < (usual as number))) usual = distance;
  }
  return usual;
}
