import { openZone } from '@meterworks/assets';
import type { Measurement } from '../../measurement.ts';
import { type MeterFacts, makeDays } from './made-days.ts';
import { straightDays, thinToFifty } from './old-rules/straight-line.ts';
import { hasRealSeries, readRealSeries } from './real-series.ts';
import type { Section } from './section.ts';

const zone = openZone('Europe/Amsterdam');
const meters = [
  ['nl-home/strom_bezug_T1', { unit: 'Wh', kind: 'electricity', zone }],
  ['nl-home/gas', { unit: 'L', kind: 'gas', zone }],
] as const satisfies readonly (readonly [string, MeterFacts])[];

/** Days that are read every hour: what the registers at their midnights say is the truth; ours are those, the old way kept fifty readings. */
export const denseDays: Section = {
  name: 'days of dense readings',
  measure() {
    return hasRealSeries() ? meters.map(([name, facts]) => measureMeter(name, facts)) : [];
  },
};

function measureMeter(name: string, facts: MeterFacts): Measurement {
  const readings = readRealSeries(name);
  const registerAt = new Map(Array.from(readings.times, (time, i) => [time, readings.registers[i] as number]));
  const { first, values } = makeDays(readings, facts);
  const thin = straightDays(thinToFifty(readings), zone);
  let error = 0;
  let thinError = 0;
  let amount = 0;
  for (const [index, { advance, quality }] of values.entries()) {
    const day = first + index;
    const [opening, closing] = [registerAt.get(zone.dayStart(day)), registerAt.get(zone.dayStart(day + 1))];
    if (opening === undefined || closing === undefined || quality !== 'measured') continue;
    error += Math.abs((advance ?? 0) - (closing - opening));
    thinError += Math.abs((thin.get(day) ?? 0) - (closing - opening));
    amount += closing - opening;
  }
  return {
    case: `days of ${name}, hourly`,
    metric: 'Σ|error| ÷ Σ amount; baseline: thinned to 50 points and a line',
    value: (100 * error) / amount,
    unit: '%',
    better: 'lower',
    aim: 0,
    baseline: (100 * thinError) / amount,
  };
}
