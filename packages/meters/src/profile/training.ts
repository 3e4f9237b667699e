import { civilDate, firstDayOfMonth, monthOfDay, type Zone } from '@meterworks/assets';
import type { RepairedLesson } from '../values/repaired-day.ts';
import { clipLimit } from './clip-limit.ts';
import { isMeasured, knownAdvance, sharesInterval } from './known-advance.ts';
import { dayClassOf, hourMs, slotAt } from './year-calendar.ts';

/** Repaired days by local day number, ascending; days without a value may be left out or undefined. */
export interface TrainingDays {
  readonly days: ArrayLike<number>;
  readonly repaired: ArrayLike<RepairedLesson | undefined>;
}

/** An amount that is known for a stretch of time, UTC ms: a measured day, or a gap between two believed readings. */
export interface KnownStretch {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Length in local days; not whole for a gap. */
  readonly days: number;
  /** 0 for Mo–Fr, 1 for Sa, 2 for Su of a measured day; undefined for a gap. */
  readonly dayClass?: number;
}

export interface KnownGap extends KnownStretch {
  /** The calendar months that it touches, 0 for January, and its days in each. */
  readonly months: readonly number[];
  readonly daysInMonths: readonly number[];
  /** Its days by day class: Mo–Fr, Sa, Su. */
  readonly daysInClasses: readonly number[];
}

/** What one calendar month teaches; months are merged over the training window. */
export interface MonthStatistics {
  /** Month number: year × 12 + month − 1. */
  readonly month: number;
  /** Amount and number of measured days by day class; a single wild day counts no more than its likes may. */
  readonly amounts: Float64Array;
  readonly counts: Float64Array;
  /** 3 × 24: amount and number of known hours by day class and wall-clock hour. */
  readonly hourAmounts: Float64Array;
  readonly hourCounts: Float64Array;
  /** Days with known hours by day class. */
  readonly hourDays: Float64Array;
  /** Measured days and gaps, ascending by end; gaps belong to the month in which they end. */
  readonly stretches: readonly KnownStretch[];
  /** The gaps among them. */
  readonly gaps: readonly KnownGap[];
}

/** What a gap is expected to have at level 1, if its days differ by season only. */
export function evenWeightOf({ months, daysInMonths }: KnownGap, season: ArrayLike<number>): number {
  let weight = 0;
  for (let part = 0; part < months.length; part++) {
    weight += (season[months[part] as number] as number) * (daysInMonths[part] as number);
  }
  return weight;
}

/**
 * Whether a day teaches nothing: it is not measured, no gap ends in it, and no hour of it is known. Such are all days after the last
 * reading, before the first, and in the midst of a gap; a profile is the same with and without them.
 */
export function teachesNothing({ start, end, bridged, hours }: RepairedLesson): boolean {
  if (isMeasured({ start, end, bridged })) return false;
  if (start.kind === 'between' && !start.known && !start.bridged && !sharesInterval(start, end)) return false;
  return !hours.some((amount) => amount >= 0);
}

/** One pass over the days, however many profiles are fitted from them. */
export function collectStatistics(training: TrainingDays, zone: Zone): MonthStatistics[] {
  const months: MonthStatistics[] = [];
  let inMonth: TrainingDay[] = [];
  let month = Number.NaN;
  let monthEnd = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < training.days.length; index++) {
    const repaired = training.repaired[index];
    if (repaired === undefined || teachesNothing(repaired)) continue;
    const day = training.days[index] as number;
    if (day >= monthEnd) {
      if (inMonth.length > 0) months.push(monthStatistics(month, inMonth, zone));
      inMonth = [];
      month = monthOfDay(day);
      monthEnd = firstDayOfMonth(month + 1);
    }
    const start = zone.dayStart(day);
    const end = zone.dayStart(day + 1);
    inMonth.push({ repaired, start, end, dayClass: dayClassOf(day), advance: knownAdvance(repaired, start, end) });
  }
  if (inMonth.length > 0) months.push(monthStatistics(month, inMonth, zone));
  return months;
}

interface TrainingDay {
  readonly repaired: RepairedLesson;
  readonly start: number;
  readonly end: number;
  readonly dayClass: number;
  /** Undefined where the day is not measured. */
  readonly advance: number | undefined;
}

function monthStatistics(month: number, days: readonly TrainingDay[], zone: Zone): MonthStatistics {
  const stretches: KnownStretch[] = [];
  const gaps: KnownGap[] = [];
  const statistics: MonthStatistics = {
    month,
    amounts: new Float64Array(3),
    counts: new Float64Array(3),
    hourAmounts: new Float64Array(72),
    hourCounts: new Float64Array(72),
    hourDays: new Float64Array(3),
    stretches,
    gaps,
  };
  const { amounts, counts } = statistics;
  const most = clipLimit(days.flatMap(({ advance }) => (advance === undefined ? [] : [advance])));
  for (const day of days) {
    const { repaired, advance, dayClass } = day;
    if (advance !== undefined) {
      amounts[dayClass] = (amounts[dayClass] as number) + Math.min(most, advance);
      counts[dayClass] = (counts[dayClass] as number) + 1;
      stretches.push({ from: day.start, to: day.end, amount: advance, days: 1, dayClass });
    } else {
      const gap = gapEndingIn(repaired, day.end, zone);
      if (gap === undefined) continue;
      stretches.push(gap);
      gaps.push(gap);
    }
    if (!repaired.bridged)
      addHours(statistics, day, advance === undefined || advance <= most ? 1 : most / advance, zone);
  }
  return statistics;
}

/** The gap over the day's first midnight, if it ends within the day and its amount is no guess. */
function gapEndingIn(repaired: RepairedLesson, dayEnd: number, zone: Zone): KnownGap | undefined {
  const edge = repaired.start;
  if (edge.kind !== 'between' || edge.bridged || edge.known || edge.toTime > dayEnd) return undefined;
  const months: number[] = [];
  const daysInMonths: number[] = [];
  let days = 0;
  const lastDay = zone.dayOf(edge.toTime);
  for (let first = zone.dayOf(edge.fromTime); first <= lastDay; ) {
    const { year, month } = civilDate(first);
    const next = firstDayOfMonth(year * 12 + month);
    const from = Math.max(edge.fromTime, zone.dayStart(first));
    const to = Math.min(edge.toTime, zone.dayStart(next));
    const inMonth = Math.max(0, to - from) / (24 * hourMs);
    months.push(month - 1);
    daysInMonths.push(inMonth);
    days += inMonth;
    first = next;
  }
  const daysInClasses = [0, 0, 0];
  for (let day = zone.dayOf(edge.fromTime); day <= lastDay; day++) {
    const inDay = Math.min(edge.toTime, zone.dayStart(day + 1)) - Math.max(edge.fromTime, zone.dayStart(day));
    const dayClass = dayClassOf(day);
    daysInClasses[dayClass] = (daysInClasses[dayClass] as number) + Math.max(0, inDay) / (24 * hourMs);
  }
  return { from: edge.fromTime, to: edge.toTime, amount: edge.amount, days, months, daysInMonths, daysInClasses };
}

/** Adds a day's known hours, scaled as the day's amount is. */
function addHours(into: MonthStatistics, day: TrainingDay, scale: number, zone: Zone): void {
  const { hours } = day.repaired;
  const ordinary = hours.length === 24 && day.end - day.start === 24 * hourMs;
  let known = 0;
  for (let hour = 0; hour < hours.length; hour++) {
    const amount = hours[hour] as number;
    if (!(amount >= 0)) continue;
    const at = day.dayClass * 24 + (ordinary ? hour : slotAt(zone, day.start + hour * hourMs));
    into.hourAmounts[at] = (into.hourAmounts[at] as number) + amount * scale;
    into.hourCounts[at] = (into.hourCounts[at] as number) + 1;
    known++;
  }
  if (known > 0 && known * 2 >= hours.length) {
    into.hourDays[day.dayClass] = (into.hourDays[day.dayClass] as number) + 1;
  }
}
