import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilDate,
  dateProblem,
  dayMs,
  dayNumber,
  dayOfYear,
  daysInMonth,
  firstDayOfMonth,
  formatDay,
  formatMonth,
  isoWeekday,
  monthNumber,
  monthOfDay,
  monthOfYear,
  parseDay,
  yearOfDay,
  yearOfMonth,
} from '../../src/zone/civil-date.ts';

/** Ten thousand years around 1970. */
const days = fc.integer({ min: -2_000_000, max: 2_000_000 });

describe('civil dates', () => {
  it('agree with the platform on year, month and day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * dayMs);
        expect(civilDate(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(isoWeekday(day)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
        expect(formatDay(day)).toBe(date.toISOString().slice(0, -14));
      }),
    );
  });

  it('return to the day number they came from', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = civilDate(day);
        expect(dayNumber(date.year, date.month, date.day)).toBe(day);
        if (date.year >= 0 && date.year <= 9999) expect(parseDay(formatDay(day))).toBe(day);
        expect(firstDayOfMonth(monthOfDay(day)) + date.day - 1).toBe(day);
        expect(dayNumber(yearOfDay(day), 1, 1) + dayOfYear(day) - 1).toBe(day);
      }),
    );
  });

  it('have months that follow each other without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), (month) => {
        const year = yearOfMonth(month);
        expect(monthNumber(year, monthOfYear(month))).toBe(month);
        expect(firstDayOfMonth(month + 1) - firstDayOfMonth(month)).toBe(daysInMonth(year, monthOfYear(month)));
      }),
    );
  });

  it('roll fields over that are beyond their range', () => {
    expect(formatDay(dayNumber(2024, 13, 1))).toBe('2025-01-01');
    expect(formatDay(dayNumber(2024, 3, 0))).toBe('2024-02-29');
  });

  it('know leap years by the rule of 400', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-4-3',
    '2024-04-03 ',
    '24-04-03',
    '',
  ])('take %j for no date', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('say what is wrong with a date', () => {
    expect(dateProblem({ year: 2024, month: 2, day: 30 })).toBe('February 2024 has 29 days');
    expect(dateProblem({ year: 2024, month: 13, day: 1 })).toBe('months go from 01 to 12');
    expect(dateProblem({ year: 2024, month: 2, day: 29 })).toBeUndefined();
  });

  it('write years of fewer or more than four digits as ISO 8601 does', () => {
    expect(formatDay(dayNumber(33, 4, 3))).toBe('0033-04-03');
    expect(formatDay(dayNumber(12_000, 1, 1))).toBe('+012000-01-01');
    expect(formatMonth(monthNumber(-1, 2))).toBe('-000001-02');
  });
});
