import type { Zone } from '@meterworks/assets';
import { collectHours, type HourHistory } from '../../src/gaps/index.ts';
import { slotAt } from '../../src/profile/year-calendar.ts';

const hourMs = 3_600_000;

/** A history whose hours are what `amountAt` says of local day and wall-clock hour. */
export function madeHours(
  zone: Zone,
  firstDay: number,
  days: number,
  amountAt: (day: number, slot: number) => number,
): HourHistory {
  const numbers = Array.from({ length: days }, (_, index) => firstDay + index);
  const lessons = numbers.map((day) => {
    const start = zone.dayStart(day);
    const count = Math.ceil((zone.dayStart(day + 1) - start) / hourMs);
    return { hours: Float64Array.from({ length: count }, (_, k) => amountAt(day, slotAt(zone, start + k * hourMs))) };
  });
  return collectHours(numbers, lessons, zone);
}

/** The same without what is known of the hours that a stretch (UTC ms) touches. */
export function hideHours(history: HourHistory, fromTime: number, toTime: number): HourHistory {
  const { zone, firstDay } = history;
  const hours = history.hours.slice();
  for (let time = fromTime; time < toTime; time += hourMs / 4) {
    hours[(zone.dayOf(time) - firstDay) * 24 + slotAt(zone, time)] = Number.NaN;
  }
  return { ...history, hours };
}
