import type { Zone } from '@meterworks/assets';
import { dayClassOf, slotAt } from '../profile/year-calendar.ts';
import type { RepairedLesson } from '../values/repaired-day.ts';

const hourMs = 3_600_000;

/**
 * What is known of a meter hour by hour: 24 wall-clock hours for each of consecutive local days. The doubled hour of a clock change is
 * the mean of the two, the missing one is not known, like all hours that no reading tells.
 */
export interface HourHistory {
  readonly zone: Zone;
  /** Local day number of the first day. */
  readonly firstDay: number;
  /** Amount of hour `24 × (day − firstDay) + slot`, in the meter's unit; NaN where not known. */
  readonly hours: Float64Array;
  /** Per day 0 for Mo–Fr, 1 for Sa, 2 for Su. */
  readonly dayClasses: Uint8Array;
}

/**
 * @param days local day numbers, ascending, at least one; dates that the zone skipped have none
 * @param lessons what is believed of each of them; undefined where nothing is
 */
export function collectHours(
  days: ArrayLike<number>,
  lessons: ArrayLike<Pick<RepairedLesson, 'hours'> | undefined>,
  zone: Zone,
): HourHistory {
  const firstDay = days[0] as number;
  const count = (days[days.length - 1] as number) - firstDay + 1;
  const hours = new Float64Array(count * 24).fill(Number.NaN);
  const dayClasses = Uint8Array.from({ length: count }, (_, index) => dayClassOf(firstDay + index));
  for (let at = 0; at < days.length; at++) {
    const known = lessons[at]?.hours;
    if (known === undefined || known.length === 0) continue;
    const index = (days[at] as number) - firstDay;
    const start = zone.dayStart(firstDay + index);
    const end = zone.dayStart(firstDay + index + 1);
    if (known.length === 24 && zone.offsetAt(start) === zone.offsetAt(end - 1)) hours.set(known, index * 24);
    else setSlots(hours.subarray(index * 24, index * 24 + 24), known, (hour) => slotAt(zone, start + hour * hourMs));
  }
  return { zone, firstDay, hours, dayClasses };
}

function setSlots(into: Float64Array, known: Float64Array, slotOf: (hour: number) => number): void {
  const counts = new Uint8Array(24);
  for (let hour = 0; hour < known.length; hour++) {
    const slot = slotOf(hour);
    const amount = known[hour] as number;
    const count = counts[slot] as number;
    into[slot] = count === 0 ? amount : ((into[slot] as number) * count + amount) / (count + 1);
    counts[slot] = count + 1;
  }
}
