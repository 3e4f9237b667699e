import { openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misread } from '../../src/simulation/faults.ts';
import { dayClassOf, easterSunday, isHoliday } from '../../src/simulation/german-calendar.ts';
import { HOUR_MS, openHourGrid } from '../../src/simulation/hour-grid.ts';
import { dayOn } from '../../src/simulation/local-instant.ts';
import { bellAt, openStream, smoothNoiseAt, uniformAt } from '../../src/simulation/seeded-random.ts';
import { simulateWeather } from '../../src/simulation/weather.ts';

describe('seeded random numbers', () => {
  it('are even: each tenth of [0, 1) gets its tenth, and neighbours are unrelated', () => {
    const stream = openStream(5, 'test');
    const numbers = Array.from({ length: 20_000 }, (_, index) => uniformAt(stream, index));
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length / numbers.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.012);
    }
    const products = numbers.slice(1).map((number, index) => (number - 0.5) * ((numbers[index] ?? 0) - 0.5));
    expect(Math.abs(products.reduce((a, b) => a + b) / products.length)).toBeLessThan(0.002);
  });

  it('differ from stream to stream and seed to seed', () => {
    expect(openStream(1, 'a')).not.toBe(openStream(1, 'b'));
    expect(openStream(1, 'a')).not.toBe(openStream(2, 'a'));
  });

  it('stay within their bounds, and the smooth ones have no step', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: -1e5, max: 1e5, noNaN: true }), (seed, x) => {
        const stream = openStream(seed, 'bounds');
        expect(Math.abs(smoothNoiseAt(stream, x))).toBeLessThanOrEqual(1);
        expect(Math.abs(smoothNoiseAt(stream, x + 1e-3) - smoothNoiseAt(stream, x))).toBeLessThan(0.01);
        expect(Math.abs(bellAt(stream, Math.floor(x)))).toBeLessThanOrEqual(3.5);
      }),
    );
  });
});

describe('the German calendar', () => {
  it('finds Easter', () => {
    const dates = ['2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2038-04-25'];
    expect([2022, 2023, 2024, 2025, 2038].map(easterSunday)).toEqual(dates.map(dayOn));
  });

  it('refuses what is no date', () => {
    expect(() => dayOn('27.11.2024')).toThrow(RangeError);
    expect(() => dayOn('2024-02-30')).toThrow(RangeError);
  });

  it('counts holidays as Sundays', () => {
    const holidays = ['2024-03-29', '2024-04-01', '2024-05-01', '2024-05-09', '2024-05-20', '2024-10-03', '2024-12-25'];
    for (const date of holidays) expect([isHoliday(dayOn(date)), dayClassOf(dayOn(date))]).toEqual([true, 'sunday']);
    expect(dayClassOf(dayOn('2024-11-30'))).toBe('saturday');
    expect(dayClassOf(dayOn('2024-11-27'))).toBe('workday');
  });
});

describe('the hour grid', () => {
  const zone = openZone('Europe/Berlin');

  it('skips wall-clock hour 2 in March and has it twice in October', () => {
    const spring = openHourGrid(zone, dayOn('2024-03-31'), zone.dayStart(dayOn('2024-04-01')));
    expect(Array.from(spring.wallHours.slice(0, 4))).toEqual([0, 1, 3, 4]);
    expect(spring.hours).toBe(23);
    const autumn = openHourGrid(zone, dayOn('2024-10-27'), zone.dayStart(dayOn('2024-10-28')));
    expect(Array.from(autumn.wallHours.slice(0, 5))).toEqual([0, 1, 2, 2, 3]);
    expect(autumn.hours).toBe(25);
  });

  it('refuses a zone whose days are not whole hours long', () => {
    const odd = openZone('Australia/Lord_Howe');
    expect(() => openHourGrid(odd, dayOn('2024-04-01'), odd.dayStart(dayOn('2024-05-01')))).toThrow(RangeError);
  });
});

describe('the weather', () => {
  const zone = openZone('Europe/Berlin');
  const grid = openHourGrid(zone, dayOn('2022-01-01'), zone.dayStart(dayOn('2024-01-01')));

  it('is warm in July, cold in January, dark at night and brightest about noon', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { dayMeans, sun, temperature } = simulateWeather(grid, seed);
        const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
        expect(mean(dayMeans.slice(181, 212)) - mean(dayMeans.slice(0, 31))).toBeGreaterThan(8);
        expect(mean(temperature)).toBeGreaterThan(6);
        expect(mean(temperature)).toBeLessThan(13);
        expect(
          sun.every(
            (share, hour) => share === 0 || ((grid.wallHours[hour] ?? 0) >= 4 && (grid.wallHours[hour] ?? 0) <= 22),
          ),
        ).toBe(true);
        expect(sun.reduce((a, b) => Math.max(a, b))).toBeGreaterThan(0.5);
      }),
      { numRuns: 10 },
    );
  });

  it('makes no leap from one hour to the next', () => {
    const { temperature } = simulateWeather(grid, 3);
    for (let hour = 1; hour < grid.hours; hour++) {
      expect(Math.abs((temperature[hour] ?? 0) - (temperature[hour - 1] ?? 0))).toBeLessThan(4);
    }
    expect(grid.start + grid.hours * HOUR_MS).toBe(zone.dayStart(dayOn('2024-01-01')));
  });
});

describe('a misread register', () => {
  it('differs in one digit and lies outside what came before and what would plausibly follow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 9_999_999 }), fc.integer({ min: 0, max: 9000 }), (milli, advance) => {
        const value = milli / 1000;
        const previous = (milli - advance) / 1000;
        expect(misread(value, previous, 'high', 3)).toBeGreaterThan(value + 9 * (value - previous));
        expect(misread(value, previous, 'low', 3)).toBeLessThan(previous);
      }),
    );
  });
});
