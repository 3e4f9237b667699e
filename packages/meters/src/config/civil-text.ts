import { dayMs, parseDay } from '@meterworks/assets';

/** 9999-12-31 as a day number: a period that ends there is open. */
export const openEndDay = 2_932_896;

/** The day number (days since 1970-01-01) of `2024-11-27`; undefined for what is no date, 30 February included. */
export function parseCivilDay(text: string): number | undefined {
  return /^\d{4}-/.test(text) ? parseDay(text) : undefined;
}

/** A date and time of day: an instant if it names its offset, else a wall-clock time whose zone is to be added. */
export type CivilMoment =
  /** UTC milliseconds. */
  | { readonly kind: 'instant'; readonly time: number }
  /** Milliseconds since 1970-01-01T00:00 on the wall clock. */
  | { readonly kind: 'wall-clock'; readonly wallTime: number };

/** ISO 8601 as people and programs write it: `T` or a space, seconds and fractions optional, `Z`, `+02`, `+0200` or `+02:00`. */
const pattern = /^\d{4}-\d{2}-\d{2}[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Undefined for what is no date-time; 24:00 is the midnight that ends the day. */
export function parseCivilMoment(text: string): CivilMoment | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const fraction = match[4] === undefined ? 0 : Math.floor(Number(`0.${match[4]}`) * 1000);
  const day = parseCivilDay(text.slice(0, 10));
  const timeOfDay = timeOfDayMs(part(1), part(2), part(3), fraction);
  if (day === undefined || timeOfDay === undefined) return undefined;
  const wallTime = day * dayMs + timeOfDay;
  const zone = match[5]?.toUpperCase();
  if (zone === undefined) return { kind: 'wall-clock', wallTime };
  const offset = zone === 'Z' ? 0 : offsetMs(zone);
  return offset === undefined ? undefined : { kind: 'instant', time: wallTime - offset };
}

/** Milliseconds since midnight; undefined where a part is out of its range. 24:00 is the end of the day. */
function timeOfDayMs(hour: number, minute: number, second: number, millisecond: number): number | undefined {
  if (minute > 59 || second > 59) return undefined;
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return time <= dayMs ? time : undefined;
}

/** Of `+02`, `+0200` or `-02:30`; undefined beyond 18 hours. */
function offsetMs(text: string): number | undefined {
  const hours = Number(text.slice(1, 3));
  const minutes = text.length > 3 ? Number(text.slice(-2)) : 0;
  if (hours > 18 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
