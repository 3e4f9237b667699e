import type { Zone } from '@meterworks/assets';
import type { Learned, Scales } from './learn-scales.ts';
import type { TotalBounds } from './passage.ts';
import type { Columns } from './step-statistics.ts';

/** Days before the one of the last reading that are open as well: what comes late mostly is a few hours late. */
const openDays = 1;
/** What is decided at a reading looks back and ahead over at most 48 readings. */
const fewestBefore = 64;
/** A coarse step is spread by what the steps before it took. */
const movementsBefore = 3;
/** A meter that stood still for longer is repaired as a whole. */
const mostKept = 4096;

/**
 * Where a series is cut in two: the days before the cut are settled, and those from there on follow from what was learned before it and from the
 * readings kept, as long as these are what they were.
 */
export interface Cut {
  /** Number of the first local day that is not settled: what comes in may say something else of it. */
  readonly day: number;
  /** Numbers of readings: the first one kept, the first one of `day`, and the first one that may be another one next time. */
  readonly first: number;
  readonly outset: number;
  readonly end: number;
}

/** What a repair leaves behind to go on from its cut. */
export interface RepairCheckpoint {
  /** The readings kept: from `Cut.first` to before `Cut.end`. */
  readonly times: Float64Array;
  readonly registers: Float64Array;
  /** How many of them lie before the days that are computed again. */
  readonly before: number;
  /** Of the steps to those readings, and to all earlier ones. */
  readonly learned: Learned;
  readonly scales: Scales;
  readonly bounds: TotalBounds;
}

/**
 * The cut of a series that comes to a calm end. The day before the last reading's stays open, and so do the last two movements of the register
 * before that day, since the next one may tell when a coarse one really began. Undefined for a series that is too short, or stood still for too long.
 */
export function chooseCut({ times, registers }: Columns, zone: Zone): Cut | undefined {
  const count = times.length;
  if (count <= fewestBefore) return undefined;
  const end = firstFrom(times, zone.dayStart(zone.dayOf(times[count - 1] as number) - openDays));
  const moved = movementBefore(registers, movementBefore(registers, end));
  if (moved < 0) return undefined;
  const day = zone.dayOf(times[moved] as number);
  const outset = firstFrom(times, zone.dayStart(day));
  let first = outset;
  for (let movements = 0; movements <= movementsBefore || outset - first < fewestBefore; movements++) {
    first = movementBefore(registers, first);
    if (first < 0 || end - first > mostKept) return undefined;
  }
  return { day, first, outset, end };
}

export function keptReadings({ times, registers }: Columns, { first, outset, end }: Cut) {
  return { times: times.slice(first, end), registers: registers.slice(first, end), before: outset - first };
}

/** Number of the first reading at or after an instant. */
function firstFrom(times: Float64Array, instant: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of the last reading before number `end` that is higher than the one before it; -1 where there is none. */
function movementBefore(registers: Float64Array, end: number): number {
  for (let i = end - 1; i > 0; i--) if ((registers[i] as number) > (registers[i - 1] as number)) return i;
  return -1;
}
