import type { Zone } from '@meterworks/assets';
import { HOUR_MS, type HourGrid } from './hour-grid.ts';
import type { HouseMeter } from './house-meters.ts';
import type { Recorder } from './recorder.ts';
import { openStream, uniformAt } from './seeded-random.ts';

const DAY_MS = 24 * HOUR_MS;
/** A sensor reports up to so late after the full step, ms. */
const JITTER_MS = 9000;

export interface Schedule {
  readonly grid: HourGrid;
  readonly zone: Zone;
  readonly seed: number;
  readonly meter: HouseMeter;
  /** Nothing is read from here on, ms. */
  readonly end: number;
}

/** Reads at each full step since the grid's start, a few seconds late, and exactly at installation and removal. */
export function readBySensor({ grid, seed, meter, end }: Schedule, stepMs: number, recorder: Recorder): void {
  const delays = openStream(seed, `${meter.meterId}/delays`);
  const last = Math.min(end, meter.removedAt);
  if (meter.installedAt < end) recorder.read(meter.installedAt);
  let step = Math.floor((meter.installedAt - grid.start) / stepMs) + 1;
  for (let nominal = grid.start + step * stepMs; nominal < last; nominal = grid.start + ++step * stepMs) {
    const time = nominal + Math.floor(JITTER_MS * uniformAt(delays, step));
    if (time < last) recorder.read(time);
  }
  if (meter.removedAt < end) recorder.read(meter.removedAt);
}

/**
 * Somebody goes to the cellar every 7 to 45 days, at any hour of the day, and at an exchange. The home automation writes
 * the number down again whenever it restarts.
 */
export function readByHand({ grid, zone, seed, meter, end }: Schedule, recorder: Recorder): void {
  const pauses = openStream(seed, `${meter.meterId}/pauses`);
  const hours = openStream(seed, `${meter.meterId}/hours`);
  const restarts = restartsFrom(grid.start, meter.installedAt, seed);
  let restart = restarts.next().value;
  let known: number | undefined;
  const repeatUntil = (time: number): void => {
    for (; restart < time; restart = restarts.next().value) {
      if (known !== undefined) recorder.repeat(restart, known, 'written again at a restart of the home automation');
    }
  };
  const read = (time: number): void => {
    repeatUntil(time);
    known = recorder.read(time) ?? known;
  };
  const last = Math.min(end, meter.removedAt);
  let day = zone.dayOf(meter.installedAt);
  if (zone.dayStart(day) < meter.installedAt && meter.installedAt < end) {
    read(meter.installedAt);
    day += pauseAt(pauses, day);
  }
  for (; ; day += pauseAt(pauses, day)) {
    const time = zone.dayStart(day) + Math.floor((6.5 + 16 * uniformAt(hours, day)) * 3600) * 1000;
    if (time >= last) break;
    read(time);
  }
  if (meter.removedAt < end) read(meter.removedAt);
  else repeatUntil(last);
}

/** Days until the next reading: 7 to 45, the shorter ones more often. */
function pauseAt(stream: number, day: number): number {
  return 7 + Math.floor(39 * uniformAt(stream, day) ** 1.4);
}

/** Instants at which the home automation restarts: about five a year, the same for all meters. */
function* restartsFrom(start: number, from: number, seed: number): Generator<number, never> {
  const stream = openStream(seed, 'restarts');
  for (let count = 0; ; count++) {
    const time = start + Math.floor((count + 0.6 * uniformAt(stream, count)) * 75 * DAY_MS);
    if (time >= from) yield time;
  }
}
