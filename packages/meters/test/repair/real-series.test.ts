import { describe, expect, it } from 'vitest';
import { eventCounts, repair, totalOf } from './readings-fixture.ts';
import { pointsOf, realData } from './real-series.ts';

const at = (text: string) => Date.parse(text);

describe.skipIf(!realData)('real series', () => {
  it.each([
    ['nl-home/strom_bezug_T1', 8_020_769],
    ['nl-home/strom_bezug_T2', 8_272_634],
    ['nl-home/strom_einspeisung_T1', 6_956_043],
    ['nl-home/strom_einspeisung_T2', 3_133_023],
    ['nl-home/gas', 9_758_518],
    ['defects/reset_2020-12-08', 1577],
    ['defects/trailing_zero', 1719],
  ])('%s advances by %d', (name, total) => {
    expect(totalOf(repair(pointsOf(name)))).toBe(total);
  });

  it.each([
    'dishwasher',
    'ev',
    'freezer',
    'grid_export',
    'grid_import',
    'heat_pump',
    'pv',
    'refrigerator',
    'washing_machine',
  ])('believes every reading of the German %s', (name) => {
    const points = pointsOf(`de-household/${name}`);
    const series = repair(points);
    expect(series.events).toEqual([]);
    expect(series.times.length).toBe(points.length);
    expect(series.resolution).toBeLessThanOrEqual(0.01);
  });

  it('finds the one reset of the photovoltaic register and its eleven dips, none of which is a flow', () => {
    const series = repair(pointsOf('nl-home/pv'));
    expect(eventCounts(series)).toEqual({ 'reset?': 1, dip: 11 });
    const reset = series.events.find(({ type }) => type === 'reset');
    expect(reset).toMatchObject({ from: 4_424_261, to: 1, proposed: true });
    expect(totalOf(series) - (reset?.amount ?? 0)).toBe(4_422_509 + 10_895_171);
  });

  it('finds the stale holds of May 2018 in all three meters that were read by the gateway', () => {
    const holdOf = (name: string) => repair(pointsOf(name)).events.find(({ type }) => type === 'stale-hold');
    const until = at('2018-05-31T20:00Z');
    expect(holdOf('nl-home/strom_bezug_T1')).toMatchObject({ until, amount: 114_327, dropped: 645 });
    expect(holdOf('nl-home/strom_bezug_T2')).toMatchObject({ until, amount: 122_890, dropped: 593 });
    expect(holdOf('nl-home/gas')).toMatchObject({ until, amount: 13_173, dropped: 594 });
  });

  it('finds the reset of December 2020, and takes a trailing zero for none', () => {
    expect(eventCounts(repair(pointsOf('defects/reset_2020-12-08')))).toEqual({ 'reset?': 1 });
    expect(eventCounts(repair(pointsOf('defects/trailing_zero')))).toEqual({ 'unconfirmed-fall?': 1 });
  });
});
