import { intervalFlags, type RepairedSeries } from '../repair/index.ts';
import type { IntervalSeries } from './join-intervals.ts';
import { PointRows } from './point-rows.ts';
import { shapeBetween } from './shape-between.ts';
import { meanRate, type Stretch, stretchesOf } from './stretches.ts';

/** How far around a stretch that no interval tells of its rate is learned. */
const reachMs = 7 * 86_400_000;

/**
 * Believed readings with interval energy between and around them. Between readings the register gives the total and the intervals its
 * shape. Before the first reading and after the last one intervals stand alone; missing ones among them are guessed from those around,
 * which no reading confirms. Without any reading the register counts from 0 at the first interval.
 */
export function withIntervals(series: RepairedSeries, intervals: IntervalSeries): RepairedSeries {
  const events = [...series.events, ...intervals.events].sort((a, b) => a.time - b.time || a.until - b.until);
  const { starts, ends } = intervals;
  if (starts.length === 0) return { ...series, events };
  const rows = new PointRows();
  const { times, registers, amounts, flags, resolution } = series;
  const firstStart = starts[0] as number;
  const lastEnd = ends.at(-1) as number;
  const last = times.length - 1;
  if (last < 0) {
    rows.push(firstStart, 0, 0, 0);
    standAlone(rows, { time: firstStart, register: 0 }, intervals, lastEnd);
    return { ...series, ...rows.columns(), events };
  }
  leadUp(rows, { time: times[0] as number, register: registers[0] as number }, intervals);
  for (let p = 0; p < last; p++) {
    const from = { time: times[p] as number, register: registers[p] as number };
    const to = { time: times[p + 1] as number, register: registers[p + 1] as number };
    const read = { from, to, amount: amounts.at(p) as number, flag: flags[p] as number };
    shapeBetween(rows, read, intervals, resolution);
  }
  standAlone(rows, { time: times[last] as number, register: registers[last] as number }, intervals, lastEnd);
  return { ...series, ...rows.columns(), events };
}

interface Point {
  readonly time: number;
  readonly register: number;
}

/** After the last reading. */
function standAlone(rows: PointRows, last: Point, intervals: IntervalSeries, until: number): void {
  let { time, register } = last;
  if (until <= time) return;
  for (const stretch of stretchesOf(intervals, time, until)) {
    const { amount, flag } = valued(stretch, time, intervals);
    register += amount;
    time = stretch.end;
    rows.push(time, register, amount, flag);
  }
}

/** Up to and including the first reading, as far back as the register would not have been negative. */
function leadUp(rows: PointRows, first: Point, intervals: IntervalSeries): void {
  const start = intervals.starts[0] as number;
  const back: { time: number; register: number; amount: number; flag: number }[] = [];
  let { time, register } = first;
  if (start < time) {
    const stretches = stretchesOf(intervals, start, time);
    for (let i = stretches.length - 1; i >= 0; i--) {
      const from = i === 0 ? start : (stretches[i - 1] as Stretch).end;
      const { amount, flag } = valued(stretches[i] as Stretch, from, intervals);
      if (register - amount < 0) break;
      back.push({ time, register, amount, flag });
      register -= amount;
      time = from;
    }
  }
  rows.push(time, register, 0, 0);
  for (const point of back.reverse()) rows.push(point.time, point.register, point.amount, point.flag);
}

/** What was used in a stretch, told or guessed, and what is said of it. */
function valued(stretch: Stretch, from: number, intervals: IntervalSeries): { amount: number; flag: number } {
  if (!Number.isNaN(stretch.amount)) return { amount: stretch.amount, flag: intervalFlags.known };
  const around = meanRate(intervals, from - reachMs, stretch.end + reachMs);
  const rate = around ?? meanRate(intervals, intervals.starts[0] as number, intervals.ends.at(-1) as number) ?? 0;
  return { amount: rate * (stretch.end - from), flag: intervalFlags.bridged };
}
