import { dayNumber, isoWeekday, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateGap } from '../../src/gaps/index.ts';
import { hideHours, madeHours } from './made-hours.ts';

const hourMs = 3_600_000;
const berlin = openZone('Europe/Berlin');
const first = dayNumber(2024, 2, 1);
/** A household that sleeps, leaves on weekdays and comes home at six; the last days of March change the clocks. */
const household = (day: number, slot: number): number =>
  slot < 6 ? 0.1 : slot < 17 ? (isoWeekday(day) > 5 ? 0.6 : 0.2) : slot < 22 ? 0.8 : 0.3;

const gaps = fc
  .record({
    zoneName: fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
    from: fc.integer({ min: 30 * 24 * 60, max: 80 * 24 * 60 }),
    length: fc.integer({ min: 1, max: 14 * 24 * 60 }),
    steps: fc.integer({ min: 0, max: 1e6 }),
    seed: fc.integer({ min: 1, max: 1e9 }),
  })
  .map(({ zoneName, from, length, steps, seed }) => {
    const zone = openZone(zoneName);
    const fromTime = zone.dayStart(first) + from * 60_000;
    const gap = { fromTime, toTime: fromTime + length * 60_000, amount: steps * 0.001 };
    const history = madeHours(zone, first, 110, (day, slot) => ((day * 31 + slot * 17) * seed) % 97);
    return { gap, history: hideHours(history, gap.fromTime, gap.toTime) };
  });

describe('estimateGap', () => {
  it('keeps the amount, is nowhere negative, and moves on from hour to hour without a hole', () => {
    fc.assert(
      fc.property(gaps, fc.constantFrom('typical', 'realistic'), ({ gap, history }, shape) => {
        const estimate = estimateGap(history, gap, 0.001, shape);
        if (estimate === undefined) throw new Error('no answer');
        const { edges, amounts } = estimate;
        expect(edges[0]).toBe(gap.fromTime);
        expect(edges.at(-1)).toBe(gap.toTime);
        expect(
          edges.every(
            (edge, k) => k === 0 || (edge > (edges[k - 1] as number) && edge - hourMs <= (edges[k - 1] as number)),
          ),
        ).toBe(true);
        expect(amounts.every((amount) => amount >= 0)).toBe(true);
        const sum = amounts.reduce((total, amount) => total + amount, 0);
        expect(Math.abs(sum - gap.amount)).toBeLessThanOrEqual(1e-9 * Math.max(1, gap.amount));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps peaks where it is told to be realistic: hours as one day had them, where the typical ones are flat', () => {
    // Once in the evening two for an hour, at an hour that changes from day to day.
    const cook = (day: number, slot: number) => (slot === 17 + ((day * 5) % 6) ? 2 : 0.1);
    const gap = { fromTime: berlin.dayStart(first + 40), toTime: berlin.dayStart(first + 43), amount: 3 * (2 + 2.3) };
    const history = hideHours(madeHours(berlin, first, 80, cook), gap.fromTime, gap.toTime);
    const highest = (shape: 'typical' | 'realistic') =>
      Math.max(...(estimateGap(history, gap, 0.001, shape)?.amounts ?? []));
    expect(highest('typical')).toBeLessThan(1.5);
    expect(highest('realistic')).toBeCloseTo(2, 1);
  });

  it('rounds to the steps of the register, exactly', () => {
    const gap = { fromTime: berlin.dayStart(first + 40), toTime: berlin.dayStart(first + 42), amount: 20.5 };
    const history = hideHours(madeHours(berlin, first, 80, household), gap.fromTime, gap.toTime);
    const amounts = estimateGap(history, gap, 0.1)?.amounts ?? [];
    const steps = Array.from(amounts, (amount) => Math.round(amount / 0.1));
    expect(steps.every((step, k) => Math.abs((amounts[k] as number) - step * 0.1) < 1e-12)).toBe(true);
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(205);
  });

  it('leaves a coarse register unrounded: a step of an hour would be coarser than what is known', () => {
    const gap = { fromTime: berlin.dayStart(first + 40), toTime: berlin.dayStart(first + 41), amount: 10 };
    const history = hideHours(madeHours(berlin, first, 80, household), gap.fromTime, gap.toTime);
    const amounts = estimateGap(history, gap, 1)?.amounts ?? [];
    expect(Array.from(amounts).filter((amount) => Number.isInteger(amount))).toEqual([]);
  });

  it('gives back a habit hour by hour, over a change of the clocks too', () => {
    // 2024-03-31 has 23 hours; the gap is Saturday noon to Monday noon.
    const fromTime = berlin.dayStart(dayNumber(2024, 3, 30)) + 12 * hourMs;
    const toTime = berlin.dayStart(dayNumber(2024, 4, 1)) + 12 * hourMs;
    const whole = madeHours(berlin, first, 100, household);
    const truth: number[] = [];
    for (let time = fromTime; time < toTime; time += hourMs) {
      const local = new Date(time + berlin.offsetAt(time));
      truth.push(household(berlin.dayOf(time), local.getUTCHours()));
    }
    const amount = truth.reduce((sum, hour) => sum + hour, 0);
    const estimate = estimateGap(hideHours(whole, fromTime, toTime), { fromTime, toTime, amount }, 0);
    expect(truth).toHaveLength(47);
    expect(estimate?.amounts).toHaveLength(47);
    for (const [k, hour] of truth.entries()) expect(estimate?.amounts[k]).toBeCloseTo(hour, 2);
  });

  it('takes a day like those with the same amount and the same hours around: a sunny gap is filled from sunny days', () => {
    const sunny = (day: number) => day % 3 === 0;
    const sun = (day: number, slot: number) =>
      slot < 6 || slot > 18 ? 0 : sunny(day) ? 6 - Math.abs(slot - 12) : slot % 2 === 0 ? 1 : 0.2;
    const day = dayNumber(2024, 3, 18);
    expect(sunny(day)).toBe(true);
    const fromTime = berlin.dayStart(day) + 10 * hourMs;
    const toTime = fromTime + 5 * hourMs;
    const whole = madeHours(berlin, first, 100, sun);
    const estimate = estimateGap(hideHours(whole, fromTime, toTime), { fromTime, toTime, amount: 24 }, 0);
    expect(Array.from(estimate?.amounts ?? [], (amount) => Math.round(amount * 10) / 10)).toEqual([4, 5, 6, 5, 4]);
  });

  it('says nothing of long gaps, nor where the days around are not known hour by hour', () => {
    const known = madeHours(berlin, first, 100, household);
    const fromTime = berlin.dayStart(first + 50);
    const long = { fromTime, toTime: fromTime + 15 * 24 * hourMs, amount: 100 };
    expect(estimateGap(hideHours(known, long.fromTime, long.toTime), long, 0)).toBeUndefined();
    const nothing = madeHours(berlin, first, 100, () => Number.NaN);
    expect(estimateGap(nothing, { fromTime, toTime: fromTime + hourMs, amount: 1 }, 0)).toBeUndefined();
  });

  it('is settled once the following month has passed: what comes later changes nothing', () => {
    const fromTime = berlin.dayStart(dayNumber(2024, 2, 27));
    const gap = { fromTime, toTime: fromTime + 30 * hourMs, amount: 10 };
    const until = (end: number) =>
      hideHours(
        madeHours(berlin, first, 150, (day, slot) => (day < end ? household(day, slot) * (1 + (day % 5)) : Number.NaN)),
        gap.fromTime,
        gap.toTime,
      );
    const settled = estimateGap(until(dayNumber(2024, 4, 1)), gap, 0);
    expect(estimateGap(until(dayNumber(2024, 6, 1)), gap, 0)).toEqual(settled);
    expect(estimateGap(until(dayNumber(2024, 3, 15)), gap, 0)).not.toEqual(settled);
  });
});
