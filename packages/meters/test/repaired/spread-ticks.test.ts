import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepairedSeries } from '../../src/repair/index.ts';
import { spreadTicks, summarizeDays } from '../../src/repaired/index.ts';
import { hour, type Point, repair, seeded, totalOf } from '../repair/readings-fixture.ts';
import { berlin, berlinTime } from './days-fixture.ts';

const start = berlinTime(2024, 1, 1);

/** Cubic metres an hour of a household: mornings and evenings, about `daily` a day, nothing at night. */
function household(days: number, seed: number, daily: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: days * 24 }, (_, h) => {
    const weight = [7, 8, 18, 19, 20, 21].includes(h % 24) ? 3 : h % 24 >= 6 ? 0.6 : 0;
    return (daily * weight * 2 * random()) / 26.4;
  });
}

/** An hourly reading of what the display shows: whole steps, rounded down. */
function displayed(amounts: readonly number[], step: number): Point[] {
  let register = 417.3;
  const points: Point[] = [[start, Math.floor(register / step) * step]];
  for (const [i, amount] of amounts.entries()) {
    register += amount;
    points.push([start + (i + 1) * hour, Math.floor(register / step + 1e-9) * step]);
  }
  return points;
}

/** What moved from each point to the next. */
function columnOf({ amounts }: RepairedSeries): Float64Array {
  return Float64Array.from(amounts);
}

/** Σ|amount − truth| by hour and by local day. */
function errors(amounts: Float64Array, truth: readonly number[]): { hourly: number; daily: number } {
  let [hourly, daily] = [0, 0];
  for (let day = 0; day * 24 < truth.length; day++) {
    let off = 0;
    for (let h = day * 24; h < day * 24 + 24; h++) {
      const error = (amounts[h] as number) - (truth[h] as number);
      hourly += Math.abs(error);
      off += error;
    }
    daily += Math.abs(off);
  }
  return { hourly, daily };
}

describe('a register of whole cubic metres', () => {
  it.each([0.15, 0.4, 1.2, 3])(
    'read every hour, at %d m³ a day, is less wrong by hour and by day than its steps',
    (daily) => {
      for (let seed = 1; seed <= 10; seed++) {
        const truth = household(120, seed, daily);
        const raw = repair(displayed(truth, 1));
        const spread = spreadTicks(raw);
        const [ticks, ours] = [errors(columnOf(raw), truth), errors(columnOf(spread), truth)];
        expect(ours.hourly).toBeLessThan(0.8 * ticks.hourly);
        expect(ours.daily).toBeLessThan(0.8 * ticks.daily);
      }
    },
  );

  it('keeps what moved between any two steps, and the register at each of them', () => {
    const rates = fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { minLength: 100, maxLength: 400 });
    fc.assert(
      fc.property(rates, (amounts) => {
        const raw = repair(displayed(amounts, 1));
        const spread = spreadTicks(raw);
        expect(Math.abs(totalOf(spread) - totalOf(raw))).toBeLessThan(1e-9 * (1 + totalOf(raw)));
        let [before, after] = [0, 0];
        for (let p = 0; p < raw.amounts.length - 1; p++) {
          before += raw.amounts.at(p) as number;
          after += spread.amounts.at(p) as number;
          expect(spread.amounts.at(p)).toBeGreaterThanOrEqual(0);
          expect(after - before).toBeLessThan(1 + 1e-9);
          expect(after - before).toBeGreaterThan(-1e-9);
          const moved = (raw.amounts.at(p) as number) > 0;
          if (moved) expect(Math.abs(after - before)).toBeLessThan(1e-9);
          if (moved) expect(spread.registers[p + 1]).toBe(raw.registers[p + 1]);
        }
        expect(spread).toMatchObject({ times: raw.times, flags: raw.flags, events: raw.events });
      }),
      { numRuns: 60 },
    );
  });

  it('adds its days up to its steps', () => {
    const truth = household(60, 3, 0.5);
    const raw = repair(displayed(truth, 1));
    const days = summarizeDays(spreadTicks(raw), berlin, berlin.dayOf(start), berlin.dayOf(start) + 59);
    const sum = days.reduce((all, { inner }) => all + inner, 0);
    expect(sum).toBeCloseTo(totalOf(raw), 9);
    expect(days.filter(({ inner }) => inner === 0).length).toBeLessThan(4);
  });

  it('that stood still for a month shows so, but for four times as long as its steps usually take', () => {
    const truth = household(60, 5, 1);
    truth.fill(0, 20 * 24, 50 * 24);
    const amounts = columnOf(spreadTicks(repair(displayed(truth, 1))));
    const still = amounts.subarray(20 * 24, 50 * 24).lastIndexOf(0);
    expect(still).toBeGreaterThan(22 * 24);
    expect(amounts.subarray(22 * 24, 20 * 24 + still).every((amount) => amount === 0)).toBe(true);
  });

  it('shows nothing after its last step until the next one tells', () => {
    const points = displayed(household(30, 7, 0.2), 1);
    const raw = repair(points);
    const last = columnOf(raw).findLastIndex((amount) => amount > 0);
    expect(
      columnOf(spreadTicks(raw))
        .subarray(last + 1)
        .every((amount) => amount === 0),
    ).toBe(true);
  });
});

describe('a register', () => {
  it('of litres is left as it is', () => {
    const raw = repair(displayed(household(60, 9, 0.4), 0.001));
    expect(spreadTicks(raw)).toBe(raw);
  });

  it('that is read now and then is left as it is', () => {
    const random = seeded(3);
    const months = Array.from({ length: 60 }, () => Math.floor(20 * random()));
    const raw = repair(
      months.map((_, i) => [start + i * 30 * 24 * hour, months.slice(0, i).reduce((a, b) => a + b, 100)]),
    );
    expect(spreadTicks(raw)).toBe(raw);
  });

  it('is not spread over hours that nobody read', () => {
    const truth = household(40, 11, 2);
    const points = displayed(truth, 1).filter(([time]) => time < start + 200 * hour || time > start + 300 * hour);
    const raw = repair(points);
    const gap = raw.flags.findIndex((flag, p) => p > 0 && flag === 0);
    const spread = spreadTicks(raw);
    expect(spread.amounts.at(gap)).toBe(raw.amounts.at(gap));
    const upTo = (amounts: Float64Array) => amounts.subarray(0, gap).reduce((sum, amount) => sum + amount, 0);
    expect(upTo(columnOf(spread))).toBeCloseTo(upTo(columnOf(raw)), 9);
  });
});
