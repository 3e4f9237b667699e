import type { DayColumns } from './day-columns.ts';

/** The longest run of consecutive hours with a property (no movement, or flow) that each day is part of. Hours are real hours. */
export interface HourRuns {
  /** Its hours up to the end of the day, earlier days included; NaN where the day says nothing. */
  readonly longest: Float64Array;
  /** Index of the day it began in. */
  readonly start: Int32Array;
  /** The least amount of its hours so far. */
  readonly least: Float64Array;
}

/**
 * Runs of hours for which `has` holds, across midnights. Masters and virtuals have no hours: a measured day counts as 24 hours alike if
 * `hasDay` holds for its amount. A day that says nothing ends every run; so does an hour that is not known. How far back a run really
 * reaches is known only within the columns.
 */
export function hourRuns(
  columns: DayColumns,
  has: (amount: number, resolution: number) => boolean,
  hasDay: (amount: number) => boolean,
): HourRuns {
  const { measured, repaired, count } = columns;
  const longest = new Float64Array(count).fill(Number.NaN);
  const start = new Int32Array(count);
  const least = new Float64Array(count);
  let run = 0;
  let since = 0;
  let lowest = Number.POSITIVE_INFINITY;
  const whole = new Float64Array(1);
  for (let i = 0; i < count; i++) {
    const day = repaired[i];
    const byHour = day !== undefined && day.hours.length > 0;
    whole[0] = measured[i] as number;
    const amounts = byHour ? day.hours : whole;
    const length = byHour ? 1 : 24;
    for (const amount of amounts) {
      const known = !Number.isNaN(amount);
      if (known && (byHour ? has(amount, day.resolution) : hasDay(amount))) {
        if (run === 0) {
          since = i;
          lowest = Number.POSITIVE_INFINITY;
        }
        run += length;
        lowest = Math.min(lowest, amount / length);
      } else run = 0;
      if (known && Number.isNaN(longest[i] as number)) longest[i] = 0;
      if (run > (longest[i] as number)) {
        longest[i] = run;
        start[i] = since;
        least[i] = lowest;
      }
    }
  }
  return { longest, start, least };
}

/** At index i: for how many days before i the condition holds. */
export function countsBefore(count: number, holds: (i: number) => boolean): Uint32Array {
  const counts = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) counts[i + 1] = (counts[i] as number) + (holds(i) ? 1 : 0);
  return counts;
}

/** Of `countsBefore`: for how many days from index `from` to before index `to` it holds. */
export function countedWithin(counts: Uint32Array, from: number, to: number): number {
  return (counts[Math.max(0, to)] as number) - (counts[Math.max(0, from)] as number);
}
