import { openZone } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { otherHouses, simulateOtherHouse } from '../../src/simulation/index.ts';

const zone = openZone('Europe/Berlin');
const at = (year: number, month: number) => zone.localToInstants(year, month, 1)[0] as number;
const span = { from: at(2022, 3), to: at(2023, 3), seed: 5 };

describe('houses of other kinds', () => {
  it.each(otherHouses)('%s: registers rise, and a shorter simulation says the same', (house) => {
    const { series } = simulateOtherHouse({ ...span, house });
    const shorter = simulateOtherHouse({ ...span, house, to: at(2022, 6) });
    for (const [index, { times, values }] of series.entries()) {
      expect(values.every((value, i) => i === 0 || value >= (values[i - 1] as number))).toBe(true);
      expect(values.at(-1)).toBeGreaterThan(values[0] as number);
      const short = shorter.series[index];
      expect(short?.values.every((value, i) => value === values[i] && short.times[i] === times[i])).toBe(true);
    }
  });

  it.each(['travellers', 'workshop'] as const)(
    '%s: the meters of an absence count less than half of the usual',
    (house) => {
      const { series, absences } = simulateOtherHouse({ ...span, house });
      expect(absences.length).toBeGreaterThanOrEqual(2);
      for (const { meterIds, from, to } of absences.filter((one) => one.from >= span.from && one.to <= span.to)) {
        for (const id of meterIds) {
          const { times, values } = series.find(({ meterId }) => meterId === id) as (typeof series)[number];
          const indexOf = (time: number) => times.findIndex((one) => one >= time);
          const moved = (values[indexOf(to)] as number) - (values[indexOf(from)] as number);
          const all = (values.at(-1) as number) - (values[0] as number);
          expect(moved / (to - from)).toBeLessThan((0.45 * all) / (span.to - span.from));
        }
      }
    },
  );

  it('a solar house buys and sells', () => {
    const { series } = simulateOtherHouse({ ...span, house: 'solar' });
    const [bought, sold] = ['strom_bezug', 'strom_einspeisung'].map(
      (id) => (series.find(({ meterId }) => meterId === id) as (typeof series)[number]).values,
    ) as [Float64Array, Float64Array];
    expect(sold.at(-1)).toBeGreaterThan((sold[0] as number) + 1000);
    expect(bought.at(-1)).toBeGreaterThan((bought[0] as number) + 500);
  });
});
