import { dayNumber, openZone } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { summarizeDays } from '../../src/repaired/index.ts';
import { repair } from '../repair/readings-fixture.ts';
import { pointsOf, realData } from '../repair/real-series.ts';
import { advanceOf } from './days-fixture.ts';

const berlin = openZone('Europe/Berlin');
const evenly = (instant: number) => instant;

/** Advance of each local day, gaps split evenly. */
function advances(name: string, first: number, last: number): number[] {
  const series = repair(pointsOf(name));
  return summarizeDays(series, berlin, first, last).map((day, i) =>
    advanceOf(day, berlin.dayStart(first + i), berlin.dayStart(first + i + 1), evenly),
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.skipIf(!realData)('days of real series', () => {
  it.each([
    ['grid_import', 6285.557, 11.005, 10.593],
    ['grid_export', 9517.519, 13.17, 25.389],
    ['pv', 12_274.031, 20.98, 36.951],
  ])('de-household %s: %d kWh, and the days of 23 and 25 hours are right', (name, total, spring, autumn) => {
    const first = dayNumber(2015, 10, 15);
    const days = advances(`de-household/${name}`, first, dayNumber(2017, 2, 8));
    expect(days).toHaveLength(483);
    expect(sum(days)).toBeCloseTo(total, 3);
    expect(days[dayNumber(2016, 3, 27) - first]).toBeCloseTo(spring, 3);
    expect(days[dayNumber(2016, 10, 30) - first]).toBeCloseTo(autumn, 3);
  });

  it('nl-home 2019 to 2022 adds up to the known totals', () => {
    const total = (name: string) => sum(advances(`nl-home/${name}`, dayNumber(2019, 1, 1), dayNumber(2022, 12, 31)));
    expect(total('strom_bezug_T1') + total('strom_bezug_T2')).toBeCloseTo(12_785_965, 3);
    expect(total('strom_einspeisung_T1') + total('strom_einspeisung_T2')).toBeCloseTo(8_914_016, 3);
    expect(total('gas')).toBeCloseTo(8_171_271, 3);
    const bridge = 1;
    expect(total('pv')).toBeCloseTo(13_891_354 + bridge, 3);
  });

  it.each(['strom_bezug_T1', 'strom_bezug_T2', 'strom_einspeisung_T1', 'strom_einspeisung_T2', 'gas', 'pv'])(
    'nl-home %s: a day between two readings at midnight is their difference, holds and the reset apart',
    (name) => {
      const points = pointsOf(`nl-home/${name}`);
      const shown = new Map(points);
      const first = berlin.dayOf(points[0]?.[0] ?? 0);
      const days = summarizeDays(repair(points), berlin, first, berlin.dayOf(points.at(-1)?.[0] ?? 0));
      let compared = 0;
      for (const { start, end, inner, bridged } of days) {
        if (start.kind !== 'exact' || end.kind !== 'exact' || bridged) continue;
        expect(inner).toBeCloseTo((shown.get(end.time) ?? 0) - (shown.get(start.time) ?? 0), 6);
        compared++;
      }
      expect(compared).toBeGreaterThan(0.97 * (days.length - 60));
    },
  );
});
