import { dayNumber, openZone, type Zone } from '@meterworks/assets';
import type { RepairRules } from '../../src/repair/index.ts';
import { summarizeDays } from '../../src/repaired/index.ts';
import type { Edge, RepairedDay } from '../../src/values/repaired-day.ts';
import { type Point, repair } from '../repair/readings-fixture.ts';

export const berlin = openZone('Europe/Berlin');

/** The instant of a local time in Berlin. */
export function berlinTime(year: number, month: number, day: number, hour = 0, minute = 0): number {
  const [instant] = berlin.localToInstants(year, month, day, hour, minute);
  if (instant === undefined) throw new RangeError('no such local time in Berlin');
  return instant;
}

/** Days from the first to the last date, both as [year, month, day]. */
export function daysOf(
  points: readonly Point[],
  first: readonly [number, number, number],
  last: readonly [number, number, number],
  rules: Partial<RepairRules> = {},
  zone: Zone = berlin,
): RepairedDay[] {
  return summarizeDays(repair(points, rules), zone, dayNumber(...first), dayNumber(...last));
}

/** Cumulative weight of a rate profile at an instant. */
export type Weight = (instant: number) => number;

/** What a day's register moved by one profile; an edge without readings on both sides adds nothing. */
export function advanceOf(day: RepairedDay, start: number, end: number, weight: Weight): number {
  const until = (edge: Edge, instant: number) => {
    if (edge.kind !== 'between') return 0;
    const whole = weight(edge.toTime) - weight(edge.fromTime);
    return (edge.amount * (weight(instant) - weight(edge.fromTime))) / whole;
  };
  if (day.start.kind === 'between' && day.end.kind === 'between' && day.start.fromTime === day.end.fromTime) {
    return until(day.end, end) - until(day.start, start);
  }
  const before = day.start.kind === 'between' ? day.start.amount - until(day.start, start) : 0;
  return before + day.inner + until(day.end, end);
}
