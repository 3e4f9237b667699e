import { dayNumber, decodeValue, encodeValue, isoWeekday, monthNumber, monthOfDay, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitProfile, fitProfiles } from '../../src/profile/fit-profiles.ts';
import type { ProfilePrior } from '../../src/profile/profile-prior.ts';
import { collectStatistics, monthStatistics, type TrainingDays } from '../../src/profile/training.ts';
import { monthLessons } from '../../src/values/codecs.ts';
import type { Profile } from '../../src/values/profile.ts';
import { believedDays, type Point } from './believed-points.ts';

const berlin = openZone('Europe/Berlin');
const hour = 3_600_000;
const electricity: ProfilePrior = { kind: 'electricity' };

/** Hourly readings from the start of one day to the end of another, the amount of an hour given by its start. */
function hourly(fromDay: number, toDay: number, amountAt: (time: number) => number): Point[] {
  const points: Point[] = [];
  let register = 1000;
  for (let time = berlin.dayStart(fromDay); time <= berlin.dayStart(toDay + 1); time += hour) {
    points.push({ time, register });
    register += amountAt(time);
  }
  return points;
}

function training(points: readonly Point[], fromDay: number, toDay: number): TrainingDays {
  const days = believedDays(points, berlin, fromDay, toDay);
  return { days: days.map(({ day }) => day), repaired: days.map(({ repaired }) => repaired) };
}

function expectWellFormed(profile: Profile) {
  const finite = [...profile.season, ...profile.dayClass, ...profile.hours];
  expect(finite.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
  for (let row = 0; row < 3; row++) {
    expect(profile.hours.slice(row * 24, row * 24 + 24).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  }
  const [week = 0, saturday = 0, sunday = 0] = profile.dayClass;
  expect((5 * week + saturday + sunday) / 7).toBeCloseTo(1, 9);
  expect(profile.level === undefined || profile.level >= 0).toBe(true);
}

test('two years of hourly readings teach season, weekend, hours and level', () => {
  const from = dayNumber(2022, 1, 1);
  const to = dayNumber(2023, 12, 31);
  const points = hourly(from, to, (time) => {
    const day = berlin.dayOf(time);
    const winter = [12, 1, 2].includes((monthOfDay(day) % 12) + 1) ? 2 : 1;
    const weekend = isoWeekday(day) > 5 ? 1.5 : 1;
    const wallHour = Math.floor((time - berlin.dayStart(day)) / hour);
    return winter * weekend * (wallHour === 18 ? 13 : 1);
  });
  const profile = fitProfile(training(points, from, to), electricity, berlin);
  expectWellFormed(profile);
  expect(profile.basis).toBe('learned');
  expect(profile.days).toBe(730);
  const winterToSummer = (profile.season[0] as number) / (profile.season[6] as number);
  expect(winterToSummer).toBeGreaterThan(1.85);
  expect(winterToSummer).toBeLessThan(2.05);
  expect((profile.dayClass[1] as number) / (profile.dayClass[0] as number)).toBeCloseTo(1.5, 1);
  expect((profile.hours[18] as number) / (profile.hours[12] as number)).toBeGreaterThan(11);
  // The last 28 days are of December: twice the rate of summer, where a day has 36, at the weekend 36 × 1.5.
  const december = (profile.level as number) * (profile.season[11] as number);
  expect(december / (2 * 36 * (5 / 7 + (2 * 1.5) / 7))).toBeCloseTo(1, 1);
});

test('less than 330 days of history leave the season to the pattern, but teach level and hours', () => {
  const from = dayNumber(2023, 3, 1);
  const to = dayNumber(2023, 9, 30);
  const profile = fitProfile(
    training(
      hourly(from, to, () => 0.5),
      from,
      to,
    ),
    { kind: 'heat' },
    berlin,
  );
  expect(profile.basis).toBe('degree-days');
  expect(profile.level).toBeGreaterThan(0);
  expect(profile.days).toBe(214);
});

test('readings by hand every month teach the season', () => {
  const rate = [10, 9, 7, 4, 2, 1, 1, 1, 2, 5, 8, 10];
  const points: Point[] = [];
  let register = 0;
  for (let month = monthNumber(2020, 1); month <= monthNumber(2022, 12); month++) {
    points.push({ time: Date.UTC(Math.floor(month / 12), month % 12, 2, 17), register });
    register += 30 * (rate[month % 12] as number);
  }
  const from = dayNumber(2020, 1, 1);
  const to = dayNumber(2022, 12, 31);
  const profile = fitProfile(training(points, from, to), { kind: 'electricity' }, berlin);
  expectWellFormed(profile);
  expect(profile.basis).toBe('learned');
  expect(profile.days).toBe(0);
  expect((profile.season[0] as number) / (profile.season[6] as number)).toBeGreaterThan(5);
  expect(new Set(profile.hours)).toEqual(new Set([1 / 24]));
});

test('one gap of a year teaches the level and keeps the pattern', () => {
  const points = [
    { time: Date.UTC(2022, 5, 1), register: 0 },
    { time: Date.UTC(2023, 5, 1), register: 3650 },
  ];
  const from = dayNumber(2022, 1, 1);
  const profile = fitProfile(training(points, from, dayNumber(2023, 6, 2)), { kind: 'heat' }, berlin);
  expect(profile.basis).toBe('degree-days');
  expect(profile.level).toBeCloseTo(10, 1);
});

test('the level of heating is that of a year, of others that of four weeks', () => {
  const from = dayNumber(2021, 1, 1);
  const to = dayNumber(2023, 6, 30);
  // Evenly 1 an hour, the last 28 days 3.
  const points = hourly(from, to, (time) => (berlin.dayOf(time) > to - 28 ? 3 : 1));
  const days = training(points, from, to);
  const flat = new Array<number>(12).fill(1);
  const water = fitProfile(days, { kind: 'water', monthlyShares: flat }, berlin);
  const heat = fitProfile(days, { kind: 'heat', monthlyShares: flat }, berlin);
  expect(water.level as number).toBeGreaterThan(1.5 * (heat.level as number));
});

test('one wild day does not carry the level away', () => {
  const from = dayNumber(2023, 5, 1);
  const to = dayNumber(2023, 5, 31);
  const usual = (time: number) => 1 + 0.1 * Math.sin(time / hour);
  const clean = fitProfile(training(hourly(from, to, usual), from, to), electricity, berlin).level as number;
  const wild = (time: number) => (berlin.dayOf(time) === to - 3 ? 100 : usual(time));
  expect(fitProfile(training(hourly(from, to, wild), from, to), electricity, berlin).level).toBeLessThan(1.5 * clean);
});

test('no readings give the prior without a level, a meter that stands still a level of zero', () => {
  const from = dayNumber(2022, 1, 1);
  const to = dayNumber(2023, 3, 31);
  const none = fitProfile(training([], from, to), { kind: 'gas' }, berlin);
  expectWellFormed(none);
  expect(none).toMatchObject({ basis: 'degree-days', level: undefined, days: 0 });
  const still = fitProfile(
    training(
      hourly(from, to, () => 0),
      from,
      to,
    ),
    { kind: 'gas' },
    berlin,
  );
  expectWellFormed(still);
  expect(still).toMatchObject({ level: 0, days: 455 });
});

test('the profile of a month is that of its own window, whatever else is given', () => {
  const from = dayNumber(2018, 1, 1);
  const to = dayNumber(2023, 12, 31);
  const points: Point[] = [];
  let register = 0;
  for (let day = from; day <= to; day += 1 + (day % 9)) {
    points.push({ time: berlin.dayStart(day) + (day % 24) * hour, register });
    register += day % 13;
  }
  const all = believedDays(points, berlin, from, to);
  const given = (days: typeof all): TrainingDays => ({
    days: days.map(({ day }) => day),
    repaired: days.map(({ repaired }) => repaired),
  });
  const months = [monthNumber(2018, 1), monthNumber(2022, 6), monthNumber(2023, 11)];
  const fitted = fitProfiles(collectStatistics(given(all), berlin), months, electricity, berlin);
  months.forEach((month, index) => {
    const window = all.filter(({ day }) => Math.abs(monthOfDay(day) - month + 17) <= 18);
    expect(fitted[index]).toEqual(fitProfile(given(window), electricity, berlin));
  });
  expect(
    fitProfiles(
      collectStatistics(given(all), berlin),
      [monthNumber(2010, 1), monthNumber(2040, 1)],
      electricity,
      berlin,
    )[1]?.level,
  ).toBeUndefined();
});

test('what a month teaches is all in its lessons, as they are stored', () => {
  const from = dayNumber(2022, 1, 1);
  const to = dayNumber(2023, 12, 31);
  const dense = hourly(from, dayNumber(2022, 9, 30), (time) => 1 + (Math.floor(time / hour) % 5));
  const sparse = [300, 345, 390, 452, 640].map((day, i) => ({
    time: berlin.dayStart(from + day) + 7 * hour,
    register: 100_000 + 400 * i * i,
  }));
  const statistics = collectStatistics(training([...dense, ...sparse], from, to), berlin);
  expect(statistics.flatMap(({ gaps }) => gaps).length).toBeGreaterThan(3);
  const stored = statistics.map(({ month, lessons }) =>
    monthStatistics(month, decodeValue(monthLessons, encodeValue(monthLessons, lessons)), berlin),
  );
  expect(stored).toEqual(statistics);
});

test('whatever the readings, a profile is finite, not negative and not without any weight', () => {
  const from = dayNumber(2021, 1, 1);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
        maxLength: 40,
      }),
      fc.constantFrom<ProfilePrior['kind']>('electricity', 'gas', 'heat', 'water'),
      (steps, kind) => {
        let time = berlin.dayStart(from);
        let register = 0;
        const points = steps.map(([hours, amount]) => {
          time += hours * hour;
          register += amount;
          return { time, register };
        });
        const days = believedDays(points, berlin, from, from + 1100).filter((_, index) => index % 2 === 0);
        const profile = fitProfile(
          { days: days.map(({ day }) => day), repaired: days.map(({ repaired }) => repaired) },
          { kind },
          berlin,
        );
        expectWellFormed(profile);
        expect(Math.max(...profile.season)).toBeGreaterThan(0.5);
      },
    ),
    { numRuns: 30 },
  );
});
