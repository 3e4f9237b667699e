import type { Zone } from '@meterworks/assets';
import { intervalFlags, type RepairedSeries } from '../repair/repaired-series.ts';
import type { Edge, RepairEvent, RepairedDay } from '../values/repaired-day.ts';
import { besideInterval } from './beside-interval.ts';
import { DayHours } from './day-hours.ts';
import { edgeBetween, edgeOutside } from './edges.ts';

const noEvents: readonly RepairEvent[] = [];

/** Instants (UTC ms) at which a meter was installed and removed; undefined where that is not declared. */
export interface MeterLife {
  readonly installed?: number | undefined;
  readonly removed?: number | undefined;
}

/**
 * What is believed about each local day from `fromDay` to `toDay` (day numbers, both included), in order; dates that the zone skipped have
 * no entry. One pass over the believed points, whatever their density. A reading at a midnight belongs to the day it opens and is exact
 * for both days. A meter that was read at the instant of its installation stood there at the midnight before, and one that was read at
 * its removal stands there for ever: those midnights are exact, too. An event belongs to the local day of its time.
 */
export function summarizeDays(
  series: RepairedSeries,
  zone: Zone,
  fromDay: number,
  toDay: number,
  life: MeterLife = {},
): RepairedDay[] {
  const { times, events } = series;
  const count = times.length;
  const days: RepairedDay[] = [];
  const hours = new DayHours();
  let point = 0;
  let event = 0;
  let start = zone.dayStart(fromDay);
  while (point < count && (times[point] as number) < start) point++;
  while (event < events.length && (events[event] as RepairEvent).time < start) event++;
  let startEdge = edgeAt(series, point, start, life);
  let besideStart = besideInterval(series, point - 1, startEdge);
  for (let day = fromDay; day <= toDay; day++) {
    const end = zone.dayStart(day + 1);
    // A skipped date starts when the next one does.
    if (end === start) continue;
    const first = point;
    while (point < count && (times[point] as number) < end) point++;
    const last = point < count && times[point] === end ? point : point - 1;
    const endEdge = sameInterval(startEdge, series, point, end) ? startEdge : edgeAt(series, point, end, life);
    const besideEnd = endEdge === startEdge ? besideStart : besideInterval(series, point - 1, endEdge);
    const { inner, knownAmount, knownTime, bridged } = movedBetween(series, first, last);
    const firstEvent = event;
    while (event < events.length && (events[event] as RepairEvent).time < end) event++;
    days.push({
      start: startEdge,
      end: endEdge,
      movedByStart: undefined,
      movedByEnd: undefined,
      besideStart,
      besideEnd,
      count: point - first,
      inner,
      knownAmount,
      knownTime,
      bridged,
      resolution: series.resolution,
      hours: hours.of(series, Math.max(0, first - 1), Math.min(count - 1, last + 1), start, end),
      events: event === firstEvent ? noEvents : events.slice(firstEvent, event),
    });
    start = end;
    startEdge = endEdge;
    besideStart = besideEnd;
  }
  return days;
}

/** What the register moved between two of its believed points, and how much of that is known. */
function movedBetween(
  { times, amounts, flags }: RepairedSeries,
  first: number,
  last: number,
): Pick<RepairedDay, 'inner' | 'knownAmount' | 'knownTime' | 'bridged'> {
  let inner = 0;
  let knownAmount = 0;
  let knownTime = 0;
  let seen = 0;
  for (let p = first; p < last; p++) {
    const amount = amounts.at(p) as number;
    const flag = flags[p] as number;
    inner += amount;
    seen |= flag;
    if ((flag & intervalFlags.known) === 0) continue;
    knownAmount += amount;
    knownTime += (times[p + 1] as number) - (times[p] as number);
  }
  return { inner, knownAmount, knownTime, bridged: (seen & intervalFlags.bridged) !== 0 };
}

/** The midnight `time`; `point` is the first believed point at or after it. */
function edgeAt(series: RepairedSeries, point: number, time: number, { installed, removed }: MeterLife): Edge {
  const { times, registers } = series;
  const last = times.length - 1;
  if (point === 0 && last >= 0 && times[0] === installed)
    return { kind: 'exact', time, register: registers[0] as number };
  if (point > last && last >= 0 && times[last] === removed)
    return { kind: 'exact', time, register: registers[last] as number };
  if (point < times.length && times[point] === time) {
    return { kind: 'exact', time, register: registers[point] as number };
  }
  return point > 0 && point < times.length ? edgeBetween(series, point - 1) : edgeOutside(series, point);
}

/** Whether a midnight lies in the same interval as the edge before it, or on the same side of all readings. */
function sameInterval(edge: Edge, { times }: RepairedSeries, point: number, time: number): boolean {
  if (point < times.length && times[point] === time) return false;
  if (edge.kind === 'between') return point < times.length && edge.toTime === times[point];
  if (edge.kind === 'before-first') return point === 0;
  return edge.kind === 'after-last' || edge.kind === 'none';
}
