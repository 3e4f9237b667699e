import type { Zone } from '@meterworks/assets';
import type { Edge, RepairedDay } from '../../src/values/repaired-day.ts';

const hour = 3_600_000;

/** A believed reading; `guess` marks the interval that starts at it as one whose amount is a bounded guess. */
export interface Point {
  readonly time: number;
  readonly register: number;
  /** Amount to the next point, where it is not the difference of the registers. */
  readonly amount?: number;
  readonly wrap?: number;
  readonly guess?: boolean;
  /** A stale hold: the interval is not known, however short. */
  readonly held?: boolean;
}

interface Interval {
  readonly from: Point;
  readonly to: Point;
  readonly amount: number;
  readonly known: boolean;
}

/** What is believed of each day from `fromDay` to `toDay` (both inclusive) where the readings are these, by the rule of domain §3. */
export function believedDays(
  points: readonly Point[],
  zone: Zone,
  fromDay: number,
  toDay: number,
  resolution = 0,
): { day: number; repaired: RepairedDay }[] {
  const intervals = points.slice(1).map((to, index): Interval => {
    const from = points[index] as Point;
    const amount = from.amount ?? to.register - from.register;
    const apart = to.time - from.time;
    const near = apart <= 2 * hour || (amount <= resolution && apart <= 36 * hour);
    return { from, to, amount, known: near && from.guess !== true && from.held !== true };
  });
  const days: { day: number; repaired: RepairedDay }[] = [];
  let passed = 0;
  for (let day = fromDay; day <= toDay; day++) {
    if (!zone.dayExists(day)) continue;
    const start = zone.dayStart(day);
    const end = zone.dayStart(day + 1);
    // Readings may be many thousands: only those around the day are looked at.
    while (passed < intervals.length && (intervals[passed] as Interval).to.time < start) passed++;
    let next = passed;
    while (next < intervals.length && (intervals[next] as Interval).from.time <= end) next++;
    const around = intervals.slice(passed, next);
    const inside = around.filter(({ from, to }) => from.time >= start && to.time <= end);
    const known = inside.filter((interval) => interval.known);
    days.push({
      day,
      repaired: {
        start: edgeAt(start, points, around),
        end: edgeAt(end, points, around),
        movedByStart: undefined,
        movedByEnd: undefined,
        besideStart: new Float64Array(0),
        besideEnd: new Float64Array(0),
        count: countIn(points, around, start, end),
        inner: sum(inside.map(({ amount }) => amount)),
        knownAmount: sum(known.map(({ amount }) => amount)),
        knownTime: sum(known.map(({ from, to }) => to.time - from.time)),
        bridged: inside.some(({ from }) => from.guess === true),
        resolution,
        hours: hoursOf(inside, start, end),
        events: [],
      },
    });
  }
  return days;
}

function edgeAt(time: number, points: readonly Point[], intervals: readonly Interval[]): Edge {
  // Of two readings at one instant, the end of one meter and the start of the next, the later counts.
  const ends = [points[0], ...intervals.flatMap(({ from, to }) => [from, to]), points.at(-1)];
  const exact = ends.findLast((point) => point?.time === time);
  if (exact !== undefined) return { kind: 'exact', time, register: exact.register };
  const over = intervals.find(({ from, to }) => from.time < time && time < to.time);
  if (over !== undefined) {
    const { from, to, amount, known } = over;
    return {
      kind: 'between',
      fromTime: from.time,
      fromRegister: from.register,
      toTime: to.time,
      toRegister: to.register,
      amount,
      known,
      bridged: from.guess === true,
      wrap: from.wrap ?? 0,
    };
  }
  const last = points.at(-1);
  if (last === undefined) return { kind: 'none' };
  if (last.time < time) return { kind: 'after-last', time: last.time, register: last.register };
  const first = points[0] as Point;
  return { kind: 'before-first', time: first.time, register: first.register };
}

function countIn(points: readonly Point[], around: readonly Interval[], start: number, end: number): number {
  const inDay = new Set([points[0], ...around.flatMap(({ from, to }) => [from, to])]);
  return [...inDay].filter((point) => point !== undefined && point.time >= start && point.time < end).length;
}

/** Per real hour, from intervals of exactly that hour. */
function hoursOf(inside: readonly Interval[], start: number, end: number): Float64Array {
  if (inside.length < 12) return new Float64Array(0);
  const hours = new Float64Array(Math.round((end - start) / hour)).fill(Number.NaN);
  for (const { from, to, amount } of inside) {
    if (to.time - from.time === hour) hours[Math.floor((from.time - start) / hour)] = amount;
  }
  return hours;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
