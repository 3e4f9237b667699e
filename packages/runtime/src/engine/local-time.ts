import { dayMs, formatDay, openZone } from '@meterworks/assets';

/** An instant (UTC ms) as clocks in a zone show it: `2024-11-27 06:00`. */
export function localTime(instant: number, zone: string): string {
  const local = instant + openZone(zone).offsetAt(instant);
  const day = Math.floor(local / dayMs);
  const minutes = Math.floor((local - day * dayMs) / 60_000);
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${formatDay(day)} ${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
