import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IntervalSeries, joinIntervals, withIntervals } from '../../src/interval/index.ts';
import { intervalFlags, type RepairedSeries } from '../../src/repair/index.ts';
import { day, epoch, hour, type Point, repair, totalOf } from '../repair/readings-fixture.ts';

/** Hourly amounts from `start` on; undefined is an hour that nobody tells of. */
function hourly(start: number, amounts: readonly (number | undefined)[]): IntervalSeries {
  const told = amounts.flatMap((amount, i) => (amount === undefined ? [] : [[start + i * hour, amount] as const]));
  const starts = Float64Array.from(told, ([time]) => time);
  return joinIntervals([{ starts, amounts: Float64Array.from(told, ([, amount]) => amount) }], {});
}

/** What moved in [from, to], where both are points or lie outside of all. */
function movedIn({ times, amounts }: RepairedSeries, from: number, to: number): number {
  let sum = 0;
  for (let p = 0; p < times.length - 1; p++)
    if ((times[p] as number) >= from && (times[p + 1] as number) <= to) sum += amounts.at(p) as number;
  return sum;
}

function flagAt({ times, flags }: RepairedSeries, time: number): number {
  return flags[times.indexOf(time)] ?? Number.NaN;
}

const rising = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 48, maxLength: 120 });

describe('between two readings', () => {
  it('keeps what the register moved, whatever intervals tell', () => {
    const hours = fc.array(fc.option(fc.double({ min: 0, max: 5, noNaN: true }), { nil: undefined }), {
      maxLength: 90,
    });
    fc.assert(
      fc.property(
        hours,
        fc.integer({ min: -20, max: 20 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (told, shift, moved) => {
          const points: Point[] = [
            [epoch, 1000],
            [epoch + 2 * day + 1234, 1000 + moved],
            [epoch + 3 * day, 1000 + moved + 7],
          ];
          const shaped = withIntervals(repair(points), hourly(epoch + shift * hour, told));
          for (const [at, [from, to]] of [[0, 1] as const, [1, 2] as const].entries()) {
            const known = points[at + 1]?.[1] ?? 0;
            const [start, end] = [points[from]?.[0] ?? 0, points[to]?.[0] ?? 0];
            expect(movedIn(shaped, start, end)).toBeCloseTo(known - (points[from]?.[1] ?? 0), 8);
            expect(shaped.registers[shaped.times.indexOf(end)]).toBe(known);
          }
          for (let p = 1; p < shaped.times.length; p++) {
            expect(shaped.times[p]).toBeGreaterThan(shaped.times[p - 1] as number);
            expect(shaped.registers[p]).toBeGreaterThanOrEqual((shaped.registers[p - 1] as number) - 1e-9);
            expect(shaped.amounts.at(p - 1)).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  it('gives each hour its share of the total, and knows it, where the intervals agree with the register', () => {
    fc.assert(
      fc.property(rising, fc.double({ min: 0.92, max: 1.08, noNaN: true }), (hours, factor) => {
        const sum = hours.reduce((total, amount) => total + amount, 0);
        fc.pre(sum > 1);
        const points: Point[] = [
          [epoch, 50],
          [epoch + hours.length * hour, 50 + sum * factor],
        ];
        const shaped = withIntervals(repair(points), hourly(epoch, hours));
        expect(shaped.times).toHaveLength(hours.length + 1);
        for (const [i, amount] of hours.entries()) {
          expect(shaped.amounts.at(i)).toBeCloseTo(amount * factor, 9);
          expect(shaped.flags[i]).toBe(intervalFlags.known);
        }
      }),
    );
  });

  it('takes the shape, but does not know it, where the intervals tell of something else', () => {
    const points: Point[] = [
      [epoch, 0],
      [epoch + 4 * hour, 100],
    ];
    const shaped = withIntervals(repair(points, { maxRate: 1000 }), hourly(epoch, [1, 2, 3, 4]));
    expect([...shaped.amounts]).toEqual([10, 20, 30, 40, 0]);
    expect([...shaped.flags]).toEqual([0, 0, 0, 0, 0]);
  });

  it('leaves to missing hours what the told ones leave over', () => {
    const points: Point[] = [
      [epoch, 10],
      [epoch + 6 * hour, 22],
    ];
    const shaped = withIntervals(repair(points), hourly(epoch, [2, 2, undefined, undefined, undefined, 2]));
    expect([...shaped.amounts]).toEqual([2, 2, 6, 2, 0]);
    expect(flagAt(shaped, epoch + 2 * hour) & intervalFlags.known).toBe(0);
    expect(flagAt(shaped, epoch)).toBe(intervalFlags.known);
  });

  it('does not leave everything to one missing hour', () => {
    const points: Point[] = [
      [epoch, 0],
      [epoch + 10 * hour, 100],
    ];
    const shaped = withIntervals(repair(points, { maxRate: 1000 }), hourly(epoch, [5, 5, 5, 5, 5, 5, 5, 5, 5]));
    expect(shaped.amounts.at(9)).toBeCloseTo(15, 9);
    expect(totalOf(shaped)).toBeCloseTo(100, 9);
  });

  it('passes a rollover in the hour in which the display does', () => {
    const points: Point[] = [
      [epoch - day, 99_990],
      [epoch, 99_995],
      [epoch + 5 * hour, 5],
    ];
    const shaped = withIntervals(repair(points, { digits: 5 }), hourly(epoch, [2, 2, 2, 2, 2]));
    expect([...shaped.registers]).toEqual([99_990, 99_995, 99_997, 99_999, 1, 3, 5]);
    expect(flagAt(shaped, epoch + 2 * hour) & intervalFlags.rollover).toBe(intervalFlags.rollover);
    expect(totalOf(shaped)).toBe(15);
  });

  it('leaves dense readings as they are', () => {
    const points = Array.from({ length: 30 }, (_, i): Point => [epoch + i * hour, 100 + i]);
    const plain = repair(points);
    const shaped = withIntervals(plain, hourly(epoch, new Array(29).fill(3)));
    expect({ ...shaped, amounts: [...shaped.amounts] }).toEqual({ ...plain, amounts: [...plain.amounts] });
  });
});

describe('without a reading beside it', () => {
  it('interval energy stands alone after the last one', () => {
    const points: Point[] = [
      [epoch, 500],
      [epoch + 1.5 * hour, 501],
    ];
    const shaped = withIntervals(repair(points), hourly(epoch, [1, 2, 3, 4]));
    expect(Array.from(shaped.times.slice(1))).toEqual([1.5, 2, 3, 4].map((h) => epoch + h * hour));
    expect(Array.from(shaped.registers.slice(1))).toEqual([501, 502, 505, 509]);
    expect(Array.from(shaped.flags.slice(1, -1))).toEqual(new Array(3).fill(intervalFlags.known));
  });

  it('interval energy stands alone before the first one, as far as the register has been above 0', () => {
    const shaped = withIntervals(repair([[epoch + 4 * hour, 8]]), hourly(epoch, [5, 1, 2, 3]));
    expect([...shaped.times]).toEqual([1, 2, 3, 4].map((h) => epoch + h * hour));
    expect([...shaped.registers]).toEqual([2, 3, 5, 8]);
  });

  it('a meter of intervals alone counts from 0, and missing hours are guessed', () => {
    const shaped = withIntervals(repair([]), hourly(epoch, [1, 3, undefined, undefined, 2]));
    expect([...shaped.times]).toEqual([0, 1, 2, 4, 5].map((h) => epoch + h * hour));
    expect([...shaped.registers]).toEqual([0, 1, 4, 8, 10]);
    expect(flagAt(shaped, epoch + 2 * hour)).toBe(intervalFlags.bridged);
  });

  it('nothing is made of no intervals', () => {
    expect(withIntervals(repair([]), hourly(epoch, [])).times).toHaveLength(0);
  });
});

describe('intervals', () => {
  it('last as long as most of their day, and end where the next one starts', () => {
    const quarters = [0, 1, 2, 3, 5, 6].map((quarter) => epoch + quarter * 900_000);
    const series = joinIntervals([{ starts: Float64Array.from(quarters), amounts: new Float64Array(6).fill(1) }], {});
    expect([...series.ends]).toEqual(quarters.map((start) => start + 900_000));
  });

  it('count once at one start, with the greater amount', () => {
    const starts = Float64Array.of(epoch, epoch, epoch + hour);
    expect([...joinIntervals([{ starts, amounts: Float64Array.of(1, 2, 3) }], {}).amounts]).toEqual([2, 3]);
  });

  it('are dropped and reported where they are no amount, or above the plausible rate, or not of this meter', () => {
    const starts = Float64Array.from([0, 1, 2, 3, 4, 5], (i) => epoch + i * hour);
    const day = { starts, amounts: Float64Array.of(1, Number.NaN, -1, 100, 1, 1) };
    const series = joinIntervals([day], { maxRate: 10, installed: epoch + hour, removed: epoch + 5 * hour });
    expect([...series.starts]).toEqual([epoch + 4 * hour]);
    expect(series.events.map(({ type }) => type)).toEqual(['not-a-number', 'negative', 'implausible-rate']);
  });
});
