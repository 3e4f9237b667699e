import {
  dateProblem,
  dayNumber,
  firstDayOfMonth,
  formatDay,
  formatMonth,
  formatYear,
  monthNumber,
  monthOfDay,
  parseDateFields,
  yearOfDay,
} from '../zone/civil-date.ts';
import { openZone, type Zone } from '../zone/zone.ts';
import { PartitionKeyError } from './partition-key-error.ts';
import type { Grain, PartitionKey, PartitionScheme } from './partition-scheme.ts';

/** Where partitions are counted: an IANA zone, and the first of them as a key, or as the date of a day in it. */
export interface PartitionStart {
  readonly zone: string;
  readonly start: string;
}

/** Local days: ordinals are day numbers, keys such as `2024-11-27`. @throws UnknownZoneError, PartitionKeyError */
export function daily(start: PartitionStart): PartitionScheme<'day'> {
  return new CalendarScheme(dayPeriod, start);
}

/** Local months: ordinals are year * 12 + month - 1, keys such as `2024-11`. @throws UnknownZoneError, PartitionKeyError */
export function monthly(start: PartitionStart): PartitionScheme<'month'> {
  return new CalendarScheme(monthPeriod, start);
}

/** Local years: the year is the ordinal, keys such as `2024`. @throws UnknownZoneError, PartitionKeyError */
export function yearly(start: PartitionStart): PartitionScheme<'year'> {
  return new CalendarScheme(yearPeriod, start);
}

/** A period of whole local days. */
interface CalendarPeriod<G extends Grain> {
  readonly grain: G;
  readonly firstDay: (ordinal: number) => number;
  readonly ofDay: (day: number) => number;
  readonly format: (ordinal: number) => string;
  /** The ordinal of a key. @throws PartitionKeyError */
  readonly parse: (key: string) => number;
}

const dayPeriod: CalendarPeriod<'day'> = {
  grain: 'day',
  firstDay: (day) => day,
  ofDay: (day) => day,
  format: formatDay,
  parse: (key) => parseDate(key, 'day', 'no day; days are written like 2024-11-27'),
};

const monthPeriod: CalendarPeriod<'month'> = {
  grain: 'month',
  firstDay: firstDayOfMonth,
  ofDay: monthOfDay,
  format: formatMonth,
  parse: (key) => {
    const match = /^(\d{4})-(\d{2})$/.exec(key);
    if (match === null) throw new PartitionKeyError(key, 'month', 'no month; months are written like 2024-11');
    const month = Number(match[2]);
    if (month < 1 || month > 12) throw new PartitionKeyError(key, 'month', 'no month; months go from 01 to 12');
    return monthNumber(Number(match[1]), month);
  },
};

const yearPeriod: CalendarPeriod<'year'> = {
  grain: 'year',
  firstDay: (year) => firstDayOfMonth(year * 12),
  ofDay: yearOfDay,
  format: formatYear,
  parse: (key) => {
    if (!/^\d{4}$/.test(key)) {
      throw new PartitionKeyError(key, 'year', 'no year; years are written like 2024');
    }
    return Number(key);
  },
};

class CalendarScheme<G extends Grain> implements PartitionScheme<G> {
  readonly grain: G;
  readonly zone: string;
  readonly startOrdinal: number;
  readonly #zone: Zone;
  readonly #period: CalendarPeriod<G>;

  constructor(period: CalendarPeriod<G>, { zone, start }: PartitionStart) {
    this.grain = period.grain;
    this.zone = zone;
    this.#zone = openZone(zone);
    this.#period = period;
    this.startOrdinal =
      parseDateFields(start) === undefined ? period.parse(start) : period.ofDay(this.#dayOfStart(start));
  }

  keyOf(ordinal: number): PartitionKey<G> {
    return this.#period.format(ordinal) as PartitionKey<G>;
  }

  ordinalOf(key: string): number {
    const ordinal = this.#period.parse(key);
    if (ordinal < this.startOrdinal) {
      throw new PartitionKeyError(key, this.grain, `before the first ${this.grain}, ${this.keyOf(this.startOrdinal)}`);
    }
    if (!this.exists(ordinal)) {
      throw new PartitionKeyError(
        key,
        this.grain,
        `a ${this.grain} that ${this.zone} skipped; ${this.keyOf(ordinal + 1)} follows`,
      );
    }
    return ordinal;
  }

  startOf(ordinal: number): number {
    return this.#zone.dayStart(this.#period.firstDay(ordinal));
  }

  endOf(ordinal: number): number {
    return this.#zone.dayStart(this.#period.firstDay(ordinal + 1));
  }

  ordinalAt(instant: number): number {
    return this.#period.ofDay(this.#zone.dayOf(instant));
  }

  exists(ordinal: number): boolean {
    return ordinal >= this.startOrdinal && (this.grain !== 'day' || this.#zone.dayExists(ordinal));
  }

  count(from: number, to: number): number {
    const first = Math.max(from, this.startOrdinal);
    if (to < first) return 0;
    const skipped = this.grain === 'day' ? this.#zone.skippedDays(first, to).length : 0;
    return to - first + 1 - skipped;
  }

  lastExisting(asOf: number): number {
    let ended = this.#zone.dayOf(asOf) - 1;
    while (!this.#zone.dayExists(ended)) ended--;
    return this.#period.ofDay(ended);
  }

  isOpen(ordinal: number, asOf: number): boolean {
    return ordinal >= this.startOrdinal && ordinal <= this.lastExisting(asOf) && this.endOf(ordinal) > asOf;
  }

  firstDay(ordinal: number): number {
    return this.#period.firstDay(ordinal);
  }

  lastDay(ordinal: number): number {
    return this.#period.firstDay(ordinal + 1) - 1;
  }

  ordinalOfDay(day: number): number {
    return this.#period.ofDay(day);
  }

  #dayOfStart(start: string): number {
    const day = parseDate(start, this.grain, 'no date');
    if (this.grain === 'day' && !this.#zone.dayExists(day)) {
      throw new PartitionKeyError(start, this.grain, `a day that ${this.zone} skipped; ${formatDay(day + 1)} follows`);
    }
    return day;
  }
}

/** Day number of `YYYY-MM-DD`. @throws PartitionKeyError */
export function parseDate(text: string, grain: Grain, expected: string): number {
  const date = parseDateFields(text);
  if (date === undefined) throw new PartitionKeyError(text, grain, expected);
  const problem = dateProblem(date);
  if (problem !== undefined) throw new PartitionKeyError(text, grain, `no date; ${problem}`);
  return dayNumber(date.year, date.month, date.day);
}
