import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarCell, calendarYears, dayAtCell, weekColumns } from '../../src/calendar/calendar-years.ts';
import { dayOf } from '../../src/format/day-text.ts';
import { unpackCodes } from '../../src/status/strip.ts';

test('a strip over new year gives two years, the newer first', () => {
  const years = calendarYears({ first: dayOf(2023, 11, 31), codes: Uint8Array.of(6, 5) });
  expect(years.map(({ year }) => year)).toEqual([2024, 2023]);
  const [newer, older] = years.map(({ codes }) => unpackCodes(codes));
  expect(newer).toHaveLength(366);
  expect(newer?.[0]).toBe(5);
  expect(older?.at(-1)).toBe(6);
});

test('a place in the calendar is that of one day, for any year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1970, max: 2100 }), fc.nat(364), (year, offset) => {
      const firstDay = dayOf(year, 0, 1);
      const { column, row } = calendarCell(firstDay, firstDay + offset);
      expect(column).toBeLessThan(weekColumns);
      expect(dayAtCell(firstDay, 365, column, row)).toBe(firstDay + offset);
    }),
  );
});

test('beside the year there is no day', () => {
  const firstDay = dayOf(2025, 0, 1); // a Wednesday
  expect(dayAtCell(firstDay, 365, 0, 1)).toBeUndefined();
  expect(dayAtCell(firstDay, 365, 0, 2)).toBe(firstDay);
  expect(dayAtCell(firstDay, 365, 53, 0)).toBeUndefined();
});
