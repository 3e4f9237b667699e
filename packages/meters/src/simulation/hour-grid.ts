import { civilDate, dayOfYear, type Zone } from '@meterworks/assets';
import { type DayClass, dayClassOf } from './german-calendar.ts';

export const HOUR_MS = 3_600_000;

/** A local day of the grid. */
export interface GridDay {
  /** Civil day number. */
  readonly day: number;
  /** Instant, ms. */
  readonly start: number;
  /** 1 on the first of January. */
  readonly dayOfYear: number;
  readonly month: number;
  readonly year: number;
  readonly dayClass: DayClass;
}

/**
 * The hours of a simulation, from the first midnight on, with what the wall clock says about each. Physical hours:
 * the day of a clock change has 23 or 25 of them, and the doubled hour has its wall-clock hour twice.
 */
export interface HourGrid {
  /** Instant of the first local midnight, ms. */
  readonly start: number;
  readonly hours: number;
  /** Hours since 1970 of the first hour, rounded down: what random numbers are drawn by. */
  readonly firstHour: number;
  readonly days: readonly GridDay[];
  /** First hour of each day, and the hour behind the last day: `days.length + 1` entries, cut at `hours`. */
  readonly dayHours: Int32Array;
  /** 0…23 for each hour. */
  readonly wallHours: Uint8Array;
}

/** Covers [midnight of `firstDay`, `end`), rounded up to a whole hour. Throws RangeError where a day does not begin on the grid. */
export function openHourGrid(zone: Zone, firstDay: number, end: number): HourGrid {
  const start = zone.dayStart(firstDay);
  const hours = Math.max(0, Math.ceil((end - start) / HOUR_MS));
  const wallHours = new Uint8Array(hours);
  const days: GridDay[] = [];
  const dayHours: number[] = [0];
  let hour = 0;
  for (let day = firstDay; hour < hours; day++) {
    const dayStart = start + hour * HOUR_MS;
    const next = (zone.dayStart(day + 1) - start) / HOUR_MS;
    if (!Number.isInteger(next)) throw new RangeError(`day ${day} is not a whole number of hours long in this zone`);
    days.push({ day, start: dayStart, dayOfYear: dayOfYear(day), dayClass: dayClassOf(day), ...monthOf(day) });
    // The offset is looked up once an hour only on the two days a year whose length is not 24 hours.
    const changes = next - hour !== 24;
    const offset = zone.offsetAt(dayStart);
    for (const last = Math.min(next, hours); hour < last; hour++) {
      const instant = start + hour * HOUR_MS;
      const local = instant + (changes ? zone.offsetAt(instant) : offset);
      wallHours[hour] = Math.floor(local / HOUR_MS) % 24;
    }
    dayHours.push(hour);
  }
  return { start, hours, firstHour: Math.floor(start / HOUR_MS), days, dayHours: Int32Array.from(dayHours), wallHours };
}

function monthOf(day: number): { year: number; month: number } {
  const { year, month } = civilDate(day);
  return { year, month };
}

/** Calls `visit` for each hour of each day, in order of time. */
export function eachHour(grid: HourGrid, visit: (hour: number, day: GridDay, dayIndex: number) => void): void {
  for (let index = 0; index < grid.days.length; index++) {
    const day = grid.days[index];
    if (day === undefined) return;
    const last = grid.dayHours[index + 1] ?? grid.hours;
    for (let hour = grid.dayHours[index] ?? 0; hour < last; hour++) visit(hour, day, index);
  }
}
