/** The proleptic Gregorian calendar on civil day numbers (days since 1970-01-01 of a local date), and Germany's holidays. */

export interface CivilDate {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  /** 1…31 */
  readonly dayOfMonth: number;
}

/** How people spend a day; holidays count as Sundays. */
export type DayClass = 'workday' | 'saturday' | 'sunday';

/** Days from 0000-03-01 to 1970-01-01: years are counted from March, so that the leap day is the last of its year. */
const MARCH_ZERO = 719_468;
const DAYS_PER_ERA = 146_097;

export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const marchMonth = (month + 9) % 12;
  const dayOfMarchYear = Math.floor((153 * marchMonth + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_PER_ERA + yearOfEra * 365 + leapDays + dayOfMarchYear - MARCH_ZERO;
}

export function civilDate(day: number): CivilDate {
  const shifted = day + MARCH_ZERO;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfMarchYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfMarchYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** `2024-11-27` as a civil day number. Throws RangeError for anything else. */
export function parseDay(text: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) throw new RangeError(`"${text}" is not a date such as 2024-11-27`);
  return dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** Monday 0 … Sunday 6. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** 1 on the first of January. */
export function dayOfYear(day: number): number {
  return day - dayNumber(civilDate(day).year, 1, 1) + 1;
}

/** Easter Sunday by the Gregorian computus (golden number, century corrections, the Sunday after the full moon). */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + skipped + 15) % 30;
  const moon = epact === 29 || (epact === 28 && golden > 10) ? epact - 1 : epact;
  const fullMoon = dayNumber(year, 3, 21) + moon;
  return fullMoon + 7 - ((weekdayOf(fullMoon) + 1) % 7);
}

/** The holidays of all of Germany; those of single states are left out. */
export function isHoliday(day: number): boolean {
  const { year, month, dayOfMonth } = civilDate(day);
  const fixed = month * 100 + dayOfMonth;
  if (fixed === 101 || fixed === 501 || fixed === 1003 || fixed === 1225 || fixed === 1226) return true;
  const fromEaster = day - easterSunday(year);
  return fromEaster === -2 || fromEaster === 1 || fromEaster === 39 || fromEaster === 50;
}

export function dayClassOf(day: number): DayClass {
  const weekday = weekdayOf(day);
  if (weekday === 6 || isHoliday(day)) return 'sunday';
  return weekday === 5 ? 'saturday' : 'workday';
}
