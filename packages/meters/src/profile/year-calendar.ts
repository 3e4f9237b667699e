import { dayMs, firstDayOfMonth, isoWeekday, type Zone } from '@meterworks/assets';

export const hourMs = 3_600_000;

/** A stretch of a local day within one wall-clock hour; `slot` is that hour, 0…23. UTC ms. */
export interface SlotPiece {
  readonly start: number;
  readonly end: number;
  readonly slot: number;
}

/** One calendar year of local days in a zone: what all profiles share. */
export interface YearCalendar {
  readonly firstDay: number;
  /** First instants of the days, and of the first day after the year. */
  readonly starts: Float64Array;
  /** Per day 0 for Mo–Fr, 1 for Sa, 2 for Su. */
  readonly dayClasses: Uint8Array;
  /** By index in the year, the days that are not 24 wall-clock hours of 60 minutes: clock changes and skipped dates. */
  readonly irregular: ReadonlyMap<number, readonly SlotPiece[]>;
}

const calendars = new WeakMap<Zone, Map<number, YearCalendar>>();

/** The calendar of a year, computed once a zone. */
export function yearCalendar(zone: Zone, year: number): YearCalendar {
  let ofZone = calendars.get(zone);
  if (ofZone === undefined) {
    ofZone = new Map();
    calendars.set(zone, ofZone);
  }
  let calendar = ofZone.get(year);
  if (calendar === undefined) {
    calendar = buildCalendar(zone, year);
    ofZone.set(year, calendar);
  }
  return calendar;
}

/** 0 for Mo–Fr, 1 for Sa, 2 for Su. */
export function dayClassOf(day: number): 0 | 1 | 2 {
  const weekday = isoWeekday(day);
  return weekday <= 5 ? 0 : weekday === 6 ? 1 : 2;
}

/** The wall-clock hour that an instant lies in, 0…23. */
export function slotAt(zone: Zone, instant: number): number {
  const local = (instant + zone.offsetAt(instant)) % dayMs;
  return Math.floor((local < 0 ? local + dayMs : local) / hourMs);
}

function buildCalendar(zone: Zone, year: number): YearCalendar {
  const firstDay = firstDayOfMonth(year * 12);
  const days = firstDayOfMonth(year * 12 + 12) - firstDay;
  const starts = Float64Array.from({ length: days + 1 }, (_, index) => zone.dayStart(firstDay + index));
  const irregular = new Map<number, readonly SlotPiece[]>();
  for (let index = 0; index < days; index++) {
    const start = starts[index] as number;
    const end = starts[index + 1] as number;
    if (!isRegular(zone, start, end)) irregular.set(index, slotPieces(zone, start, end));
  }
  const dayClasses = Uint8Array.from({ length: days }, (_, index) => dayClassOf(firstDay + index));
  return { firstDay, starts, dayClasses, irregular };
}

function isRegular(zone: Zone, start: number, end: number): boolean {
  const offset = zone.offsetAt(start);
  return end - start === dayMs && zone.offsetAt(end - 1) === offset && (start + offset) % dayMs === 0;
}

/** Cuts a day where its wall-clock hour changes, whether by running on or by a change of the clocks. */
function slotPieces(zone: Zone, start: number, end: number): SlotPiece[] {
  const pieces: SlotPiece[] = [];
  let at = start;
  while (at < end) {
    const offset = zone.offsetAt(at);
    const hourEnd = (Math.floor((at + offset) / hourMs) + 1) * hourMs - offset;
    const until = firstOtherOffset(zone, at, Math.min(hourEnd, end));
    pieces.push({ start: at, end: until, slot: slotAt(zone, at) });
    at = until;
  }
  return pieces;
}

/** The first instant in (from, to) whose offset differs from that at `from`; else `to`. */
function firstOtherOffset(zone: Zone, from: number, to: number): number {
  const offset = zone.offsetAt(from);
  if (zone.offsetAt(to - 1) === offset) return to;
  let same = from;
  let other = to - 1;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (zone.offsetAt(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}
