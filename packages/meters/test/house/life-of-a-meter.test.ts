import { dayNumber } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { type PhysicalRules, physicalDays } from '../../src/physical/index.ts';
import { uniformProfile } from '../../src/profile/uniform-profile.ts';
import { type MeterLife, summarizeDays } from '../../src/repaired/index.ts';
import { type Point, repair } from '../repair/readings-fixture.ts';
import { berlin, berlinTime } from '../repaired/days-fixture.ts';

const swap = berlinTime(2024, 11, 12, 10, 37);
const swapDay = dayNumber(2024, 11, 12);
const profile = { ...uniformProfile, level: 24 };

function days(points: readonly Point[], life: MeterLife, from: number, to: number) {
  const repaired = summarizeDays(repair(points), berlin, from, to, life);
  const rules: PhysicalRules = {
    extrapolateMaxDays: 400,
    ...(life.removed === undefined ? {} : { removed: life.removed }),
  };
  return physicalDays(
    repaired.map((one, i) => ({ day: from + i, repaired: one })),
    () => profile,
    berlin,
    rules,
  );
}

describe('a meter that came or went within a day', () => {
  it('counts from its installation if it was read then: the midnight before shows the same', () => {
    const points: Point[] = [
      [swap, 0.31],
      [berlinTime(2024, 11, 14), 40.31],
    ];
    const [first, second] = days(points, { installed: swap }, swapDay, swapDay + 1);
    expect(first?.quality).toBe('estimated');
    expect((first?.advance ?? Number.NaN) + (second?.advance ?? Number.NaN)).toBeCloseTo(40, 9);
    expect(second?.close).toBeCloseTo(40.31, 9);
  });

  it('has an unknown first day if it was read later only', () => {
    const points: Point[] = [
      [berlinTime(2024, 11, 12, 12), 0.31],
      [berlinTime(2024, 11, 14), 40.31],
    ];
    expect(days(points, { installed: swap }, swapDay, swapDay)[0]).toMatchObject({
      advance: undefined,
      quality: 'unknown',
    });
  });

  it('counts nothing after its removal, at which it was read', () => {
    const points: Point[] = [
      [berlinTime(2024, 11, 12), 100],
      [swap, 110],
    ];
    expect(days(points, { removed: swap }, swapDay, swapDay)[0]).toMatchObject({
      advance: 10,
      close: 110,
      quality: 'measured',
    });
  });

  it('is extrapolated up to its removal, not to midnight, if it was read before only', () => {
    const points: Point[] = [
      [berlinTime(2024, 11, 10), 100],
      [berlinTime(2024, 11, 12), 148],
    ];
    const [last] = days(points, { removed: swap }, swapDay, swapDay);
    expect(last?.quality).toBe('extrapolated');
    expect(last?.advance).toBeCloseTo(10 + 37 / 60, 9);
  });
});
