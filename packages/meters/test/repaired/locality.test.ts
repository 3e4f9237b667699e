import { encodeValue } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeDays } from '../../src/repaired/index.ts';
import { repairedDay } from '../../src/values/codecs.ts';
import { hour, household, type Point, repair, walk } from '../repair/readings-fixture.ts';
import { berlin, berlinTime } from './days-fixture.ts';

const start = berlinTime(2024, 2, 1);
const firstDay = berlin.dayOf(start) - 2;
const lastDay = firstDay + 420;

function contents(points: readonly Point[]): string[] {
  const days = summarizeDays(repair(points), berlin, firstDay, lastDay);
  return days.map((day) => Buffer.from(encodeValue(repairedDay, day)).toString('base64'));
}

/** Day numbers whose content differs between two sets of readings. */
function changedDays(before: readonly Point[], after: readonly Point[]): number[] {
  const [old, now] = [contents(before), contents(after)];
  return old.flatMap((content, i) => (content === now[i] ? [] : [firstDay + i]));
}

/** Days that lie between the readings around an instant, the days of those readings included. */
function touched(points: readonly Point[], time: number): [number, number] {
  const before = points.filter(([t]) => t < time).at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  const after = points.find(([t]) => t > time)?.[0] ?? Number.POSITIVE_INFINITY;
  return [
    before === Number.NEGATIVE_INFINITY ? firstDay : berlin.dayOf(before),
    after === Number.POSITIVE_INFINITY ? lastDay : berlin.dayOf(after),
  ];
}

const spacings = fc.constantFrom(hour, 6 * hour, 24 * hour, 150 * hour);

describe('a late reading', () => {
  it('changes only the days that its bracket or content touches', () => {
    fc.assert(
      fc.property(fc.integer(), spacings, fc.nat(10_000), (seed, spacing, at) => {
        const amounts = household(seed);
        const count = Math.min(1000, Math.floor((400 * 24 * hour) / spacing));
        const points = walk({ count, start, spacing }, () => (amounts() * spacing) / hour);
        const late = 1 + (at % (count - 2));
        const without = points.filter((_, i) => i !== late);
        const time = points[late]?.[0] ?? 0;
        const [from, to] = touched(without, time);
        for (const day of changedDays(without, points)) {
          expect(day).toBeGreaterThanOrEqual(from);
          expect(day).toBeLessThanOrEqual(to);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('corrected, changes only the days around it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(10_000), (seed, at) => {
        const spacing = 150 * hour;
        const amounts = household(seed);
        const points = walk({ count: 60, start, spacing }, () => (amounts() * spacing) / hour);
        const corrected = 1 + (at % 58);
        const changed = points.map(([time, register], i): Point => [time, i === corrected ? register - 1 : register]);
        const [from, to] = touched(points, points[corrected]?.[0] ?? 0);
        for (const day of changedDays(points, changed)) {
          expect(day).toBeGreaterThanOrEqual(from);
          expect(day).toBeLessThanOrEqual(to);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('that is a typo changes only the day on which it is reported and the days around it', () => {
    const points = walk({ count: 800, start }, household(11));
    const typo: Point = [(points[400]?.[0] ?? 0) + hour / 2, 999_999];
    const changed = changedDays(points, [...points, typo]);
    expect(changed).toEqual([berlin.dayOf(typo[0])]);
  });

  it('at the end changes only what was after the last one', () => {
    const points = walk({ count: 60, start, spacing: 150 * hour }, household(12));
    const [from] = touched(points.slice(0, 59), points[59]?.[0] ?? 0);
    for (const day of changedDays(points.slice(0, 59), points)) expect(day).toBeGreaterThanOrEqual(from);
  });
});
