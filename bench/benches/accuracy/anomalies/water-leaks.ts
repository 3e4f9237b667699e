import { openZone } from '@meterworks/assets';
import { simulateHouse } from '@meterworks/meters/simulation';
import type { Measurement } from '../../../measurement.ts';
import type { Section } from '../section.ts';
import { type HourlyMeter, judgeMeter } from './judged-meter.ts';
import { closeReadings, indexAt, openReadings } from './open-readings.ts';
import { seededDraws } from './seeded-draws.ts';

const zone = openZone('Europe/Berlin');
const dayMs = 86_400_000;
const flows = [2, 5, 10] as const;
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const leakHours = 72;
/** Before the simulated house has a leak of its own, and after its meters are a hundred days old. */
const span = { from: zone.localToInstants(2023, 1, 1)[0] as number, to: zone.localToInstants(2024, 5, 1)[0] as number };

/** Leaks of a few litres an hour in simulated water meters, read hourly to the litre; a meter with three leaks, far apart, is one run. */
export const waterLeaks: Section = {
  name: 'leaks in simulated water meters',
  measure() {
    const meters = seeds.flatMap(waterMeters);
    const found = new Map(flows.map((flow) => [flow, 0]));
    let untrue = 0;
    for (const meter of meters) {
      const draw = seededDraws(meter.name);
      const readings = openReadings(meter.readings);
      const leaks = flows.map((flow, i) => {
        const start =
          span.from + (100 + 120 * i + Math.floor(60 * draw())) * dayMs + Math.floor(24 * draw()) * 3_600_000;
        const end = start + leakHours * 3_600_000;
        for (let k = indexAt(readings, start); k < indexAt(readings, end); k++) {
          readings.amounts[k] = (readings.amounts[k] as number) + flow / 1000;
        }
        return { flow, start, end };
      });
      const flowing = judgeMeter(meter, closeReadings(readings)).incidents.filter(
        ({ type }) => type === 'continuous_flow',
      );
      const overlaps = (one: { start: number; end: number }, other: { start: number; end: number }) =>
        one.start <= other.end + dayMs && one.end >= other.start - dayMs;
      for (const leak of leaks) {
        if (flowing.some((incident) => overlaps(incident, leak))) found.set(leak.flow, (found.get(leak.flow) ?? 0) + 1);
      }
      untrue += flowing.filter((incident) => !leaks.some((leak) => overlaps(incident, leak))).length;
    }
    const all = [...found.values()].reduce((sum, count) => sum + count, 0);
    const figure = { unit: '', better: 'higher' } as const;
    return [
      ...[...found].map(
        ([flow, count]): Measurement => ({
          ...figure,
          case: `anomaly leak of ${flow} L/h for ${leakHours} h, ${meters.length} put in`,
          metric: 'recall',
          value: count / meters.length,
          aim: 0.98,
        }),
      ),
      {
        ...figure,
        case: `anomaly leaks, ${meters.length * flows.length} put in`,
        metric: 'precision',
        value: all / (all + untrue),
        aim: 0.9,
      },
    ];
  },
};

function waterMeters(seed: number): HourlyMeter[] {
  const { series } = simulateHouse({ ...span, seed, allHourly: true });
  return series
    .filter(({ meterId, unit }) => unit === 'm³' && meterId.includes('wasser'))
    .map(({ meterId, times, values }) => ({
      name: `${meterId} of house ${seed}`,
      unit: 'm³',
      kind: 'water',
      zone,
      readings: { times, registers: values },
    }));
}
