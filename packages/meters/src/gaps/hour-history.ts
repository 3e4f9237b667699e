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

/** @param lessons what is believed of the days from `firstDay` on; undefined where nothing is */
export function collectHours(
  lessons: ArrayLike<Pick<RepairedLesson, 'hours'> | undefined>,
  firstDay: number,
  zone: Zone,
): HourHistory {
  const hours = new Float64Array(lessons.length * 24).fill(Number.NaN);
  const dayClasses = new Uint8Array(lessons.length);
  for (let index = 0; index < lessons.length; index++) {
    dayClasses[index] = dayClassOf(firstDay + index);
    const known = lessons[index]?.hours;
    if (known === undefined || known.length === 0) continue;
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
