import { civilDate, firstDayOfMonth, monthOfDay, type Zone } from '@meterworks/assets';
import type { RepairedDay } from '../values/repaired-day.ts';
import { knownAdvance } from './known-advance.ts';
import { dayClassOf, hourMs, slotAt } from './year-calendar.ts';

/** Repaired days by local day number, ascending; days without a value may be left out or undefined. */
export interface TrainingDays {
  readonly days: ArrayLike<number>;
  readonly repaired: ArrayLike<RepairedDay | undefined>;
}

/** An amount that is known for a stretch of time, UTC ms: a measured day, or a gap between two believed readings. */
export interface KnownStretch {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Length in local days; not whole for a gap. */
  readonly days: number;
  readonly kind: 'day' | 'gap';
  /** For a gap its days in each calendar month that it touches; for a day undefined. */
  readonly months?: readonly { readonly monthOfYear: number; readonly days: number }[];
}

/** What one calendar month teaches; months are merged over the training window. */
export interface MonthStatistics {
  /** Month number: year × 12 + month − 1. */
  readonly month: number;
  /** Amount and number of measured days by day class. */
  readonly amounts: Float64Array;
  readonly counts: Float64Array;
  /** 3 × 24: amount and number of known hours by day class and wall-clock hour. */
  readonly hourAmounts: Float64Array;
  readonly hourCounts: Float64Array;
  /** Days with known hours by day class. */
  readonly hourDays: Float64Array;
  /** Ascending by end; gaps belong to the month in which they end. */
  readonly stretches: readonly KnownStretch[];
}

/** One pass over the days, however many profiles are fitted from them. */
export function collectStatistics(training: TrainingDays, zone: Zone): MonthStatistics[] {
  const months: (MonthStatistics & { stretches: KnownStretch[] })[] = [];
  let current: (MonthStatistics & { stretches: KnownStretch[] }) | undefined;
  let monthEnd = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < training.days.length; index++) {
    const repaired = training.repaired[index];
    if (repaired === undefined) continue;
    const day = training.days[index] as number;
    if (current === undefined || day >= monthEnd) {
      current = emptyMonth(monthOfDay(day));
      monthEnd = firstDayOfMonth(current.month + 1);
      months.push(current);
    }
    const start = zone.dayStart(day);
    const end = zone.dayStart(day + 1);
    const dayClass = dayClassOf(day);
    const advance = knownAdvance(repaired, start, end);
    if (advance !== undefined) {
      current.amounts[dayClass] = (current.amounts[dayClass] as number) + advance;
      current.counts[dayClass] = (current.counts[dayClass] as number) + 1;
      current.stretches.push({ from: start, to: end, amount: advance, days: 1, kind: 'day' });
    } else {
      const gap = gapEndingIn(repaired, end, zone);
      if (gap !== undefined) current.stretches.push(gap);
    }
    if (repaired.hours.length > 0 && !repaired.bridged) addHours(current, repaired.hours, dayClass, start, end, zone);
  }
  return months;
}

function emptyMonth(month: number): MonthStatistics & { stretches: KnownStretch[] } {
  return {
    month,
    amounts: new Float64Array(3),
    counts: new Float64Array(3),
    hourAmounts: new Float64Array(72),
    hourCounts: new Float64Array(72),
    hourDays: new Float64Array(3),
    stretches: [],
  };
}

/** The gap over the day's first midnight, if it ends within the day and its amount is no guess. */
function gapEndingIn(repaired: RepairedDay, dayEnd: number, zone: Zone): KnownStretch | undefined {
  const edge = repaired.start;
  if (edge.kind !== 'between' || edge.bridged || edge.known || edge.toTime > dayEnd) return undefined;
  const months: { monthOfYear: number; days: number }[] = [];
  let days = 0;
  const lastDay = zone.dayOf(edge.toTime);
  for (let first = zone.dayOf(edge.fromTime); first <= lastDay; ) {
    const { year, month } = civilDate(first);
    const next = firstDayOfMonth(year * 12 + month);
    const from = Math.max(edge.fromTime, zone.dayStart(first));
    const to = Math.min(edge.toTime, zone.dayStart(next));
    const inMonth = Math.max(0, to - from) / (24 * hourMs);
    months.push({ monthOfYear: month - 1, days: inMonth });
    days += inMonth;
    first = next;
  }
  return { from: edge.fromTime, to: edge.toTime, amount: edge.amount, days, kind: 'gap', months };
}

function addHours(
  into: MonthStatistics,
  hours: Float64Array,
  dayClass: number,
  start: number,
  end: number,
  zone: Zone,
): void {
  const ordinary = hours.length === 24 && end - start === 24 * hourMs;
  let known = 0;
  for (let hour = 0; hour < hours.length; hour++) {
    const amount = hours[hour] as number;
    if (!(amount >= 0)) continue;
    const at = dayClass * 24 + (ordinary ? hour : slotAt(zone, start + hour * hourMs));
    into.hourAmounts[at] = (into.hourAmounts[at] as number) + amount;
    into.hourCounts[at] = (into.hourCounts[at] as number) + 1;
    known++;
  }
  if (known * 2 >= hours.length) into.hourDays[dayClass] = (into.hourDays[dayClass] as number) + 1;
}
