import { openZone } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { hour, household, type Point, walk } from '../repair/readings-fixture.ts';
import { advanceOf, berlinTime, daysOf } from './days-fixture.ts';

const evenly = (instant: number) => instant;

describe('days from believed readings', () => {
  it('calls a reading at midnight exact for both days and counts it in the one it opens', () => {
    const midnight = berlinTime(2024, 3, 5);
    const points: Point[] = [
      [midnight - 5 * hour, 100],
      [midnight, 101],
      [midnight + 7 * hour, 103],
    ];
    const [before, after] = daysOf(points, [2024, 3, 4], [2024, 3, 5]);
    expect(before?.end).toEqual({ kind: 'exact', time: midnight, register: 101 });
    expect(after?.start).toEqual(before?.end);
    expect([before?.count, after?.count]).toEqual([1, 2]);
    expect([before?.inner, after?.inner]).toEqual([1, 2]);
    expect(before?.start.kind).toBe('before-first');
    expect(after?.end).toEqual({ kind: 'after-last', time: midnight + 7 * hour, register: 103 });
  });

  it('gives a day without readings the interval that it lies in', () => {
    const points: Point[] = [
      [berlinTime(2023, 9, 1, 18), 47_757],
      [berlinTime(2024, 9, 18, 7), 51_293],
    ];
    const days = daysOf(points, [2023, 8, 31], [2024, 9, 19]);
    expect(days).toHaveLength(386);
    const inside = days[100];
    expect(inside?.start).toMatchObject({ kind: 'between', amount: 3536, known: false, bridged: false, wrap: 0 });
    expect(inside?.end).toEqual(inside?.start);
    expect([inside?.count, inside?.inner, inside?.hours.length]).toEqual([0, 0, 0]);
    expect(days[0]?.start.kind).toBe('before-first');
    expect(days[385]?.end.kind).toBe('after-last');
  });

  it('has no edges at all where nothing was ever read', () => {
    const [day] = daysOf([], [2024, 1, 1], [2024, 1, 1]);
    expect(day).toMatchObject({ start: { kind: 'none' }, end: { kind: 'none' }, count: 0, inner: 0, events: [] });
  });

  it('counts 500 for the year from 1000 at its start to 1500 at its end', () => {
    const points: Point[] = [
      [berlinTime(2024, 1, 1), 1000],
      [berlinTime(2025, 1, 1), 1500],
    ];
    const days = daysOf(points, [2024, 1, 1], [2024, 12, 31]);
    let sum = 0;
    days.forEach((day, i) => {
      sum += advanceOf(day, berlinTime(2024, 1, 1 + i), berlinTime(2024, 1, 2 + i), evenly);
    });
    expect(days).toHaveLength(366);
    expect(sum).toBeCloseTo(500, 9);
  });

  it('makes ten equal days of ten equal amounts, none left out', () => {
    const points: Point[] = [
      [berlinTime(2024, 6, 1), 100],
      [berlinTime(2024, 6, 11), 200],
    ];
    const advances = daysOf(points, [2024, 6, 1], [2024, 6, 10]).map((day, i) =>
      advanceOf(day, berlinTime(2024, 6, 1 + i), berlinTime(2024, 6, 2 + i), evenly),
    );
    for (const advance of advances) expect(advance).toBeCloseTo(10, 9);
  });

  it.each([
    [23, 3, 31],
    [25, 10, 27],
    [24, 7, 1],
  ])('gives %d real hours to the day on which clocks do so', (length, month, date) => {
    const start = berlinTime(2024, month, date);
    const points = walk({ count: 60, start: start - 10 * hour }, (i) => i);
    const [day] = daysOf(points, [2024, month, date], [2024, month, date]);
    expect(day?.hours.length).toBe(length);
    expect(day?.hours[0]).toBeCloseTo(10, 9);
    expect(day?.hours[length - 1]).toBeCloseTo(10 + length - 1, 9);
    expect(day?.inner).toBeCloseTo(day?.hours.reduce((sum, amount) => sum + amount, 0) ?? Number.NaN, 9);
    expect(day?.knownTime).toBe(length * hour);
  });

  it('leaves an hour unknown that lies in a gap, and has no hours for sparse readings', () => {
    const start = berlinTime(2024, 7, 1);
    const points = walk({ count: 72, start: start - 24 * hour }, household(1)).filter((_, i) => i < 30 || i >= 36);
    const [day] = daysOf(points, [2024, 7, 1], [2024, 7, 1]);
    expect([...(day?.hours ?? [])].map((amount, h) => (Number.isNaN(amount) ? h : -1)).filter((h) => h >= 0)).toEqual([
      5, 6, 7, 8, 9, 10, 11,
    ]);
    expect(day?.knownTime).toBe(17 * hour);
    expect(day?.knownAmount).toBeLessThan(day?.inner ?? 0);
  });

  it('splits quarter-hours and odd minutes into hours without loss', () => {
    const start = berlinTime(2024, 7, 1);
    const points = walk({ count: 400, start: start - 13 * 60_000, spacing: 17 * 60_000 }, () => 0.17);
    const [day] = daysOf(points, [2024, 7, 1], [2024, 7, 1]);
    for (const amount of day?.hours ?? []) expect(amount).toBeCloseTo(0.6, 2);
  });

  it('knows an interval of up to two hours, or of one resolution step within 36', () => {
    const start = berlinTime(2024, 7, 10);
    const known = (hours: number, amount: number) => {
      const points: Point[] = [
        ...walk({ count: 40, start: start - 60 * hour, from: 10, resolution: 1 }, () => 1),
        [start - 20 * hour, 50],
        [start - hour, 51],
        [start - hour + hours * hour, 51 + amount],
      ];
      const edge = daysOf(points, [2024, 7, 10], [2024, 7, 10])[0]?.start;
      return edge?.kind === 'between' && edge.known;
    };
    expect([known(2, 4), known(2.1, 4), known(35, 1), known(37, 1), known(35, 2), known(35, 0)]).toEqual([
      true,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('never knows the interval of a stale hold or of an undeclared reset', () => {
    const start = berlinTime(2024, 7, 10);
    const points = walk({ count: 400, start: start - 200 * hour - hour / 2 }, household(3));
    const held = points.map(
      ([time, register], i): Point => [time, i >= 170 && i < 201 ? (points[170]?.[1] ?? 0) : register],
    );
    const spread = daysOf(held, [2024, 7, 10], [2024, 7, 10])[0]?.start;
    expect(spread).toMatchObject({ kind: 'between', known: false, bridged: false });
    const restarted = points.map(
      ([time, register], i): Point => [time, i > 200 ? register - (points[201]?.[1] ?? 0) : register],
    );
    const bridge = daysOf(restarted, [2024, 7, 10], [2024, 7, 10])[0]?.start;
    expect(bridge).toMatchObject({ kind: 'between', known: false, bridged: true });
  });

  it('marks a day as bridged that has an undeclared reset inside', () => {
    const start = berlinTime(2024, 7, 10);
    const points = walk({ count: 400, start: start - 200 * hour }, household(3));
    const restarted = points.map(
      ([time, register], i): Point => [time, i > 205 ? register - (points[206]?.[1] ?? 0) : register],
    );
    const [day, next] = daysOf(restarted, [2024, 7, 10], [2024, 7, 11]);
    expect([day?.bridged, next?.bridged]).toEqual([true, false]);
    expect(day?.events.map(({ type }) => type)).toEqual(['reset']);
  });

  it('gives the wrap of a rollover over midnight', () => {
    const midnight = berlinTime(2024, 3, 5);
    const points: Point[] = [
      [midnight - 48 * hour, 99_950],
      [midnight - 24 * hour, 99_970],
      [midnight - hour, 99_990],
      [midnight + 23 * hour, 10],
    ];
    const [day] = daysOf(points, [2024, 3, 5], [2024, 3, 5], { digits: 5 });
    expect(day?.start).toMatchObject({ kind: 'between', amount: 20, wrap: 100_000, known: false });
  });

  it('puts an event on the local day of its time', () => {
    const points: Point[] = [
      [berlinTime(2024, 7, 1, 12), 100],
      [berlinTime(2024, 7, 2, 0, 30), Number.NaN],
      [berlinTime(2024, 7, 2, 12), 101],
    ];
    const days = daysOf(points, [2024, 7, 1], [2024, 7, 3]);
    expect(days.map(({ events }) => events.map(({ type }) => type))).toEqual([[], ['not-a-number'], []]);
  });

  it('has no entry for a date that the zone skipped', () => {
    const days = daysOf([], [2011, 12, 29], [2011, 12, 31], {}, openZone('Pacific/Apia'));
    expect(days).toHaveLength(2);
  });

  it('gives the same days whichever range is asked for', () => {
    const points = walk({ count: 900, start: berlinTime(2024, 3, 1) }, household(4));
    const all = daysOf(points, [2024, 2, 20], [2024, 4, 20]);
    expect(daysOf(points, [2024, 3, 20], [2024, 4, 2])).toEqual(all.slice(29, 43));
  });
});
