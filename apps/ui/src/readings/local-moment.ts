import { openZone } from '@meterworks/assets';

/** An instant that a local date and time may mean. */
export interface Moment {
  /** UTC ms. */
  readonly time: number;
  /** `+02:00` */
  readonly offset: string;
}

/**
 * The instants at which clocks of a zone show a date (`2024-10-27`) and a time (`02:30`, seconds allowed): none where the clocks were set
 * forward over it, two in the hour that comes twice. Undefined where either is none.
 */
export function momentsOf(date: string, time: string, zone: string): Moment[] | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const clock = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  if (day === null || clock === null) return undefined;
  const part = (match: RegExpExecArray, index: number) => Number(match[index] ?? 0);
  const opened = openZone(zone);
  return opened
    .localToInstants(part(day, 1), part(day, 2), part(day, 3), part(clock, 1), part(clock, 2), part(clock, 3))
    .map((instant) => ({ time: instant, offset: opened.format(instant).slice(19) }));
}

/** What the fields for date and time hold for an instant (UTC ms), to the minute. */
export function fieldsOf(instant: number, zone: string): { readonly date: string; readonly time: string } {
  const text = openZone(zone).format(Math.floor(instant / 60_000) * 60_000);
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}
