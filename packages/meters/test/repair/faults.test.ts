import { describe, expect, it } from 'vitest';
import { intervalFlags } from '../../src/repair/index.ts';
import {
  dailyPoints,
  day,
  epoch,
  eventCounts,
  hour,
  household,
  movedBy,
  type Point,
  repair,
  seeded,
  totalOf,
  walk,
} from './readings-fixture.ts';

const clean = walk({ count: 9000 }, household(1));
const total = movedBy(clean);

/** The clean series with some registers replaced. */
function spoiled(change: (register: number, i: number) => number): Point[] {
  return clean.map(([time, register], i) => [time, change(register, i)]);
}

describe('readings that were never the register', () => {
  it('drops false zeros, alone and in long runs', () => {
    const series = repair(spoiled((register, i) => (i === 100 || (i >= 5000 && i < 5600) ? 0 : register)));
    expect(totalOf(series)).toBeCloseTo(total, 6);
    expect(eventCounts(series)).toEqual({ zero: 2 });
    expect(series.events[1]).toMatchObject({ dropped: 600, proposed: false });
  });

  it('drops readings with a digit too many', () => {
    const series = repair(spoiled((register, i) => (i % 2000 === 700 ? register * 10 : register)));
    expect(totalOf(series)).toBeCloseTo(total, 6);
    expect(eventCounts(series)).toEqual({ spike: 5 });
  });

  it('keeps to one of two registers that are interleaved', () => {
    const other = walk({ count: 9000, start: epoch + hour / 4, from: 90_000 }, household(2));
    const random = seeded(3);
    const both = [...clean, ...other.filter(() => random() < 0.4)].sort((a, b) => a[0] - b[0]);
    const series = repair(both);
    expect(series.times.length).toBe(9000);
    expect(totalOf(series)).toBeCloseTo(total, 6);
  });

  it('leaves a long stretch of a foreign register again, lower or higher', () => {
    for (const from of [3, 500_000]) {
      const foreign = walk({ count: 9000, from }, household(4));
      const series = repair(
        spoiled((register, i) => (i >= 4000 && i < 4300 ? (foreign[i - 4000]?.[1] ?? 0) : register)),
      );
      expect(totalOf(series)).toBeCloseTo(total, 6);
      expect(eventCounts(series)).toEqual({ spike: 1 });
    }
  });

  it('drops what is no number, negative or infinite, and says which', () => {
    const series = repair(dailyPoints(100, Number.NaN, 105, -3, Number.POSITIVE_INFINITY, 110));
    expect([...series.registers]).toEqual([100, 105, 110]);
    expect(eventCounts(series)).toEqual({ 'not-a-number': 2, negative: 1 });
  });

  it('lets two readings of one instant compete', () => {
    const series = repair([...dailyPoints(1, 2, 3, 4), [epoch + day, 9]]);
    expect([...series.registers]).toEqual([1, 2, 3, 4]);
    expect(eventCounts(series)).toEqual({ conflict: 1 });
  });

  it('keeps a trailing high reading out as a proposal', () => {
    const series = repair(spoiled((register, i) => (i === 8999 ? register * 10 : register)));
    expect(series.times.length).toBe(8999);
    expect(eventCounts(series)).toEqual({ 'implausible-rate?': 1 });
  });

  it('never takes trailing zeros for a reset, however many', () => {
    const zeros = walk({ count: 1000, start: epoch + 9000 * hour, from: 0 }, () => 0);
    const series = repair([...clean, ...zeros]);
    expect(series.times.length).toBe(9000);
    expect(eventCounts(series)).toEqual({ 'unconfirmed-fall?': 1 });
  });

  it('drops false zeros before the first real reading', () => {
    const series = repair([...walk({ count: 30, start: epoch - 30 * hour, from: 0 }, () => 0), ...clean]);
    expect(series.times[0]).toBe(epoch);
    expect(totalOf(series)).toBeCloseTo(total, 6);
  });
});

describe('registers that start again', () => {
  const after = walk({ count: 3000, start: epoch + 9000 * hour, from: 0 }, household(6));

  it('finds one reset of a sensor by the weight of eight readings', () => {
    expect(eventCounts(repair([...clean, ...after.slice(0, 7)]))).toEqual({ 'unconfirmed-fall?': 1 });
    const series = repair([...clean, ...after]);
    expect(eventCounts(series)).toEqual({ 'reset?': 1 });
    expect(totalOf(series)).toBeCloseTo(total + movedBy(after), 6);
    expect((series.flags[8999] ?? 0) & intervalFlags.bridged).not.toBe(0);
    expect((series.flags[8999] ?? 0) & intervalFlags.known).toBe(0);
  });

  it('counts nothing across a swap for a used meter, lower or higher', () => {
    for (const from of [700, 90_000]) {
      const used = walk({ count: 3000, start: epoch + 9000 * hour, from }, household(7));
      const series = repair([...clean, ...used]);
      expect(totalOf(series)).toBeCloseTo(total + movedBy(used), 6);
    }
  });
});

describe('dips', () => {
  it('holds the running maximum over a lone low reading', () => {
    const series = repair(spoiled((register, i) => (i === 500 ? register - 0.9 : register)));
    expect(totalOf(series)).toBeCloseTo(total, 6);
    expect(eventCounts(series)).toEqual({ dip: 1 });
    expect(series.registers[500]).toBe(clean[499]?.[1]);
  });

  it('lowers a lone high reading where the lower level lasts, so that the display stays believed', () => {
    const points = walk({ count: 600 }, (i) => (i < 200 || i > 260 ? 0.5 : 0));
    const peak = points[199] as [number, number];
    peak[1] += 1.2;
    const series = repair(points);
    expect(series.registers[199]).toBe(points[200]?.[1]);
    expect(series.registers[230]).toBe(points[230]?.[1]);
    expect(totalOf(series)).toBeCloseTo(movedBy(points), 6);
    expect(eventCounts(series)).toEqual({ dip: 1 });
  });
});

describe('stale holds', () => {
  it('drops the repeats and gives the step to all the time since', () => {
    const held = clean[4000]?.[1] ?? 0;
    const series = repair(spoiled((register, i) => (i >= 4000 && i < 4200 ? held : register)));
    expect(totalOf(series)).toBeCloseTo(total, 6);
    expect(series.times.length).toBe(9000 - 199);
    expect(series.events).toHaveLength(1);
    expect(series.events[0]).toMatchObject({
      type: 'stale-hold',
      time: epoch + 4000 * hour,
      until: epoch + 4200 * hour,
    });
    const flag = series.flags[4000] ?? 0;
    expect([flag & intervalFlags.known, flag & intervalFlags.staleHold]).toEqual([0, intervalFlags.staleHold]);
  });

  it('finds a catching-up step that the learned limit would still allow', () => {
    const held = clean[4000]?.[1] ?? 0;
    const series = repair(spoiled((register, i) => (i >= 4000 && i < 4027 ? held : register)));
    expect(series.events.map(({ type, dropped }) => [type, dropped])).toEqual([['stale-hold', 26]]);
  });

  it('takes a false zero run for no hold', () => {
    const points = walk({ count: 500, from: 20 }, household(8)).map(
      ([time, register], i): Point => [time, i >= 100 && i < 110 ? 0 : register],
    );
    expect(eventCounts(repair(points))).toEqual({ zero: 1 });
  });
});

describe('ordinary meters that look odd', () => {
  const random = seeded(9);
  const loads: Record<string, Point[]> = {
    'a car charged once a month on a meter that counts standby': walk({ count: 9000, from: 10 }, (i) =>
      i % 700 >= 690 && i % 700 < 693 ? 11 : i % 24 === 10 ? 0.001 : 0,
    ),
    'a first charge that has gone on for two hours': walk({ count: 693, from: 10 }, (i) =>
      i >= 690 ? 11 : i % 24 === 10 ? 0.001 : 0,
    ),
    'single washes with nothing between': walk({ count: 9000 }, (i) => (i % 50 === 49 ? 0.5 + random() : 0)),
    'a heat pump that stands still from May to September': walk({ count: 9000 }, (i) =>
      i > 3000 && i < 6500 ? 0 : random() * 3,
    ),
    'water, with a pool filled after a quiet night': walk({ count: 9000 }, (i) =>
      i % 24 < 8 ? 0 : i > 4000 && i % 900 === 8 ? 1.8 : 0.01 + random() * 0.2,
    ),
    'a gas meter in whole m³': walk({ count: 9000, resolution: 1 }, () => random() * 0.4),
    'quarter-hours integrated from power': walk(
      { count: 9000, spacing: hour / 4, resolution: 1e-9 },
      () => random() ** 2,
    ),
    'gas typed once a month over three years': walk(
      { count: 36, spacing: 30 * day, resolution: 1 },
      (i) => 10 + 290 * (1 + Math.cos((Math.PI * i) / 6)),
    ),
    'gas typed once a month, the first winter after a summer': walk(
      { count: 9, spacing: 30 * day, resolution: 1 },
      (i) => 10 + 290 * (1 - Math.cos((Math.PI * i) / 6)),
    ),
  };

  it.each(Object.entries(loads))('believes every reading of %s', (_, points) => {
    const series = repair(points);
    expect(series.events).toEqual([]);
    expect(series.times.length).toBe(points.length);
    expect(totalOf(series)).toBeCloseTo(movedBy(points), 6);
  });
});

describe('typed readings', () => {
  const typed = walk(
    { count: 36, spacing: 30 * day, resolution: 1, from: 47_757 },
    (i) => 10 + 290 * (1 + Math.cos((Math.PI * i) / 6)),
  );

  it.each([
    ['a digit too many', 10, 0],
    ['a low one', 1, -20_000],
    ['one that is 3,000 too high', 1, 3000],
  ])('drops %s as a typo', (_, factor, offset) => {
    const points = typed.map(([time, register], i): Point => [time, i === 12 ? register * factor + offset : register]);
    const series = repair(points);
    expect(totalOf(series)).toBeCloseTo(movedBy(typed), 6);
    expect(eventCounts(series)).toEqual({ spike: 1 });
  });
});
