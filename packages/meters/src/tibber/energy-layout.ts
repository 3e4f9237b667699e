import type { Configuration } from '../config/configuration.ts';
import { hasIntervals, intervalSeries } from '../house/interval-sources.ts';
import type { EnergyPrice } from './interval-energy.ts';

/** Who told of a stored interval. */
export const tibberKind = 'tibber';

/** How interval energy lies in the raw bucket, in the words of the series store: `energy_interval`, time the interval's start. */
export function energyLayout(bucket: string) {
  return {
    bucket,
    nameTag: 'meter_id',
    field: 'consumption',
    kindTags: ['source'],
    kindOf: ([source = '']: readonly string[]): string => source,
    tagsOf: (kind: string): Readonly<Record<string, string>> => ({ source: kind }),
  };
}

/** Where the interval energy of each meter that may have it lies. */
export function energyPlaces(configuration: Configuration) {
  const places = new Map<string, { name: string; measurements: { measurement: string; factor: number }[] }>();
  for (const meter of configuration.meters.values()) {
    if (meter.kind !== 'physical' || !hasIntervals(meter, configuration)) continue;
    const measurements = [{ measurement: 'energy_interval', factor: 1 }];
    places.set(intervalSeries(meter.id), { name: meter.id, measurements });
  }
  return places;
}

/** A price as a point of the processed bucket: `energy_price`, time the start of the interval. */
export function pricePoint(home: string, { start, total, energy, tax, currency, level }: EnergyPrice) {
  const tags = { home, unit: `${currency ?? ''}/kWh` };
  const fields: Record<string, number | string> = { total };
  if (energy !== undefined) fields.energy = energy;
  if (tax !== undefined) fields.tax = tax;
  if (level !== undefined) fields.level = level;
  return { measurement: 'energy_price', tags, fields, time: start };
}
