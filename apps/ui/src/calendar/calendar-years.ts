import { dayOf, dayParts, weekdayOf } from '../format/day-text.ts';
import { packCodes, type Strip, stripWindow } from '../status/strip.ts';

/** One year of a daily asset. */
export interface CalendarYear {
  readonly year: number;
  /** Day number of 1 January. */
  readonly firstDay: number;
  /** Packed codes of all days of the year. */
  readonly codes: string;
}

/** The years that a strip of days touches, newest first. */
export function calendarYears(strip: Strip): CalendarYear[] {
  if (strip.codes.length === 0) return [];
  const first = dayParts(strip.first).year;
  const last = dayParts(strip.first + strip.codes.length - 1).year;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = last - i;
    const firstDay = dayOf(year, 0, 1);
    return { year, firstDay, codes: packCodes(stripWindow(strip, firstDay, dayOf(year, 11, 31))) };
  });
}

/** Weeks that a year may touch: one a column. */
export const weekColumns = 54;

/** Where a day stands in its year: column a week, row Monday to Sunday. */
export function calendarCell(firstDay: number, day: number): { readonly column: number; readonly row: number } {
  const offset = weekdayOf(firstDay) + day - firstDay;
  return { column: Math.floor(offset / 7), row: offset % 7 };
}

/** The day that stands at a place, undefined outside the year. */
export function dayAtCell(firstDay: number, days: number, column: number, row: number): number | undefined {
  const index = column * 7 + row - weekdayOf(firstDay);
  return row >= 0 && row < 7 && column >= 0 && index >= 0 && index < days ? firstDay + index : undefined;
}
