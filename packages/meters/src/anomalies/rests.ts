import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { countedWithin, countsBefore, type EndedRun, hourRuns } from './hour-runs.ts';
import { SlidingOrder } from './sliding-order.ts';
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

/** Gives the rest of a day by its index; undefined where it is not nearly as long as such a rest may last. */
export type RestOn = (i: number) => Rest | undefined;

/**
 * How long a register stands still, and how long it does so by itself: 1.5 × the longest rest but one of the days before, and not less
 * than a floor by kind. A meter that ran down before, or rested in the same season of the year before, is out of season.
 */
export function learnRests(input: AnomalyInput, columns: DayColumns): RestOn {
  const { longest, start, ended } = hourRuns(columns, 'stillness');
  const { count, measured } = columns;
  // Shorter ones make no limit: none is below that.
  const teaching = ended.filter(({ hours }) => stuck.margin * hours > stuck.alwaysOnHours);
  const known = countsBefore(count, (i) => !Number.isNaN(longest[i] as number));
  const pausing = countsBefore(count, (i) => (longest[i] as number) > stuck.alwaysOnHours);
  const resting = countsBefore(count, (i) => (longest[i] as number) >= 24);
  const resumedOn = new Uint8Array(count);
  for (const { to, hours } of ended) if (hours >= 24) resumedOn[to] = 1;
  const resumed = countsBefore(count, (i) => resumedOn[i] === 1);

  /** Whether it rests on most of the days, and not by a rhythm: as a tariff register that counts at weekends only. */
  const mostlyRests = (from: number, to: number): boolean => {
    const days = countedWithin(known, from, to);
    return (
      countedWithin(resting, from, to) > stuck.restingShare * days &&
      countedWithin(resumed, from, to) < stuck.rhythmShare * days
    );
  };
  const learningDays = new SlidingOrder(measured, stuck.learningDays, (k) => (measured[k] as number) >= 0);
  const movesDailyBefore = (since: number): boolean => {
    // Judged by what was known at the beginning of the week: it changes slowly.
    const week = Math.max(0, since - ((columns.firstDay + since) % 7));
    return movesDaily(learningDays.over(Math.max(0, week - stuck.learningDays), week));
  };
  /** Hours that a rest since that day may last whatever was learned; cheap, for nights are asked about every day. */
  const floorOf = (since: number): number => {
    const from = since - stuck.learningDays;
    const days = countedWithin(known, from, since);
    if (days < stuck.fewestDays) return Number.POSITIVE_INFINITY;
    const isElectric = input.kind === 'electricity';
    if (isElectric && countedWithin(pausing, from, since) <= stuck.ignoredShare * days) return stuck.alwaysOnHours;
    if (mostlyRests(from, since)) return stuck.restingFloorHours;
    if (isElectric && countedWithin(resumed, from, since) <= stuck.ignoredShare * days && movesDailyBefore(since))
      return stuck.dailyHours;
    // Gas that rested for a day within these weeks heats only, and may now rest for a summer.
    const heatsOnly = input.kind === 'gas' && countedWithin(resumed, since - stuck.fewestDays, since) > 0;
    return heatsOnly ? stuck.floorHours.heat : stuck.floorHours[input.kind];
  };
  const learnLimit = (since: number): number =>
    Math.max(floorOf(since), stuck.margin * longestButOne(Math.max(0, since - stuck.learningDays), since));
  /** Then nothing says how long it may rest. */
  const ranDownBefore = (since: number): boolean =>
    ranDown(measured.subarray(Math.max(0, since - stuck.learningDays), since));
  /** Of the longest rests one may be an earlier fault. 0 where there are not two. */
  const longestButOne = (from: number, to: number): number => {
    let first = 0;
    let second = 0;
    for (let k = teaching.length - 1; k >= 0; k--) {
      const run = teaching[k] as EndedRun;
      if (run.to < from) break;
      const { hours } = run;
      if (hours <= second || run.from < from || run.to > to || hours > stuck.longestLearnedHours) continue;
      second = Math.min(hours, first);
      first = Math.max(hours, first);
    }
    return second;
  };
  /** What the season asks for, by the year before. */
  const seasonLimit = (i: number): number =>
    mostlyRests(i - stuck.yearAgoFrom, i - stuck.yearAgoTo)
      ? Number.POSITIVE_INFINITY
      : stuck.margin * longestButOne(Math.max(0, i - stuck.yearAgoFrom), i - stuck.yearAgoRestsTo);

  let learned = { since: -1, limit: 0 };
  return (i) => {
    const hours = longest[i] as number;
    if (!(hours > stuck.alwaysOnHours) || hours > stuck.longestRunHours) return undefined;
    const since = start[i] as number;
    if (stuck.margin * hours <= floorOf(since)) return undefined;
    if (learned.since !== since) learned = { since, limit: learnLimit(since) };
    if (stuck.margin * hours <= learned.limit || ranDownBefore(since)) return undefined;
    const limit = Math.max(learned.limit, seasonLimit(i));
    return stuck.margin * hours <= limit ? undefined : { hours, since, limit };
  };
}

/** Whether nearly every day moved the register by a fair part of what is usual. */
function movesDaily(days: SlidingOrder): boolean {
  return days.quantile(stuck.ignoredShare) > stuck.dailyShare * days.quantile(0.5);
}

/** Whether the last of the measured days were next to nothing, beside what they usually are. */
function ranDown(measured: Float64Array): boolean {
  return meanOf(measured.subarray(-stuck.runDownDays)) <= stuck.runDownShare * meanOf(measured);
}

/** Of what is known; 0 of nothing. */
function meanOf(amounts: Float64Array): number {
  let sum = 0;
  let known = 0;
  for (let k = 0; k < amounts.length; k++) {
    const amount = amounts[k] as number;
    if (!(amount >= 0)) continue;
    sum += amount;
    known++;
  }
  return known === 0 ? 0 : sum / known;
}
