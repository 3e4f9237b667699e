import { openZone } from '@meterworks/assets';
import { readRealSeries, realSeries } from '../real-series.ts';
import type { HourlyMeter } from './judged-meter.ts';

const homes = {
  'nl-home': { zone: openZone('Europe/Amsterdam'), unit: 'Wh' },
  'de-household': { zone: openZone('Europe/Berlin'), unit: 'kWh' },
} as const;

/** The fifteen hourly meters of the two real homes. */
export function openRealMeters(): HourlyMeter[] {
  return Object.entries(homes).flatMap(([home, { zone, unit }]) =>
    realSeries[home as keyof typeof homes].map((series): HourlyMeter => {
      const name = `${home}/${series}`;
      const isGas = series === 'gas';
      return {
        name,
        zone,
        unit: isGas ? 'L' : unit,
        kind: isGas ? 'gas' : 'electricity',
        readings: readRealSeries(name),
      };
    }),
  );
}

/** Months of which the series' own description says that registers stand and then jump. */
export const notClean: ReadonlySet<string> = new Set(['2018-05', '2018-06', '2018-07']);
