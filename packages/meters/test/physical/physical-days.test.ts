import { dayNumber, monthNumber, openZone } from '@meterworks/assets';
import { expect, test } from 'vitest';
import { type PhysicalRules, physicalDays } from '../../src/physical/physical-days.ts';
import { fitProfile } from '../../src/profile/fit-profiles.ts';
import { uniformProfile } from '../../src/profile/uniform-profile.ts';
import type { DayValue } from '../../src/values/day-value.ts';
import type { Profile } from '../../src/values/profile.ts';
import { believedDays, type Point } from '../profile/believed-points.ts';

const berlin = openZone('Europe/Berlin');
const hour = 3_600_000;
const rules: PhysicalRules = { extrapolateMaxDays: 400 };

function values(
  points: readonly Point[],
  fromDay: number,
  toDay: number,
  profile: Profile | undefined = uniformProfile,
  changed: Partial<PhysicalRules> = {},
  resolution = 0,
): DayValue[] {
  return physicalDays(believedDays(points, berlin, fromDay, toDay, resolution), () => profile, berlin, {
    ...rules,
    ...changed,
  });
}

/** A reading at a local midnight and hours after it. */
function at(day: number, hours: number, register: number): Point {
  return { time: berlin.dayStart(day) + hours * hour, register };
}

const neverAsked = (): never => {
  throw new Error('a profile was asked for');
};

test('registers 100, 102.5, 105, 108, 110.5 at midnights advance 2.5, 2.5, 3, 2.5', () => {
  const first = dayNumber(2024, 5, 6);
  const points = [100, 102.5, 105, 108, 110.5].map((register, day) => at(first + day, 0, register));
  const days = values(points, first, first + 3, undefined);
  expect(days.map(({ advance }) => advance)).toEqual([2.5, 2.5, 3, 2.5]);
  expect(days.map(({ close }) => close)).toEqual([102.5, 105, 108, 110.5]);
  expect(days.every(({ quality, method }) => quality === 'measured' && method === 'measured')).toBe(true);
});

test('a declared exchange 100, 102.5, 10, 12.5 (final 102.5, initial 0) advances 2.5, 10, 2.5', () => {
  const first = dayNumber(2024, 5, 6);
  const points = [
    at(first, 0, 100),
    { ...at(first + 1, 0, 102.5), amount: 10 },
    at(first + 2, 0, 10),
    at(first + 3, 0, 12.5),
  ];
  expect(values(points, first, first + 2).map(({ advance }) => advance)).toEqual([2.5, 10, 2.5]);
});

test('ten equal days of 10 between two readings are ten times 10.0', () => {
  const first = dayNumber(2024, 5, 6);
  const days = values([at(first, 0, 0), at(first + 10, 0, 100)], first, first + 9);
  expect(days).toHaveLength(10);
  for (const [index, day] of days.entries()) {
    expect(day.advance).toBeCloseTo(10, 12);
    expect(day.close).toBeCloseTo(10 * (index + 1), 10);
    expect(day).toMatchObject({ quality: 'estimated', measuredShare: 0, method: 'uniform' });
  }
});

test('1000 at the end of 31 Dec 2023 and 1500 at the end of 31 Dec 2024 give 500', () => {
  const first = dayNumber(2024, 1, 1);
  const end = dayNumber(2025, 1, 1);
  const days = values([at(first, 0, 1000), at(end, 0, 1500)], first, end - 1);
  expect(days).toHaveLength(366);
  expect(days.reduce((sum, { advance }) => sum + (advance ?? Number.NaN), 0)).toBeCloseTo(500, 9);
});

test('gas 47,757 and 51,293 over 383 days are 3,536 m³, winter far above summer by the pattern', () => {
  const first = dayNumber(2023, 9, 1);
  const end = dayNumber(2024, 9, 18);
  const monthlyShares = [15.1, 12, 12.5, 8.1, 3.5, 3.2, 2.7, 3.6, 5.2, 8.4, 12.2, 14.5];
  const profile = fitProfile({ days: [], repaired: [] }, { kind: 'gas', monthlyShares }, berlin);
  const days = values([at(first, 0, 47_757), at(end, 0, 51_293)], first, end - 1, profile);
  const sum = (from: number, to: number) =>
    days.slice(from - first, to - first).reduce((total, { advance }) => total + (advance ?? 0), 0);
  expect(days).toHaveLength(383);
  expect(sum(first, end)).toBeCloseTo(3536, 9);
  const january = sum(dayNumber(2024, 1, 1), dayNumber(2024, 2, 1));
  const july = sum(dayNumber(2024, 7, 1), dayNumber(2024, 8, 1));
  expect(january / july).toBeCloseTo(15.1 / 2.7, 6);
  expect(days.every(({ method, quality }) => method === 'pattern' && quality === 'estimated')).toBe(true);
});

test('measured days ask for no profile, nor does a gap in which nothing moved', () => {
  const first = dayNumber(2024, 3, 30);
  const points = Array.from({ length: 24 * 3 }, (_, index) => at(first, index - 0.7, index / 10));
  const dense = believedDays(points, berlin, first, first + 1);
  expect(physicalDays(dense, neverAsked, berlin, rules).every(({ quality }) => quality === 'measured')).toBe(true);
  const still = believedDays([at(first, 0, 7), at(first + 9, 0, 7)], berlin, first, first + 8);
  for (const day of physicalDays(still, neverAsked, berlin, rules)) {
    expect(day).toEqual({
      close: 7,
      advance: 0,
      quality: 'estimated',
      measuredShare: 0,
      method: 'none',
      low: 0,
      high: 0,
    });
  }
});

test('a gap asks for the profile of the month in which it ends, on behalf of each of its days', () => {
  const first = dayNumber(2024, 1, 20);
  const asked: [number, number][] = [];
  const days = believedDays(
    [at(first, 12, 0), at(dayNumber(2024, 3, 1), 0, 100)],
    berlin,
    first,
    dayNumber(2024, 2, 29),
  );
  physicalDays(
    days,
    (month, day) => {
      asked.push([month, day]);
      return uniformProfile;
    },
    berlin,
    rules,
  );
  // A reading at the first instant of March ends February.
  expect(asked.filter(([, day]) => day > first)).toEqual(days.slice(1).map(({ day }) => [monthNumber(2024, 2), day]));
});

test('a sensor that reports only changes knows the midnights of a still day', () => {
  const first = dayNumber(2024, 5, 6);
  const points = [at(first, -3, 50), at(first, 31, 50.125), at(first, 32, 50.25)];
  expect(values(points, first, first, undefined, {}, 0.125)[0]).toMatchObject({
    quality: 'measured',
    measuredShare: 1,
  });
  expect(values(points, first, first, undefined, {}, 0.12)[0]).toMatchObject({
    quality: 'estimated',
    measuredShare: 0,
  });
});

test('the measured share is by amount, and by time where nothing moved', () => {
  const first = dayNumber(2024, 5, 6);
  const gap = [at(first, 0, 0), at(first, 1, 6), at(first, 24, 8), at(first, 25, 8)];
  expect(values(gap, first, first)[0]).toMatchObject({ quality: 'measured', advance: 8, measuredShare: 0.75 });
  const still = [at(first, 0, 8), at(first, 2, 8), at(first, 12, 8), at(first, 14, 8), at(first, 24, 8)];
  expect(values(still, first, first, undefined, {}, -1)[0]?.measuredShare).toBeCloseTo(4 / 24, 12);
});

test('a bounded guess inside a day makes it estimated', () => {
  const first = dayNumber(2024, 5, 6);
  const points = [
    at(first, 0, 900),
    { ...at(first, 11, 905), amount: 1, guess: true },
    at(first, 12, 1),
    at(first + 1, 0, 3),
  ];
  expect(values(points, first, first)[0]).toMatchObject({ quality: 'estimated', advance: 8 });
});

test('the display starts again at a rollover, and what was counted is not lost', () => {
  const first = dayNumber(2024, 5, 6);
  const points = [{ ...at(first, 0, 99_990), amount: 40, wrap: 100_000 }, at(first + 4, 0, 30)];
  const days = values(points, first, first + 3);
  expect(days.map(({ close }) => close)).toEqual([0, 10, 20, 30]);
  for (const { advance } of days) expect(advance).toBeCloseTo(10, 12);
});

test('after an undeclared reset the display is counted back from the new reading', () => {
  const first = dayNumber(2024, 5, 6);
  const points = [{ ...at(first, 0, 4000), amount: 30, guess: true }, at(first + 3, 0, 30)];
  const days = values(points, first, first + 2);
  expect(days.map(({ close }) => close)).toEqual([10, 20, 30]);
});

test('after the last reading days are level × profile, to the configured limit', () => {
  const first = dayNumber(2024, 5, 6);
  const profile: Profile = { ...uniformProfile, level: 24 };
  const days = values([at(first, -24, 976), at(first, 6, 1000)], first, first + 4, profile, { extrapolateMaxDays: 3 });
  expect(days.map(({ quality }) => quality)).toEqual([
    'extrapolated',
    'extrapolated',
    'extrapolated',
    'extrapolated',
    'unknown',
  ]);
  expect(days[0]?.advance).toBeCloseTo((24 * 6) / 30 + 18, 9);
  expect(days[2]).toMatchObject({ method: 'extrapolated', measuredShare: 0 });
  expect(days[2]?.close).toBeCloseTo(1000 + 18 + 48, 9);
  expect(days[4]).toEqual({
    close: undefined,
    advance: undefined,
    quality: 'unknown',
    measuredShare: 0,
    method: 'none',
  });
});

test('an extrapolated display starts again at 10^digits', () => {
  const first = dayNumber(2024, 5, 6);
  const profile: Profile = { ...uniformProfile, level: 10 };
  const days = values([at(first, -1, 985), at(first, 0, 985)], first, first + 2, profile, { rollover: 1000 });
  expect(days.map(({ close }) => Math.round(close ?? Number.NaN))).toEqual([995, 5, 15]);
  expect(days[1]?.advance).toBeCloseTo(10, 9);
});

test('without a level, before the first reading and without any reading a day is unknown, never 0', () => {
  const first = dayNumber(2024, 5, 6);
  const single = values([at(first + 1, 10, 5)], first, first + 2);
  expect(single.map(({ quality, advance, close }) => ({ quality, advance, close }))).toEqual(
    new Array(3).fill({ quality: 'unknown', advance: undefined, close: undefined }),
  );
  expect(values([], first, first)[0]?.quality).toBe('unknown');
  const started = values([at(first, 10, 5), at(first + 1, 10, 29)], first, first);
  expect(started[0]).toMatchObject({ quality: 'unknown', advance: undefined });
  expect(started[0]?.close).toBeCloseTo(5 + 14, 9);
});

test('a month without a profile of its own yet is shaped by the month before, else evenly', () => {
  const first = dayNumber(2024, 4, 29);
  const days = believedDays([at(first, 0, 0), at(first + 2, 12, 25)], berlin, first, first + 1);
  const april: Profile = { ...uniformProfile, basis: 'learned' };
  const shaped = physicalDays(days, (month) => (month === monthNumber(2024, 4) ? april : undefined), berlin, rules);
  expect(shaped.map(({ method }) => method)).toEqual(['learned', 'learned']);
  expect(physicalDays(days, () => undefined, berlin, rules).map(({ method }) => method)).toEqual([
    'uniform',
    'uniform',
  ]);
});

test('a gap in a season without weight is spread evenly', () => {
  const first = dayNumber(2024, 7, 6);
  const season = new Float64Array(12);
  season[0] = 12;
  const days = values([at(first, 0, 0), at(first + 4, 0, 8)], first, first + 3, { ...uniformProfile, season });
  for (const { advance } of days) expect(advance).toBeCloseTo(2, 12);
});
