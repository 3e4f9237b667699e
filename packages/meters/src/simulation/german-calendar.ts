import { civilDate, dayNumber, isoWeekday } from '@meterworks/assets';

/** How people spend a day; holidays count as Sundays. */
export type DayClass = 'workday' | 'saturday' | 'sunday';

/** Easter Sunday by the Gregorian computus (golden number, century corrections, the Sunday after the full moon). */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + skipped + 15) % 30;
  const moon = epact === 29 || (epact === 28 && golden > 10) ? epact - 1 : epact;
  const fullMoon = dayNumber(year, 3, 21) + moon;
  return fullMoon + 7 - (isoWeekday(fullMoon) % 7);
}

/** The holidays of all of Germany; those of single states are left out. */
export function isHoliday(day: number): boolean {
  const { year, month, day: dayOfMonth } = civilDate(day);
  const fixed = month * 100 + dayOfMonth;
  if (fixed === 101 || fixed === 501 || fixed === 1003 || fixed === 1225 || fixed === 1226) return true;
  const fromEaster = day - easterSunday(year);
  return fromEaster === -2 || fromEaster === 1 || fromEaster === 39 || fromEaster === 50;
}

export function dayClassOf(day: number): DayClass {
  const weekday = isoWeekday(day);
  if (weekday === 7 || isHoliday(day)) return 'sunday';
  return weekday === 6 ? 'saturday' : 'workday';
}
