// Arithmetic on dates of the proleptic Gregorian calendar, without zone and without Date objects: everything here is called
// millions of times. A *day number* counts days since 1970-01-01, a *month number* is year * 12 + month - 1.
// The day-number arithmetic counts from 1 March in eras of 400 years, so that the leap day is the last day of its year.

export interface CivilDate {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  /** 1…31 */
  readonly day: number;
}

/** Milliseconds in 24 hours; a local day may be shorter or longer. */
export const dayMs = 86_400_000;

const daysPerEra = 146_097;
/** Day number of 0000-03-01, negated. */
const epochShift = 719_468;

/** Day number of a date. Month and day beyond their range roll over: 2024-13-01 is 2025-01-01, 2024-03-00 is 2024-02-29. */
export function dayNumber(year: number, month: number, day: number): number {
  return firstDayOfMonth(year * 12 + month - 1) + day - 1;
}

export function civilDate(dayNo: number): CivilDate {
  const shifted = dayNo + epochShift;
  const era = Math.floor(shifted / daysPerEra);
  // Within an era everything is a small natural number: `| 0` rounds down, and divides whole numbers faster than Math.floor.
  const dayOfEra = (shifted - era * daysPerEra) | 0;
  const leapDays = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const marchMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const day = dayOfYear - (((153 * marchMonth + 2) / 5) | 0) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month; month is 1…12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function monthNumber(year: number, month: number): number {
  return year * 12 + month - 1;
}

export function yearOfMonth(monthNo: number): number {
  return Math.floor(monthNo / 12);
}

/** Month of the year, 1…12. */
export function monthOfYear(monthNo: number): number {
  return monthNo - Math.floor(monthNo / 12) * 12 + 1;
}

/** Day number of the first day of a month number. */
export function firstDayOfMonth(monthNo: number): number {
  const marchMonths = monthNo - 2;
  const marchYear = Math.floor(marchMonths / 12);
  const marchMonth = marchMonths - marchYear * 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) - epochShift;
}

/** Month number of the month that a day lies in. */
export function monthOfDay(dayNo: number): number {
  const { year, month } = civilDate(dayNo);
  return year * 12 + month - 1;
}

export function yearOfDay(dayNo: number): number {
  return civilDate(dayNo).year;
}

/** 1 on Monday … 7 on Sunday. */
export function isoWeekday(dayNo: number): number {
  const sinceMonday = (dayNo + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** 1 on 1 January … 365, or 366 in a leap year. */
export function dayOfYear(dayNo: number): number {
  return dayNo - firstDayOfMonth(civilDate(dayNo).year * 12) + 1;
}

/** `2024-02-29`. Years outside 0…9999 take a sign and six digits, as in ISO 8601. */
export function formatDay(dayNo: number): string {
  const { year, month, day } = civilDate(dayNo);
  return `${formatYear(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function formatMonth(monthNo: number): string {
  return `${formatYear(yearOfMonth(monthNo))}-${twoDigits(monthOfYear(monthNo))}`;
}

export function formatYear(year: number): string {
  if (year >= 1000 && year <= 9999) return String(year);
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Day number of `YYYY-MM-DD`, or undefined where the text is not of that form or names no date, such as 2024-02-30. */
export function parseDay(text: string): number | undefined {
  const date = parseDateFields(text);
  if (date === undefined || dateProblem(date) !== undefined) return undefined;
  return dayNumber(date.year, date.month, date.day);
}

/** The three numbers of a text of the form `YYYY-MM-DD`, whether or not they name a date. */
export function parseDateFields(text: string): CivilDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match === null ? undefined : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** Why three numbers name no date, for people: "February 2024 has 29 days"; undefined where they do. */
export function dateProblem({ year, month, day }: CivilDate): string | undefined {
  if (month < 1 || month > 12) return 'months go from 01 to 12';
  const days = daysInMonth(year, month);
  return day < 1 || day > days ? `${monthNames[month - 1]} ${formatYear(year)} has ${days} days` : undefined;
}
