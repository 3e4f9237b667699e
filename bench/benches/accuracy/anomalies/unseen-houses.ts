import { openZone } from '@meterworks/assets';
import { commodityOf } from '@meterworks/meters';
import { meterId as nameMeter } from '@meterworks/meters/config';
import { simulateHouse } from '@meterworks/meters/simulation';
import type { Section } from '../section.ts';
import { injectionRows } from './injected-faults.ts';
import { type HourlyMeter, judgeMeter } from './judged-meter.ts';

const zone = openZone('Europe/Berlin');
/** The first two years of the made-up house, read each hour by sensors. */
const span = { from: zone.localToInstants(2022, 2, 1)[0] as number, to: zone.localToInstants(2024, 2, 1)[0] as number };
/** Seeds that nothing else of the project uses. */
const seeds = [1009, 2003] as const;

/** Trials of each kind and meter. */
const trials = 6;

/** The same faults and the same thresholds on series that those were not chosen with: the check against thresholds that only fit the real ones. */
export const unseenHouses: Section = {
  name: 'anomalies in made-up houses that no threshold was chosen with',
  measure() {
    const meters = openUnseenMeters();
    let months = 0;
    let incidents = 0;
    for (const meter of meters) {
      const judged = judgeMeter(meter);
      months += (judged.last - judged.first + 1) / 30.44;
      incidents += judged.incidents.length;
    }
    return [
      ...injectionRows(meters, 'unseen: anomaly', trials),
      {
        case: `unseen: anomaly ${Math.round(months)} clean months of ${meters.length} meters`,
        metric: 'false incidents a meter and month',
        unit: 'incidents',
        better: 'lower',
        value: incidents / months,
        aim: 0.2,
      },
    ];
  },
};

/** Physical meters of houses that no threshold was looked at with; those in which the simulation puts a fault of its own are left out. */
function openUnseenMeters(): HourlyMeter[] {
  return seeds.flatMap((seed) => {
    const { series, truth } = simulateHouse({ ...span, seed, allHourly: true });
    const faulty = new Set(truth.faults.map(({ meterId }) => meterId));
    return series
      .filter(({ meterId }) => !faulty.has(meterId))
      .filter(({ times }) => times.length > 24 * 365)
      .map(({ meterId, unit, times, values }) => ({
        name: `${meterId} of house ${seed}`,
        unit,
        kind: commodityOf({ id: nameMeter(meterId), unit }),
        zone,
        readings: { times, registers: values },
      }));
  });
}
