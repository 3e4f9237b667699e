import { dayMs, dayNumber, parseDay } from '@meterworks/assets';
import { cellText, type TableCell } from './export-table.ts';
import { type ReadTime, rangeFault, type TimeFault, TimeReader } from './reading-time.ts';

/** Days from 1899-12-30, which a spreadsheet's serial counts from, to 1970-01-01. */
const serialOfEpoch = 25_569;
/** Serials of days from 1970 to 2200; years such as 2024 are none. */
const plausibleSerial = { from: serialOfEpoch, to: 109_940 } as const;

const germanDay = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](.+))?$/;
const clockText = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]0+)?)?$/;

/**
 * Ms since 1970 on the wall clock, of a day as sheets and people write it: `27.11.2024`, `2024-11-27`, a date cell, a serial. With
 * `withTime` the time of day in the same cell counts too, else it is left away.
 */
export function wallTimeOf(cell: TableCell | undefined, withTime: boolean): number | TimeFault {
  // A sheet may hold dates that no zone's rules reach.
  if (cell instanceof Date) return rangeFault(cell.getTime()) ?? ofDay(cell.getTime(), withTime);
  const text = cellText(cell);
  const serial =
    typeof cell === 'number' ? cell : /^\d{5}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
  if (serial !== undefined) {
    if (!(serial >= plausibleSerial.from && serial < plausibleSerial.to)) return 'bad time';
    return ofDay((serial - serialOfEpoch) * dayMs, withTime);
  }
  const [, date, month, year, clock] = germanDay.exec(text) ?? [];
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[ T](.+))?$/.exec(text);
  const day = year === undefined ? parseDay(iso?.[1] ?? '') : realDay(Number(year), Number(month), Number(date));
  if (day === undefined) return 'bad time';
  if (!withTime) return day * dayMs;
  const time = clock ?? iso?.[2];
  if (time === undefined) return 'date without time of day';
  const ofClock = clockTimeOf(time);
  return typeof ofClock === 'string' ? ofClock : day * dayMs + ofClock;
}

/** Ms since midnight on the wall clock: `00:15`, a time cell, a part of a day. 24:00 is the end of the day. */
export function clockTimeOf(cell: TableCell | undefined): number | TimeFault {
  // A time cell is a date in 1899 or 1900 to those who read sheets.
  if (cell instanceof Date) return toSecond(((cell.getTime() % dayMs) + dayMs) % dayMs);
  if (typeof cell === 'number') return cell >= 0 && cell <= 1 ? toSecond(cell * dayMs) : toSecond((cell % 1) * dayMs);
  const [, hour, minute, second = '0'] = clockText.exec(cellText(cell)) ?? [];
  if (hour === undefined) return 'bad time';
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return Number(minute) < 60 && Number(second) < 60 && time <= dayMs ? time : 'bad time';
}

/** An instant with its zone, a local time, or seconds since 1970 as databases keep them. */
export function instantOf(cell: TableCell | undefined): ReadTime | TimeFault {
  const text = cellText(cell);
  if (typeof cell === 'number' || /^\d{9,10}([.,]\d+)?$/.test(text)) {
    const number = Number(text.replace(',', '.'));
    if (number >= 1e8) return { local: false, time: Math.round(number * 1000) };
  } else if (!(cell instanceof Date)) {
    const read = new TimeReader().read(text);
    if (read !== 'bad time') return read;
  }
  const wall = wallTimeOf(cell, true);
  return typeof wall === 'string' ? wall : { local: true, time: wall };
}

function ofDay(time: number, withTime: boolean): number {
  return withTime ? toSecond(time) : Math.floor((time + 500) / dayMs) * dayMs;
}

/** A serial's fraction is a little off the second that is meant. */
function toSecond(time: number): number {
  return Math.round(time / 1000) * 1000;
}

function realDay(year: number, month: number, date: number): number | undefined {
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`) === undefined
    ? undefined
    : dayNumber(year, month, date);
}
