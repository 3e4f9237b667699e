import type { Zone } from '@meterworks/assets';
import type { Absence } from './absences.ts';
import type { HouseFault } from './faults.ts';
import { HOUR_MS, type HourGrid } from './hour-grid.ts';
import type { HouseUnit } from './house-meters.ts';
import type { Span } from './recorder.ts';

/** What a meter truly counted. */
export interface MeterTruth {
  readonly meterId: string;
  readonly type: 'physical' | 'master' | 'virtual';
  readonly unit: HouseUnit;
  /** Amount per local day of the truth, in `unit`; NaN on days on which the meter was never installed. */
  readonly amounts: Float64Array;
  /**
   * Register at each local midnight of the truth, in `unit`, one more than days; NaN while not installed. A physical
   * meter's as its dial would show it with endless decimals, so it falls at a rollover; a master's and a virtual's runs on.
   */
  readonly registers: Float64Array;
  /** Instants, ms; -Infinity and Infinity where it was there from the beginning or is there still. */
  readonly installedAt: number;
  readonly removedAt: number;
  /** What the dial showed at installation, and at removal (undefined without one): what a configuration may declare. */
  readonly initialReading: number | undefined;
  readonly finalReading: number | undefined;
}

/** Everything that the simulator knows. */
export interface HouseTruth {
  /** Civil day number of the first local day that lies in the simulation as a whole. */
  readonly firstDay: number;
  /** Instants of the local midnights, ms, from the first day to the end of the last: one more than days. */
  readonly dayStarts: Float64Array;
  /** By meter id: the 22 physical, 2 master and 2 virtual meters. */
  readonly meters: ReadonlyMap<string, MeterTruth>;
  /** In order of `from`. */
  readonly faults: readonly HouseFault[];
  /** When a flat was away. */
  readonly absences: readonly Absence[];
  /** Mean outdoor temperature per local day, °C. */
  readonly temperatures: Float64Array;
}

/** The local days that lie in a span as a whole. */
export interface TruthDays {
  readonly firstDay: number;
  readonly dayStarts: Float64Array;
}

export function truthDays(zone: Zone, span: Span): TruthDays {
  let firstDay = zone.dayOf(span.from);
  if (zone.dayStart(firstDay) < span.from) firstDay++;
  const endDay = Math.max(firstDay, zone.dayOf(span.to));
  return {
    firstDay,
    dayStarts: Float64Array.from({ length: endDay - firstDay + 1 }, (_, i) => zone.dayStart(firstDay + i)),
  };
}

/** Amount per day of `flow` (per hour of the grid) while [installedAt, removedAt); NaN for days wholly outside. */
export function dailyAmounts(
  grid: HourGrid,
  flow: Float64Array,
  days: TruthDays,
  installedAt: number,
  removedAt: number,
): Float64Array {
  const amounts = new Float64Array(days.dayStarts.length - 1);
  for (let index = 0; index < amounts.length; index++) {
    const from = Math.max(days.dayStarts[index] ?? 0, installedAt);
    const to = Math.min(days.dayStarts[index + 1] ?? 0, removedAt);
    amounts[index] = from < to ? amountBetween(grid, flow, from, to) : Number.NaN;
  }
  return amounts;
}

/** Amount of `flow` (per hour of the grid) in [from, to), instants in ms. */
export function amountBetween(grid: HourGrid, flow: Float64Array, from: number, to: number): number {
  const first = (from - grid.start) / HOUR_MS;
  const last = (to - grid.start) / HOUR_MS;
  let sum = 0;
  for (let hour = Math.floor(first); hour < last; hour++) {
    sum += (flow[hour] ?? 0) * (Math.min(hour + 1, last) - Math.max(hour, first));
  }
  return sum;
}

/** Register at each midnight, starting from `initial` at the first, for a meter that runs through all of the days. */
export function runningRegisters(amounts: Float64Array, initial: number): Float64Array {
  const registers = new Float64Array(amounts.length + 1);
  registers[0] = initial;
  for (let index = 0; index < amounts.length; index++)
    registers[index + 1] = (registers[index] ?? 0) + (amounts[index] ?? 0);
  return registers;
}
