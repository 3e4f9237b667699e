import { openZone } from '@meterworks/assets';
import { commonRateOf, type RepairedSeries, repairReadings } from '@meterworks/meters/repair';
import { spreadTicks } from '@meterworks/meters/repaired';
import { type SimulatedSeries, simulateHouse } from '@meterworks/meters/simulation';
import type { Measurement } from '../../measurement.ts';
import type { Section } from './section.ts';

const zone = openZone('Europe/Berlin');
const seeds = [1, 2, 3, 4];
const span = { from: zone.localToInstants(2022, 1, 1)[0] as number, to: zone.localToInstants(2023, 1, 1)[0] as number };
const kinds = [
  ['gas', /^gas_/],
  ['water', /wasser/],
] as const;
const stretches = [
  ['hours', 1],
  ['days', 24],
] as const;

/**
 * Simulated gas and water meters, read every hour to the litre, of which we only see whole cubic metres: what hours and days then have, beside
 * the steps as they were shown.
 */
export const coarseRegisters: Section = {
  name: 'registers of whole cubic metres',
  measure() {
    const houses = seeds.map((seed) => simulateHouse({ ...span, seed, allHourly: true }));
    return kinds.flatMap(([kind, named]) => {
      const meters = houses.flatMap(({ series }) =>
        series.filter(({ meterId, unit, values }) => named.test(meterId) && unit === 'm³' && values.length > 24 * 300),
      );
      return stretches.map(([name, hours]): Measurement => {
        const { ours, shown, amount } = errorsOf(meters, hours);
        return {
          case: `${name} of ${meters.length} ${kind} meters, shown to 1 m³`,
          metric: 'Σ|error| ÷ Σ amount; baseline: the steps as shown',
          value: ours / amount,
          unit: 'of it',
          better: 'lower',
          baseline: shown / amount,
        };
      });
    });
  },
};

/** Summed over all meters, by stretches of so many hourly readings. */
function errorsOf(meters: readonly SimulatedSeries[], hours: number): Record<'ours' | 'shown' | 'amount', number> {
  const sums = { ours: 0, shown: 0, amount: 0 };
  for (const { times, values } of meters) {
    const rules = { commonRate: commonRateOf('m³'), decisions: [] };
    const truth = repairReadings({ times, registers: values }, rules).amounts;
    const shown = repairReadings({ times, registers: values.map((one) => Math.floor(one + 1e-9)) }, rules);
    const ours = spreadTicks(shown);
    for (let at = 0; at + hours <= truth.length; at += hours) {
      const amount = total(truth, at, hours);
      sums.amount += amount;
      sums.ours += Math.abs(total(ours.amounts, at, hours) - amount);
      sums.shown += Math.abs(total(shown.amounts, at, hours) - amount);
    }
  }
  return sums;
}

function total(amounts: RepairedSeries['amounts'], from: number, count: number): number {
  let sum = 0;
  for (let p = from; p < from + count; p++) sum += amounts.at(p) as number;
  return sum;
}
