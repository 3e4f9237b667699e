import type { DayColumns } from './day-columns.ts';

/** The longest run of consecutive hours with a property (no movement, or flow) that each day is part of. Hours are real hours. */
export interface HourRuns {
  /** Its hours up to the end of the day, earlier days included; NaN where the day says nothing. */
  readonly longest: Float64Array;
  /** Index of the day it began in. */
  readonly start: Int32Array;
  /** The least amount of its hours so far. */
  readonly least: Float64Array;
  /** Runs that have ended, in order. */
  readonly ended: readonly EndedRun[];
}

export interface EndedRun {
  /** Indices of the days it began in and was over in. */
  readonly from: number;
  readonly to: number;
  readonly hours: number;
}

/**
 * Runs of hours in which the register shows no movement (together they have less than one resolution step), or with a flow of at least such a
 * step, across midnights. Masters and virtuals have no
 * hours: a measured day of 0 counts as 24 still hours, and flow is not known of them. A day that says nothing ends every run; so does an
 * hour that is not known. How far back a run really reaches is known only within the columns.
 */
export function hourRuns({ measured, repaired, count }: DayColumns, of: 'stillness' | 'flow'): HourRuns {
  const longest = new Float64Array(count).fill(Number.NaN);
  const start = new Int32Array(count);
  const least = new Float64Array(count);
  const still = of === 'stillness';
  let run = 0;
  let since = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let moved = 0;
  const ended: EndedRun[] = [];
  const endRun = (to: number) => {
    if (run > 0) ended.push({ from: since, to, hours: run });
    run = 0;
    moved = 0;
  };
  for (let i = 0; i < count; i++) {
    const day = repaired[i];
    let most = 0;
    let known = false;
    const hours = day?.hours;
    if (hours === undefined || hours.length === 0) {
      const amount = measured[i] as number;
      known = !Number.isNaN(amount);
      if (!(still && amount === 0)) endRun(i);
      else {
        if (run === 0) since = i;
        run += 24;
        most = run;
        start[i] = since;
      }
      if (known) longest[i] = most;
      continue;
    }
    // Sums of doubles may fall short of the step by their rounding.
    const step = (day?.resolution ?? 0) * (1 - 1e-6);
    for (let h = 0; h < hours.length; h++) {
      const amount = hours[h] as number;
      known ||= amount >= 0;
      moved += amount;
      if (!(still ? amount <= 0 || moved < step : amount > 0 && amount >= step)) {
        endRun(i);
        continue;
      }
      if (run === 0) {
        since = i;
        lowest = Number.POSITIVE_INFINITY;
      }
      run++;
      if (amount < lowest) lowest = amount;
      if (run > most) {
        most = run;
        start[i] = since;
        least[i] = lowest;
      }
    }
    if (known) longest[i] = most;
  }
  return { longest, start, least, ended };
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
