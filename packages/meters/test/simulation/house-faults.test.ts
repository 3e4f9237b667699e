import { describe, expect, it } from 'vitest';
import { type FaultType, type HouseFault, simulateHouse } from '../../src/simulation/index.ts';
import { HOUR_MS, house, rowsWithin, seriesOf, truthOf } from './house-fixture.ts';

const faultsOf = (type: FaultType): HouseFault[] => house.truth.faults.filter((fault) => fault.type === type);
const theFault = (type: FaultType): HouseFault => {
  const [first] = faultsOf(type);
  if (first === undefined) throw new Error(`the house has no ${type}`);
  return first;
};
const rows = (fault: HouseFault, before = 0, after = 0): [number, number][] =>
  rowsWithin(seriesOf(fault.meterId), fault.from - before, fault.to + after);
const WEEK = 7 * 24 * HOUR_MS;

describe('the faults of the demo house', () => {
  it('are of every type, within the simulation and in order', () => {
    const types: FaultType[] = [
      'gap',
      'typo',
      'stale-hold',
      'stuck',
      'leak',
      'swap',
      'rollover',
      'duplicate',
      'repeat',
      'out-of-order',
      'nan',
      'spike',
      'step',
      'drop',
      'silent',
    ];
    expect([...new Set(house.truth.faults.map(({ type }) => type))].sort()).toEqual(types.sort());
    for (const { from, to } of house.truth.faults) {
      expect(from).toBeGreaterThanOrEqual(house.from);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to).toBeLessThanOrEqual(house.to);
    }
    const starts = house.truth.faults.map(({ from }) => from);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('leave no reading in a gap of 6 hours, 2 days, 9 days or across a clock change', () => {
    expect(faultsOf('gap').map(({ from, to }) => (to - from) / HOUR_MS)).toEqual([6, 9 * 24, 48, 10]);
    for (const gap of faultsOf('gap')) {
      expect(rows(gap)).toEqual([]);
      expect(rows(gap, 2 * HOUR_MS, 2 * HOUR_MS)).toHaveLength(4);
    }
  });

  it('leave nothing behind the day on which a meter went silent', () => {
    expect(rows(theFault('silent'))).toEqual([]);
    expect(rows(theFault('silent'), 3 * HOUR_MS)).toHaveLength(3);
  });

  it('mistype one digit up and one down, out of line with both neighbours', () => {
    const kinds = faultsOf('typo').map((typo) => {
      const series = seriesOf(typo.meterId);
      const at = series.times.indexOf(typo.from);
      const [before = 0, wrong = 0, after = 0] = series.values.slice(at - 1, at + 2);
      expect(after).toBeGreaterThan(before);
      expect(wrong < before || wrong > after).toBe(true);
      const digits = (value: number): string => value.toFixed(3).padStart(9, '0');
      const right = Number(/ for ([\d.]+)$/.exec(typo.detail)?.[1]);
      const differing = Array.from(digits(wrong)).filter((digit, place) => digit !== digits(right)[place]);
      expect(differing).toHaveLength(1);
      return wrong > right ? 'high' : 'low';
    });
    expect(kinds.sort()).toEqual(['high', 'low']);
  });

  it('hold one value for six days and then step to the truth', () => {
    const hold = theFault('stale-hold');
    expect((hold.to - hold.from) / HOUR_MS).toBe(147);
    const held = rows(hold).map(([, value]) => value);
    expect(held).toHaveLength(147);
    expect(new Set(held).size).toBe(1);
    const [[, after] = [0, 0]] = rows({ ...hold, from: hold.to, to: hold.to + HOUR_MS });
    expect(after - (held[0] ?? 0)).toBeGreaterThan(10);
  });

  it('keep a stuck meter where it stood, and its truth at 0', () => {
    const stuck = theFault('stuck');
    const values = rows(stuck, 0, HOUR_MS).map(([, value]) => value);
    expect(new Set(values).size).toBe(1);
    expect(values.length).toBeGreaterThan(200);
    const { dayStarts } = house.truth;
    const inside = [...dayStarts.keys()].filter(
      (day) => (dayStarts[day] ?? 0) >= stuck.from && (dayStarts[day + 1] ?? Infinity) <= stuck.to,
    );
    expect(inside).toHaveLength(8);
    for (const day of inside) expect(truthOf(stuck.meterId).amounts[day]).toBe(0);
  });

  it('let water run in every hour of a leak and stand still in some hour of each week around it', () => {
    const leak = theFault('leak');
    const least = (readings: [number, number][]): number =>
      readings.slice(1).reduce((min, [, value], index) => Math.min(min, value - (readings[index]?.[1] ?? 0)), Infinity);
    expect((leak.to - leak.from) / HOUR_MS).toBe(120);
    expect(least(rows(leak))).toBeGreaterThan(0.0049);
    expect(least(rowsWithin(seriesOf(leak.meterId), leak.from - WEEK, leak.from))).toBe(0);
    expect(least(rowsWithin(seriesOf(leak.meterId), leak.to + HOUR_MS, leak.to + WEEK))).toBe(0);
  });

  it('use far more in a spike, more after a step and less in a drop', () => {
    const used = (meterId: string, from: number, to: number): number => {
      const values = rowsWithin(seriesOf(meterId), from, to).map(([, value]) => value);
      return (values.at(-1) ?? 0) - (values[0] ?? 0);
    };
    const spike = theFault('spike');
    expect(used(spike.meterId, spike.from, spike.to)).toBeGreaterThan(
      4 * used(spike.meterId, spike.from - WEEK, spike.to - WEEK),
    );
    const step = theFault('step');
    expect(used(step.meterId, step.from, step.from + 4 * WEEK)).toBeGreaterThan(
      1.2 * used(step.meterId, step.from - 4 * WEEK, step.from),
    );
    const drop = faultsOf('drop').find(({ meterId }) => meterId === 'og2_strom') ?? theFault('drop');
    expect(used(drop.meterId, drop.from, drop.from + 3 * WEEK)).toBeLessThan(
      0.5 * used(drop.meterId, drop.from - 3 * WEEK, drop.from),
    );
  });

  it('show the register small again after the rollover, and large before', () => {
    const rollover = theFault('rollover');
    const around = rowsWithin(seriesOf(rollover.meterId), rollover.from - 8 * WEEK, rollover.to + 8 * WEEK);
    const before = around.filter(([time]) => time < rollover.from).at(-1)?.[1] ?? 0;
    const after = around.find(([time]) => time >= rollover.to)?.[1] ?? 0;
    expect(before).toBeGreaterThan(99_000);
    expect(after).toBeLessThan(1000);
  });

  it('say a day’s rows twice, some rows late, and once not a number', () => {
    const twice = rows(theFault('duplicate'));
    expect(twice).toHaveLength(48);
    expect(new Set(twice.map(String)).size).toBe(24);
    const late = rows(theFault('out-of-order')).map(([time]) => time);
    expect(late).toHaveLength(12);
    expect(late).not.toEqual(late.toSorted((a, b) => a - b));
    const nan = theFault('nan');
    expect(rowsWithin(seriesOf(nan.meterId), nan.from, nan.from + 1).map(([, value]) => value)).toEqual([Number.NaN]);
  });

  it('write a typed value again at a restart', () => {
    for (const repeat of faultsOf('repeat')) {
      const series = seriesOf(repeat.meterId);
      const at = series.times.indexOf(repeat.from);
      expect(at).toBeGreaterThan(0);
      expect(series.kind).toBe('typed');
      expect(series.values[at]).toBe(series.values[at - 1]);
    }
  });
});

describe.each([1, 7, 2024])('with seed %i', (seed) => {
  const hourly = simulateHouse({ from: house.from, to: house.to, seed, allHourly: true });

  it('a register never falls, injected faults apart, and no other value is missing', () => {
    for (const { meterId, times, values } of hourly.series) {
      const falls: number[] = [];
      const faults = hourly.truth.faults.filter((fault) => fault.meterId === meterId);
      const excused = (time: number): boolean =>
        faults.some(
          ({ type, from, to }) =>
            ['typo', 'nan', 'rollover', 'out-of-order'].includes(type) && time >= from && time <= to + HOUR_MS + 10_000,
        );
      for (let index = 1; index < times.length; index++) {
        const rises =
          (values[index] ?? 0) >= (values[index - 1] ?? 0) && (times[index] ?? 0) >= (times[index - 1] ?? 0);
        if (!rises && !excused(times[index] ?? 0)) falls.push(times[index] ?? Number.NaN);
      }
      expect({ meterId, falls }).toEqual({ meterId, falls: [] });
    }
  });

  it('every meter is read hourly while it is installed, and once more where it was removed', () => {
    for (const { meterId, kind, times } of hourly.series) {
      const { installedAt, removedAt } = truthOf(meterId, hourly);
      expect(kind).toBe('sensor');
      const faulty = hourly.truth.faults.some(
        ({ type, meterId: id }) => id === meterId && ['gap', 'silent', 'duplicate'].includes(type),
      );
      if (faulty) continue;
      const hours = Math.ceil((Math.min(removedAt, hourly.to) - installedAt) / HOUR_MS);
      expect(Math.abs(times.length - hours)).toBeLessThanOrEqual(1);
    }
  });

  it('the sum of the hourly readings’ steps is the true amount to the register’s last place', () => {
    for (const { meterId, values } of hourly.series) {
      const truth = truthOf(meterId, hourly);
      const faults = hourly.truth.faults.filter((fault) => fault.meterId === meterId).map(({ type }) => type);
      if (faults.includes('rollover') || faults.includes('silent')) continue;
      const total = truth.amounts.reduce((all, value) => all + (Number.isNaN(value) ? 0 : value), 0);
      const read = (values.at(-1) ?? 0) - (values[0] ?? 0);
      const daily = total / 1461;
      expect(Math.abs(total - read)).toBeLessThan(daily + 0.2);
    }
  });
});
