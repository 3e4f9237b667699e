import { dateProblem, dayMs, formatDay, parseDateFields, twoDigits } from '../zone/civil-date.ts';
import { formatOffset, openZone, type Zone } from '../zone/zone.ts';
import { type PartitionStart, parseDate } from './calendar-scheme.ts';
import { PartitionKeyError } from './partition-key-error.ts';
import type { PartitionKey, PartitionScheme } from './partition-scheme.ts';

const hourMs = 3_600_000;

/**
 * Local hours. An hour starts where local clocks show a full hour, or at a transition: in zones that are half an hour off UTC at
 * xx:30 UTC. Ordinals are UTC hours since 1970, rounded down, so both hours that a clock set back shows alike have their own. Where two
 * starts fall into one UTC hour (Lord Howe in autumn: 01:30 at the transition and 02:00 half an hour later) the second merges into the first.
 * Keys carry the offset, and minutes only where a transition starts the hour: `2024-10-27T02+02:00`, `2024-10-06T02:30+11:00`.
 * `start` is such a key or a date. @throws UnknownZoneError, PartitionKeyError
 */
export function hourly(start: PartitionStart): PartitionScheme<'hour'> {
  return new HourlyScheme(start);
}

class HourlyScheme implements PartitionScheme<'hour'> {
  readonly grain = 'hour';
  readonly zone: string;
  readonly startOrdinal: number;
  readonly #zone: Zone;

  constructor({ zone, start }: PartitionStart) {
    this.zone = zone;
    this.#zone = openZone(zone);
    this.startOrdinal =
      parseDateFields(start) === undefined
        ? this.#parse(start)
        : this.ordinalOfDay(parseDate(start, 'hour', 'no date'));
  }

  keyOf(ordinal: number): PartitionKey<'hour'> {
    const start = this.startOf(ordinal);
    const offset = this.#zone.offsetAt(start);
    const local = start + offset;
    const day = Math.floor(local / dayMs);
    const seconds = Math.floor((local - day * dayMs) / 1000);
    const minutes = Math.floor(seconds / 60);
    let time = twoDigits(Math.floor(minutes / 60));
    if (seconds % 3600 !== 0) time += `:${twoDigits(minutes % 60)}`;
    if (seconds % 60 !== 0) time += `:${twoDigits(seconds % 60)}`;
    return `${formatDay(day)}T${time}${formatOffset(offset)}` as PartitionKey<'hour'>;
  }

  ordinalOf(key: string): number {
    const ordinal = this.#parse(key);
    if (ordinal < this.startOrdinal) {
      throw new PartitionKeyError(key, 'hour', `before the first hour, ${this.keyOf(this.startOrdinal)}`);
    }
    return ordinal;
  }

  startOf(ordinal: number): number {
    const utcHour = ordinal * hourMs;
    const offset = this.#zone.offsetAt(utcHour - 1);
    const fullHour = Math.ceil((utcHour + offset) / hourMs) * hourMs - offset;
    // No hour holds two transitions, so equal offsets around it say that it holds none.
    if (this.#zone.offsetAt(utcHour + hourMs - 1) === offset) return fullHour;
    return Math.min(fullHour, this.#zone.nextTransition(utcHour - 1) as number);
  }

  endOf(ordinal: number): number {
    return this.startOf(ordinal + 1);
  }

  ordinalAt(instant: number): number {
    const ordinal = Math.floor(instant / hourMs);
    return instant < this.startOf(ordinal) ? ordinal - 1 : ordinal;
  }

  exists(ordinal: number): boolean {
    return ordinal >= this.startOrdinal;
  }

  count(from: number, to: number): number {
    return Math.max(0, to - Math.max(from, this.startOrdinal) + 1);
  }

  lastExisting(asOf: number): number {
    return this.ordinalAt(asOf) - 1;
  }

  isOpen(): boolean {
    return false;
  }

  firstDay(ordinal: number): number {
    return this.#zone.dayOf(this.startOf(ordinal));
  }

  lastDay(ordinal: number): number {
    return this.firstDay(ordinal);
  }

  ordinalOfDay(day: number): number {
    const dayStart = this.#zone.dayStart(day);
    const ordinal = Math.floor(dayStart / hourMs);
    return this.startOf(ordinal) < dayStart ? ordinal + 1 : ordinal;
  }

  /** The ordinal of a key, also of one before the start. */
  #parse(key: string): number {
    const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})(?::(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:\d{2}(?::\d{2})?)?$/.exec(
      key,
    );
    if (match === null) throw new PartitionKeyError(key, 'hour', 'no hour; hours are written like 2024-10-27T02+02:00');
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
      .slice(1, 7)
      .map((field: string | undefined) => Number(field ?? 0));
    const problem = dateProblem({ year, month, day });
    if (problem !== undefined) throw new PartitionKeyError(key, 'hour', `no date; ${problem}`);
    if (hour > 23 || minute > 59 || second > 59)
      throw new PartitionKeyError(key, 'hour', 'no time; hours go from 00 to 23');
    const ordinals = this.#zone
      .localToInstants(year, month, day, hour, minute, second)
      .map((instant) => this.ordinalAt(instant));
    const ordinal = ordinals.find((candidate) => this.keyOf(candidate) === key);
    if (ordinal === undefined) throw new PartitionKeyError(key, 'hour', this.#whatWouldDo(ordinals, match[7]));
    return ordinal;
  }

  #whatWouldDo(ordinals: readonly number[], offset: string | undefined): string {
    if (ordinals.length === 0) return `a time that ${this.zone} skipped`;
    const keys = [...new Set(ordinals.map((ordinal) => this.keyOf(ordinal)))].join(' or ');
    return offset === undefined
      ? `no hour without its offset; write ${keys}`
      : `no hour of ${this.zone}; write ${keys}`;
  }
}
