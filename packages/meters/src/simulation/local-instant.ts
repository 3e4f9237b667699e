import { parseDay, type Zone } from '@meterworks/assets';
import { HOUR_MS } from './hour-grid.ts';

/** The civil day number of a date that the simulator's tables name. */
export function dayOn(date: string): number {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`"${date}" is not a date such as 2024-11-27`);
  return day;
}

/** The instant `hours` physical hours after the local midnight of `date`, ms. */
export function instantOn(zone: Zone, date: string, hours = 0): number {
  return zone.dayStart(dayOn(date)) + hours * HOUR_MS;
}
