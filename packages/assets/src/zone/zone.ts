import { dayMs, dayNumber, formatDay, twoDigits } from './civil-date.ts';
import { blockMs, findOffsetBlock, type OffsetBlock } from './offset-block.ts';
import { UnknownZoneError } from './unknown-zone-error.ts';

/** How far `nextTransition` looks ahead: Samoa once kept its offset for 60 years, and zones that gave up changes have none to find. */
const lookAheadMs = 100 * 365.25 * dayMs;
/** Dates were skipped from 1844 on (Manila), and nobody can know of one after 2200: wider ranges are searched no further. */
const earliestSkip = Date.UTC(1840, 0, 1);
const latestSkip = Date.UTC(2200, 0, 1);
/** More than any offset from UTC; the largest are around 16 hours, where the date line was drawn anew. */
const widestOffset = dayMs;

/**
 * An IANA time zone as a table of its offsets, so that loops over days and instants are arithmetic. Instants are UTC ms, days are
 * day numbers (days since 1970-01-01 of the local date). The table grows by blocks of 4.4 years as they are asked for.
 */
export class Zone {
  readonly name: string;
  readonly #offsetOf: (instant: number) => number;
  readonly #blocks = new Map<number, OffsetBlock>();
  // The segment of constant offset that was asked for last: the next question is nearly always about the same one.
  #from = 0;
  #to = 0;
  #offset = 0;
  #reachedDay = 0;

  /** Zones come from `openZone`, which keeps one table a zone. */
  constructor(name: string, offsetOf: (instant: number) => number) {
    this.name = name;
    this.#offsetOf = offsetOf;
  }

  /** Local time minus UTC at an instant, in ms. */
  offsetAt(instant: number): number {
    if (instant < this.#from || instant >= this.#to) this.#seek(instant);
    return this.#offset;
  }

  /**
   * The local day that an instant lies in: the day with dayStart(day) ≤ instant < dayStart(day + 1). That is the local date, but
   * where clocks are set back over a midnight that had passed already, and show the old date again: the new day goes on.
   */
  dayOf(instant: number): number {
    if (instant < this.#from || instant >= this.#to) this.#seek(instant);
    const day = Math.floor((instant + this.#offset) / dayMs);
    return day < this.#reachedDay ? this.#reachedDay : day;
  }

  /** First instant of a local date; of the next date that exists, where the zone skipped it. */
  dayStart(day: number): number {
    const midnight = day * dayMs;
    const guess = midnight - this.#offset;
    if (day > this.#reachedDay && guess >= this.#from && guess < this.#to) return guess;
    this.#seek(midnight - widestOffset);
    for (;;) {
      const instant = Math.max(this.#from, midnight - this.#offset);
      if (instant < this.#to) return instant;
      this.#seek(this.#to);
    }
  }

  /** Whether the zone has this local date: Samoa had no 30 December 2011. */
  dayExists(day: number): boolean {
    return this.dayOf(this.dayStart(day)) === day;
  }

  /** The local dates in [from, to] (day numbers) that the zone skipped. */
  skippedDays(from: number, to: number): number[] {
    const skipped: number[] = [];
    const first = Math.max(from * dayMs, earliestSkip) - widestOffset;
    const last = Math.floor((Math.min(to * dayMs, latestSkip) + widestOffset) / blockMs);
    for (let index = Math.floor(first / blockMs); index <= last; index++) {
      for (const day of this.#block(index).skippedDays) if (day >= from && day <= to) skipped.push(day);
    }
    return skipped;
  }

  /**
   * The instants at which clocks show a local time: one, none where they are set forward over it, two where they are set back over it.
   * Fields beyond their range roll over, as with Date.UTC.
   */
  localToInstants(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0): number[] {
    const local = dayNumber(year, month, day) * dayMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
    const guess = local - this.#offset;
    if (guess - 2 * widestOffset >= this.#from && guess + 2 * widestOffset < this.#to) return [guess];
    const instants: number[] = [];
    for (this.#seek(local - widestOffset); ; this.#seek(this.#to)) {
      const instant = local - this.#offset;
      if (instant >= this.#from && instant < this.#to) instants.push(instant);
      if (this.#to > local + widestOffset) return instants;
    }
  }

  /** The first instant after this one at which the offset changes; undefined if that does not happen within 100 years. */
  nextTransition(after: number): number | undefined {
    const last = Math.floor((after + lookAheadMs) / blockMs);
    for (let index = Math.floor(after / blockMs); index <= last; index++) {
      for (const transition of this.#block(index).transitions) if (transition > after) return transition;
    }
    return undefined;
  }

  /** `2024-10-27T02:30:00+02:00`: local time and offset; with milliseconds where there are any. */
  format(instant: number): string {
    const offset = this.offsetAt(instant);
    const local = instant + offset;
    const day = Math.floor(local / dayMs);
    const rest = local - day * dayMs;
    const ms = Math.floor(rest % 1000);
    return `${formatDay(day)}T${formatTime(Math.floor(rest / 1000))}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}${formatOffset(offset)}`;
  }

  #seek(instant: number): void {
    const block = this.#block(Math.floor(instant / blockMs));
    const { starts } = block;
    let i = starts.length - 1;
    while (i > 0 && (starts[i] as number) > instant) i--;
    this.#from = starts[i] as number;
    this.#to = i + 1 < starts.length ? (starts[i + 1] as number) : block.end;
    this.#offset = block.offsets[i] as number;
    this.#reachedDay = block.reachedDays[i] as number;
  }

  #block(index: number): OffsetBlock {
    let block = this.#blocks.get(index);
    if (block === undefined) {
      block = findOffsetBlock(index, this.#offsetOf);
      this.#blocks.set(index, block);
    }
    return block;
  }
}

const opened = new Map<string, Zone>();

/** The zone of an IANA name such as `Europe/Berlin`; one object a name. @throws UnknownZoneError */
export function openZone(name: string): Zone {
  let zone = opened.get(name);
  if (zone === undefined) {
    zone = new Zone(name, offsetReader(name));
    opened.set(name, zone);
  }
  return zone;
}

/** Reads offsets out of the platform's own zone data, which is as new as the platform. */
function offsetReader(name: string): (instant: number) => number {
  // Offsets such as +02:00 and names in the wrong case would be accepted by the platform.
  if (!/^[A-Z][A-Za-z]/.test(name)) throw new UnknownZoneError(name);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, hour: 'numeric', timeZoneName: 'longOffset' });
  } catch {
    throw new UnknownZoneError(name);
  }
  const canonical = format.resolvedOptions().timeZone;
  if (canonical !== name && canonical.toLowerCase() === name.toLowerCase()) throw new UnknownZoneError(name);
  return (instant) => parseOffset(format.format(instant));
}

/** ms of the end of a text such as `4 AM GMT+02:00`, `… GMT-00:44:30` or `… GMT`. */
function parseOffset(text: string): number {
  const at = text.lastIndexOf('GMT') + 3;
  if (at === text.length) return 0;
  const digit = (index: number) => text.charCodeAt(index) - 48;
  const pair = (index: number) => digit(index) * 10 + digit(index + 1);
  const seconds = pair(at + 1) * 3600 + pair(at + 4) * 60 + (text.length > at + 6 ? pair(at + 7) : 0);
  return (text[at] === '+' ? 1000 : -1000) * seconds;
}

/** `+02:00`; with seconds where local mean time has some: `+00:53:28`. */
export function formatOffset(offsetMs: number): string {
  const seconds = Math.abs(offsetMs) / 1000;
  const rest = seconds % 60;
  const minutes = Math.floor(seconds / 60);
  const text = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return `${offsetMs < 0 ? '-' : '+'}${text}${rest === 0 ? '' : `:${twoDigits(rest)}`}`;
}

function formatTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}
