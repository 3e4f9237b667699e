import { civilDate, firstDayOfMonth, monthOfDay, type Zone } from '@meterworks/assets';
import type { MonthLessons } from '../values/month-lessons.ts';
import type { Edge, RepairedLesson } from '../values/repaired-day.ts';
import { clipLimit } from './clip-limit.ts';
import { isMeasured, knownAdvance, sharesInterval } from './known-advance.ts';
import { dayClassOf, hourMs, slotAt } from './year-calendar.ts';

/** Repaired days by local day number, ascending; days without a value may be left out or undefined. */
export interface TrainingDays {
  readonly days: ArrayLike<number>;
  readonly repaired: ArrayLike<RepairedLesson | undefined>;
}

/** An amount that is known for the time between two believed readings. */
export interface KnownGap {
  /** UTC ms. */
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Length in local days, which need not be whole. */
  readonly days: number;
  /** The calendar months that it touches, 0 for January, and its days in each. */
  readonly months: readonly number[];
  readonly daysInMonths: readonly number[];
  /** Its days by day class: Mo–Fr, Sa, Su. */
  readonly daysInClasses: readonly number[];
}

/** The lessons of a month, with what the calendar says of its gaps. Months are merged over the training window. */
export interface MonthStatistics {
  /** Month number: year × 12 + month − 1. */
  readonly month: number;
  readonly lessons: MonthLessons;
  /** The gaps among its stretches, in their order. */
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

/** One pass over the days; months that teach nothing are left out. */
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
      if (inMonth.length > 0) months.push(monthStatistics(month, lessonsOf(inMonth, zone), zone));
      inMonth = [];
      month = monthOfDay(day);
      monthEnd = firstDayOfMonth(month + 1);
    }
    const start = zone.dayStart(day);
    const end = zone.dayStart(day + 1);
    inMonth.push({ repaired, start, end, dayClass: dayClassOf(day), advance: knownAdvance(repaired, start, end) });
  }
  if (inMonth.length > 0) months.push(monthStatistics(month, lessonsOf(inMonth, zone), zone));
  return months;
}

export function monthStatistics(month: number, lessons: MonthLessons, zone: Zone): MonthStatistics {
  const { starts, ends, known, classes } = lessons;
  const gaps: KnownGap[] = [];
  for (let k = 0; k < classes.length; k++)
    if ((classes[k] as number) < 0)
      gaps.push(knownGap(starts[k] as number, ends[k] as number, known[k] as number, zone));
  return { month, lessons, gaps };
}

interface TrainingDay {
  readonly repaired: RepairedLesson;
  readonly start: number;
  readonly end: number;
  readonly dayClass: number;
  /** Undefined where the day is not measured. */
  readonly advance: number | undefined;
}

/** @param days of one month, ascending */
function lessonsOf(days: readonly TrainingDay[], zone: Zone): MonthLessons {
  const sums = {
    amounts: new Float64Array(3),
    counts: new Float64Array(3),
    hourAmounts: new Float64Array(72),
    hourCounts: new Float64Array(72),
    hourDays: new Float64Array(3),
  };
  const { amounts, counts } = sums;
  const stretches: { start: number; end: number; amount: number; dayClass: number }[] = [];
  const most = clipLimit(days.flatMap(({ advance }) => (advance === undefined ? [] : [advance])));
  for (const day of days) {
    const { repaired, advance, dayClass } = day;
    if (advance !== undefined) {
      amounts[dayClass] = (amounts[dayClass] as number) + Math.min(most, advance);
      counts[dayClass] = (counts[dayClass] as number) + 1;
      stretches.push({ start: day.start, end: day.end, amount: advance, dayClass });
    } else {
      const edge = repaired.start;
      if (!endsWithin(edge, day.end)) continue;
      stretches.push({ start: edge.fromTime, end: edge.toTime, amount: edge.amount, dayClass: -1 });
    }
    if (!repaired.bridged) addHours(sums, day, advance === undefined || advance <= most ? 1 : most / advance, zone);
  }
  return {
    ...sums,
    starts: Float64Array.from(stretches, ({ start }) => start),
    ends: Float64Array.from(stretches, ({ end }) => end),
    known: Float64Array.from(stretches, ({ amount }) => amount),
    classes: Float64Array.from(stretches, ({ dayClass }) => dayClass),
  };
}

/** Whether a gap lies over a day's first midnight that ends within the day and whose amount is no guess. */
function endsWithin(edge: Edge, dayEnd: number): edge is Edge & { readonly kind: 'between' } {
  return edge.kind === 'between' && !edge.bridged && !edge.known && edge.toTime <= dayEnd;
}

function knownGap(from: number, to: number, amount: number, zone: Zone): KnownGap {
  const months: number[] = [];
  const daysInMonths: number[] = [];
  let days = 0;
  const lastDay = zone.dayOf(to);
  for (let first = zone.dayOf(from); first <= lastDay; ) {
    const { year, month } = civilDate(first);
    const next = firstDayOfMonth(year * 12 + month);
    const inMonth =
      Math.max(0, Math.min(to, zone.dayStart(next)) - Math.max(from, zone.dayStart(first))) / (24 * hourMs);
    months.push(month - 1);
    daysInMonths.push(inMonth);
    days += inMonth;
    first = next;
  }
  const daysInClasses = [0, 0, 0];
  for (let day = zone.dayOf(from); day <= lastDay; day++) {
    const inDay = Math.min(to, zone.dayStart(day + 1)) - Math.max(from, zone.dayStart(day));
    const dayClass = dayClassOf(day);
    daysInClasses[dayClass] = (daysInClasses[dayClass] as number) + Math.max(0, inDay) / (24 * hourMs);
  }
  return { from, to, amount, days, months, daysInMonths, daysInClasses };
}

/** Adds a day's known hours, scaled as the day's amount is. */
function addHours(
  into: Pick<MonthLessons, 'hourAmounts' | 'hourCounts' | 'hourDays'>,
  day: TrainingDay,
  scale: number,
  zone: Zone,
): void {
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
