import { formatMonth, monthOfDay, openZone } from '@meterworks/assets';
import { commodityOf } from '@meterworks/meters';
import { meterId as nameMeter } from '@meterworks/meters/config';
import {
  type Absence,
  otherHouses,
  type SimulatedSeries,
  simulateHouse,
  simulateOtherHouse,
} from '@meterworks/meters/simulation';
import type { Measurement } from '../../../measurement.ts';
import type { Section } from '../section.ts';
import { injectionRows } from './injected-faults.ts';
import { tellsAbsence } from './injection-trials.ts';
import { type HourlyMeter, judgeMeter } from './judged-meter.ts';

const zone = openZone('Europe/Berlin');
/** The first two years of made-up houses, read each hour by sensors. */
const span = { from: zone.localToInstants(2022, 2, 1)[0] as number, to: zone.localToInstants(2024, 2, 1)[0] as number };

/** Seeds of the demo house, and of each other kind of house. */
interface Seeds {
  readonly demo: readonly number[];
  readonly others: readonly number[];
}

/** The methods were worked out with these in view, so they say little of others. */
const lookedAt: Seeds = { demo: [1009, 2003], others: [1, 2] };
/** Judged once the methods were settled; nothing was changed after. */
const heldOut: Seeds = { demo: [52_009, 81_017], others: [1301, 1319] };

/** Trials of each kind and meter: more than fifty of every kind. */
const trials = 6;

/** The same faults in houses of five kinds, of which the truth is known: who was away when, too. */
export const madeUpHouses: Section = {
  name: 'anomalies in made-up houses, first those that were looked at, then those that were not',
  measure: () => [...rowsOf('looked at: anomaly', lookedAt), ...rowsOf('unseen: anomaly', heldOut)],
};

function rowsOf(label: string, { demo, others }: Seeds): Measurement[] {
  const meters = [
    ...demo.flatMap(demoMeters),
    ...others.flatMap((seed) =>
      otherHouses.flatMap((house) => {
        const { series, absences } = simulateOtherHouse({ ...span, house, seed });
        return series.map((one) => hourlyMeter(one, `${house} ${seed}`, absences));
      }),
    ),
  ];
  return [...injectionRows(meters, label, trials), ...cleanRows(meters, label)];
}

/** Physical meters of the demo house; those in which the simulation puts a fault of its own are left out. */
function demoMeters(seed: number): HourlyMeter[] {
  const { series, truth } = simulateHouse({ ...span, seed, allHourly: true });
  const faulty = new Set(truth.faults.map(({ meterId }) => meterId));
  return series
    .filter(({ meterId, times }) => !faulty.has(meterId) && times.length > 24 * 365)
    .map((one) => hourlyMeter(one, `demo ${seed}`, truth.absences));
}

function hourlyMeter(
  { meterId, unit, times, values }: SimulatedSeries,
  house: string,
  absences: readonly Absence[],
): HourlyMeter {
  return {
    name: `${meterId} of house ${house}`,
    unit,
    kind: commodityOf({ id: nameMeter(meterId), unit }),
    zone,
    readings: { times, registers: values },
    absences: absences.filter(({ meterIds }) => meterIds.includes(meterId)),
  };
}

/** Nothing was put in: all incidents are false but those that tell of an absence. */
function cleanRows(meters: readonly HourlyMeter[], label: string): Measurement[] {
  let months = 0;
  let incidents = 0;
  let ofAbsences = 0;
  let most = 0;
  for (const meter of meters) {
    const judged = judgeMeter(meter);
    months += (judged.last - judged.first + 1) / 30.44;
    const inMonth = new Map<string, number>();
    for (const incident of judged.incidents) {
      if (tellsAbsence(incident, meter)) {
        ofAbsences++;
        continue;
      }
      incidents++;
      const month = formatMonth(monthOfDay(zone.dayOf(incident.start)));
      inMonth.set(month, (inMonth.get(month) ?? 0) + 1);
    }
    most = Math.max(most, ...inMonth.values());
  }
  const figure = {
    case: `${label} ${Math.round(months)} clean months of ${meters.length} meters`,
    unit: 'incidents',
    better: 'lower',
  } as const;
  return [
    { ...figure, metric: 'false incidents a meter and month', value: incidents / months, aim: 0.2 },
    { ...figure, metric: 'most false incidents of a meter in a month', value: most, aim: 1 },
    { ...figure, metric: 'incidents a meter and month that tell of an absence', value: ofAbsences / months },
  ];
}
