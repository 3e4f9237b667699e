import { dayMs, type Zone } from '@meterworks/assets';

/** A stretch of each day, in minutes since local midnight; it may go over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** When the quiet hours that an instant lies in end (UTC ms); undefined where it lies in none. */
export function quietUntil({ from, to }: QuietHours, zone: Zone, instant: number): number | undefined {
  const local = instant + zone.offsetAt(instant);
  const midnight = Math.floor(local / dayMs) * dayMs;
  const minute = (local - midnight) / 60_000;
  const inside = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!inside) return undefined;
  const end = midnight + to * 60_000 + (minute < to ? 0 : dayMs);
  // Clocks may change before the end, and skip the very minute: then it is over right after.
  const instants = zone.localToInstants(1970, 1, 1, 0, 0, 0, end);
  return instants.find((one) => one > instant) ?? end - zone.offsetAt(instant);
}
