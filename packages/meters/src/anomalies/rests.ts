import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { countedWithin, countsBefore, hourRuns } from './hour-runs.ts';
import { stuck } from './thresholds.ts';

/** The longest time without any movement that a day is part of, and how long such a rest may last. */
export interface Rest {
  /** Hours up to the end of the day. */
  readonly hours: number;
  /** Index of the day it began in. */
  readonly since: number;
  /** Hours after which the register is stuck; without end where too little is known, or the meter rests in this season. */
  readonly limit: number;
}

/** Gives the rest of a day by its index; undefined where it is too short to be of any interest. */
export type RestOn = (i: number) => Rest | undefined;

/**
 * How long a register stands still, and how long it does so by itself: 1.5 × the longest rest but one of the days before, and not less
 * than a floor by kind. A meter that ran down before, or rested in the same season of the year before, is out of season.
 */
export function learnRests(input: AnomalyInput, columns: DayColumns): RestOn {
  const { longest, start, ended } = hourRuns(columns, 'stillness');
  const { count } = columns;
  const known = countsBefore(count, (i) => !Number.isNaN(longest[i] as number));
  const pausing = countsBefore(count, (i) => (longest[i] as number) > stuck.alwaysOnHours);
  const resting = countsBefore(count, (i) => (longest[i] as number) >= 24);

  /** Hours that a rest since that day may last whatever was learned; cheap, for nights are asked about every day. */
  const floorOf = (since: number): number => {
    const from = since - stuck.learningDays;
    const days = countedWithin(known, from, since);
    if (days < stuck.fewestDays) return Number.POSITIVE_INFINITY;
    const alwaysOn = input.kind === 'electricity' && countedWithin(pausing, from, since) <= stuck.ignoredShare * days;
    if (alwaysOn) return stuck.alwaysOnHours;
    const mostlyRests = countedWithin(resting, from, since) > stuck.restingShare * days;
    return mostlyRests ? stuck.restingFloorHours : stuck.floorHours[input.kind];
  };
  const learnLimit = (since: number): number => {
    const from = Math.max(0, since - stuck.learningDays);
    if (ranDown(columns.measured.subarray(from, since))) return Number.POSITIVE_INFINITY;
    return Math.max(floorOf(since), stuck.margin * longestButOne(from, since));
  };
  const longestButOne = (from: number, to: number): number =>
    secondLargest(
      ended
        .filter((run) => run.from >= from && run.to <= to && run.hours <= stuck.longestLearnedHours)
        .map(({ hours }) => hours),
    );
  /** What the season asks for, by the year before. */
  const seasonLimit = (i: number): number =>
    restedYearAgo(i)
      ? Number.POSITIVE_INFINITY
      : stuck.margin * longestButOne(Math.max(0, i - stuck.yearAgoFrom), i - stuck.yearAgoRestsTo);
  const restedYearAgo = (i: number): boolean => {
    const yearAgo: [number, number] = [i - stuck.yearAgoFrom, i - stuck.yearAgoTo];
    return countedWithin(resting, ...yearAgo) > stuck.restingShare * countedWithin(known, ...yearAgo);
  };

  let learned = { since: -1, limit: 0 };
  return (i) => {
    const hours = longest[i] as number;
    if (!(hours > stuck.alwaysOnHours) || hours > stuck.longestRunHours) return undefined;
    const since = start[i] as number;
    if (stuck.margin * hours <= floorOf(since)) return undefined;
    if (learned.since !== since) learned = { since, limit: learnLimit(since) };
    return { hours, since, limit: Math.max(learned.limit, seasonLimit(i)) };
  };
}

/** Of the longest rests one may be an earlier fault. 0 where there are not two. */
function secondLargest(values: readonly number[]): number {
  let [first, second] = [0, 0];
  for (const value of values) {
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return second;
}

/** Whether the last of the measured days were next to nothing, beside what they usually are. */
function ranDown(measured: Float64Array): boolean {
  return meanOf(measured.subarray(-stuck.runDownDays)) <= stuck.runDownShare * meanOf(measured);
}

/** Of what is known; 0 of nothing. */
function meanOf(amounts: Float64Array): number {
  const known = amounts.filter((amount) => amount >= 0);
  return known.length === 0 ? 0 : known.reduce((sum, amount) => sum + amount, 0) / known.length;
}
