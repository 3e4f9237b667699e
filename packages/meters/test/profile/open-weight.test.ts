import { dayNumber, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWeight } from '../../src/profile/open-weight.ts';
import { uniformProfile } from '../../src/profile/uniform-profile.ts';
import type { Profile } from '../../src/values/profile.ts';

const hour = 3_600_000;
const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC'];
const berlin = openZone('Europe/Berlin');

/** Weight 1 a day, all of it within one wall-clock hour. */
function onlyIn(slot: number): Profile {
  const hours = new Float64Array(72);
  for (let dayClass = 0; dayClass < 3; dayClass++) hours[dayClass * 24 + slot] = 1;
  return { ...uniformProfile, hours };
}

const profile: Profile = {
  basis: 'learned',
  season: Float64Array.of(2, 1.8, 1.5, 1, 0.5, 0.2, 0.1, 0.1, 0.4, 0.9, 1.6, 1.9),
  dayClass: Float64Array.of(0.9, 1.2, 1.3),
  hours: Float64Array.from({ length: 72 }, (_, at) => (1 + (at % 24)) / 300),
  level: 1,
  spread: new Float64Array(0),
  days: 400,
};

test('the doubled hour uses its slot twice and the missing one is skipped', () => {
  const weight = openWeight(onlyIn(2), berlin);
  const day = (year: number, month: number, date: number) => {
    const number = dayNumber(year, month, date);
    return weight.integrate(berlin.dayStart(number), berlin.dayStart(number + 1));
  };
  expect(day(2024, 10, 26)).toBe(1);
  expect(day(2024, 10, 27)).toBe(2);
  expect(day(2024, 3, 31)).toBe(0);
});

test('an even profile weighs every hour the same, on days of 23 and 25 hours too', () => {
  const weight = openWeight(uniformProfile, berlin);
  for (const date of [dayNumber(2024, 3, 31), dayNumber(2024, 10, 27), dayNumber(2024, 5, 1)]) {
    const start = berlin.dayStart(date);
    const end = berlin.dayStart(date + 1);
    expect(weight.integrate(start, end)).toBeCloseTo((end - start) / (24 * hour), 12);
  }
});

test('an ordinary day has the weight of its season and class', () => {
  const sunday = dayNumber(2024, 7, 14);
  const monday = sunday + 1;
  const weight = openWeight(profile, berlin);
  const ofSunday = weight.integrate(berlin.dayStart(sunday), berlin.dayStart(sunday + 1));
  const ofMonday = weight.integrate(berlin.dayStart(monday), berlin.dayStart(monday + 1));
  expect(ofSunday / ofMonday).toBeCloseTo(1.3 / 0.9, 1);
});

test('half an hour has half the weight of its hour', () => {
  const start = berlin.dayStart(dayNumber(2024, 5, 1)) + 17 * hour;
  const weight = openWeight(profile, berlin);
  expect(weight.integrate(start, start + hour / 2)).toBeCloseTo(weight.integrate(start, start + hour) / 2, 12);
});

test('the weight of a stretch is the sum of its parts, in any zone and across any number of years', () => {
  const instant = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2026, 0) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(instant, { minLength: 3, maxLength: 3 }), (name, instants) => {
      const [a = 0, b = 0, c = 0] = instants.sort((x, y) => x - y);
      const weight = openWeight(profile, openZone(name));
      const whole = weight.integrate(a, c);
      expect(Math.abs(weight.integrate(a, b) + weight.integrate(b, c) - whole)).toBeLessThan(1e-9 * (1 + whole));
      expect(whole).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the weight of a stretch is the same number whatever was asked before', () => {
  const from = Date.UTC(2022, 10, 5, 7, 13);
  const to = Date.UTC(2024, 1, 9, 3, 2);
  const used = openWeight(profile, berlin);
  used.integrate(Date.UTC(2010, 0), Date.UTC(2025, 0));
  expect(used.integrate(from, to)).toBe(openWeight(profile, berlin).integrate(from, to));
});

test('a date that the zone skipped has no weight', () => {
  const apia = openZone('Pacific/Apia');
  const skipped = dayNumber(2011, 12, 30);
  const weight = openWeight(uniformProfile, apia);
  expect(weight.integrate(apia.dayStart(skipped - 1), apia.dayStart(skipped + 2))).toBeCloseTo(2, 12);
});
