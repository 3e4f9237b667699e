import type { Zone } from '@meterworks/assets';
import { parseCivilMoment } from '../config/civil-text.ts';

/**
 * The instants (UTC ms) that a text may mean: one for a time with `Z` or an offset; for a local time of the zone as many as the clock
 * showed it: none where it was skipped, two in the hour that comes twice. Undefined for what is no date with a time of day.
 */
export function parseInstant(text: string, zone: Zone): readonly number[] | undefined {
  const moment = parseCivilMoment(text.trim());
  if (moment === undefined) return undefined;
  return moment.kind === 'instant' ? [moment.time] : zone.localToInstants(1970, 1, 1, 0, 0, 0, moment.wallTime);
}
