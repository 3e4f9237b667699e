import { describe, expect, it } from 'vitest';
import { commonRateOf, intervalFlags } from '../../src/repair/index.ts';
import {
  dailyPoints,
  day,
  epoch,
  eventCounts,
  hour,
  household,
  movedBy,
  repair,
  totalOf,
  walk,
} from './readings-fixture.ts';

const swapped = dailyPoints(100, 102.5, 10, 12.5);

describe('what the user declares', () => {
  it('believes a fall that the user accepts', () => {
    const series = repair(swapped, { decisions: [{ time: epoch + 2 * day, register: 10, verdict: 'accept' }] });
    expect([...series.amounts]).toEqual([2.5, 10, 2.5, 0]);
    expect((series.flags[1] ?? 0) & intervalFlags.bridged).not.toBe(0);
    expect(eventCounts(series)).toEqual({ reset: 1 });
  });

  it('drops all that a reset led to when the user rejects the reset, also what comes later, until the register is back', () => {
    const before = walk({ count: 200, from: 5000 }, household(3));
    const after = walk({ count: 300, from: 0, start: epoch + 200 * hour }, household(4));
    const points = [...before, ...after];
    expect(eventCounts(repair(points))).toEqual({ 'reset?': 1 });
    const [time, register] = after[0] as [number, number];
    const decisions = [{ time, register, verdict: 'reject' as const, passage: true as const }];
    const rejected = repair(points, { decisions });
    expect(totalOf(rejected)).toBeCloseTo(movedBy(before), 9);
    expect(rejected.events).toMatchObject([{ type: 'rejected', time, to: register, dropped: 300, proposed: false }]);

    const end = points.at(-1) as [number, number];
    const back = walk({ count: 50, from: 5600, start: end[0] + hour }, household(5));
    const resumed = repair([...points, ...back], { decisions });
    expect(resumed.registers.at(-1)).toBeCloseTo((back.at(-1) as [number, number])[1], 9);
    expect(resumed.events).toMatchObject([{ type: 'rejected', dropped: 300 }]);
  });

  it('drops one reading of a reset, and finds the reset at the next, when only that reading is rejected', () => {
    const points = [...dailyPoints(100, 102.5, 10, 12.5, 15, 17.5)];
    const decisions = [{ time: epoch + 2 * day, register: 10, verdict: 'reject' as const }];
    expect(eventCounts(repair(points, { decisions }))).toEqual({ rejected: 1, 'reset?': 1 });
  });

  it('believes an implausibly high reading that the user accepts', () => {
    const points = dailyPoints(100, 110, 120, 130, 9000);
    expect(totalOf(repair(points))).toBe(30);
    const accepted = repair(points, { decisions: [{ time: epoch + 4 * day, register: 9000, verdict: 'accept' }] });
    expect(totalOf(accepted)).toBe(8900);
  });

  it('drops a plausible reading that the user rejects, and says so', () => {
    const series = repair(dailyPoints(100, 104, 110), {
      decisions: [{ time: epoch + day, register: 104, verdict: 'reject' }],
    });
    expect([...series.registers]).toEqual([100, 110]);
    expect(eventCounts(series)).toEqual({ rejected: 1 });
  });

  it('follows the last decision about a reading', () => {
    const about = { time: epoch + day, register: 104 };
    const decisions = [
      { ...about, verdict: 'reject' as const },
      { ...about, verdict: 'accept' as const },
    ];
    expect(repair(dailyPoints(100, 104, 110), { decisions }).times.length).toBe(3);
  });

  it('prefers the accepted one of two readings of the same instant', () => {
    const points = [...dailyPoints(100, 104, 110), [epoch + day, 106] as const];
    const series = repair(points, { decisions: [{ time: epoch + day, register: 106, verdict: 'accept' }] });
    expect([...series.registers]).toEqual([100, 106, 110]);
    expect(eventCounts(series)).toEqual({ conflict: 1 });
  });

  it('starts at the initial and ends at the final register, leaving out what lies beyond', () => {
    const points = [[epoch - 20 * day, 5000] as const, ...dailyPoints(100, 102.5), [epoch + 9 * day, 3] as const];
    const series = repair(points, {
      initial: { time: epoch - 10 * day, register: 90 },
      final: { time: epoch + 2 * day, register: 103 },
    });
    expect([...series.times]).toEqual([epoch - 10 * day, epoch, epoch + day, epoch + 2 * day]);
    expect([...series.amounts]).toEqual([10, 2.5, 0.5, 0]);
  });

  it('believes a declared register against a different reading of the same instant', () => {
    const series = repair(dailyPoints(100, 102.5), { initial: { time: epoch, register: 99 } });
    expect([...series.registers]).toEqual([99, 102.5]);
    expect(eventCounts(series)).toEqual({ conflict: 1 });
  });

  it('never drops the initial register, even where readings contradict it', () => {
    const series = repair(dailyPoints(10, 11, 12, 13, 14), { initial: { time: epoch - day, register: 5000 } });
    expect(series.registers[0]).toBe(5000);
    expect(totalOf(series)).toBeCloseTo(4 + 10, 9);
  });

  it('splits the amount at an exchange between two readings', () => {
    const series = repair(swapped, { exchanges: [{ time: epoch + 1.5 * day, oldRegister: 103, newRegister: 5 }] });
    expect([...series.amounts]).toEqual([2.5, 0.5, 5, 2.5, 0]);
    expect(series.flags.some((flag) => (flag & intervalFlags.bridged) !== 0)).toBe(false);
  });

  it('estimates only the part whose register nobody noted at an exchange, and never as nothing', () => {
    const time = epoch + 1.5 * day;
    const withoutOld = repair(swapped, { exchanges: [{ time, oldRegister: undefined, newRegister: 0 }] });
    expect(withoutOld.amounts.at(1)).toBeGreaterThan(0.5);
    expect(withoutOld.amounts.at(2)).toBe(10);
    expect([...withoutOld.flags].map((flag) => flag & intervalFlags.bridged)).toEqual([0, 2, 0, 0, 0]);
    const withoutNew = repair(swapped, { exchanges: [{ time, oldRegister: 103, newRegister: undefined }] });
    expect(withoutNew.amounts.at(1)).toBe(0.5);
    expect(withoutNew.amounts.at(2)).toBeGreaterThan(0.5);
    expect(withoutNew.amounts.at(2)).toBeLessThan(10);
    expect([...withoutNew.flags].map((flag) => flag & intervalFlags.bridged)).toEqual([0, 0, 2, 0, 0]);
  });

  it('rolls over at 10^digits, and only with digits set', () => {
    const points = dailyPoints(99_960, 99_990, 20, 50);
    const series = repair(points, { digits: 5 });
    expect([...series.amounts]).toEqual([30, 30, 30, 0]);
    expect((series.flags[1] ?? 0) & intervalFlags.rollover).not.toBe(0);
    expect(eventCounts(series)).toEqual({ rollover: 1 });
    expect(eventCounts(repair(points))).toEqual({ 'unconfirmed-fall?': 1 });
  });

  it('takes a false zero near the top for no rollover', () => {
    expect(eventCounts(repair(dailyPoints(99_960, 99_965, 0, 99_970, 99_975), { digits: 5 }))).toEqual({ zero: 1 });
  });

  it('holds steps against the configured rate', () => {
    const points = dailyPoints(100, 110, 120, 230, 240);
    expect(totalOf(repair(points))).toBe(140);
    const strict = repair(points.slice(0, 4), { maxRate: 1 });
    expect(totalOf(strict)).toBe(20);
    expect(eventCounts(strict)).toEqual({ 'implausible-rate?': 1 });
  });

  it('believes the first single charge of a car on a standby meter where the kind of meter allows it', () => {
    const points = walk({ count: 700, from: 10 }, (i) => (i === 600 ? 8 : 0.002));
    const series = repair(points, { commonRate: commonRateOf('kWh') });
    expect(totalOf(series)).toBeCloseTo(movedBy(points), 9);
    expect(eventCounts(series)).toEqual({ 'implausible-rate': 1 });
  });

  it('knows what household meters of a unit may reach per hour', () => {
    expect([
      commonRateOf('kWh'),
      commonRateOf('MWh'),
      commonRateOf('Wh'),
      commonRateOf('m³'),
      commonRateOf('L'),
    ]).toEqual([22, 0.022, 22_000, 10, 10_000]);
  });

  it('drops hourly readings that contradict an accepted one until they fit again', () => {
    const points = walk({ count: 400 }, household(5));
    const typo = points[200] as [number, number];
    typo[1] += 40;
    const decisions = [{ time: typo[0], register: typo[1], verdict: 'accept' as const }];
    const series = repair(points, { decisions });
    expect(series.times.includes(typo[0])).toBe(true);
    expect(series.times.at(-1)).toBe(epoch + 399 * hour);
  });
});
