import type { Configuration } from '../config/configuration.ts';
import { convertFactor, type Unit, units } from '../units/unit.ts';
import { inputNumberKind, sensorKind } from './meter-house.ts';

/** How Home Assistant lays out its bucket, in the words of the series store. */
export interface HomeAssistantLayout {
  readonly bucket: string;
  readonly nameTag: 'entity_id';
  readonly field: 'value';
  readonly kindTags: readonly string[];
  kindOf(values: readonly string[]): string;
  tagsOf(kind: string): Readonly<Record<string, string>>;
}

/** Where the readings of one meter lie. */
export interface MeterPlace {
  readonly name: string;
  /** Its own unit first. */
  readonly measurements: readonly { readonly measurement: string; readonly factor: number }[];
  readonly unless?: { readonly fields: readonly string[]; readonly exception: string };
}

/** Who wrote a reading that did not come from Home Assistant stands in `source`. */
const ownSources: ReadonlySet<string> = new Set(['import', 'typed']);

/** A reading's kind is `import` or `typed` if it was brought in here, else the domain of the entity. */
export function homeAssistantLayout(bucket: string): HomeAssistantLayout {
  return {
    bucket,
    nameTag: 'entity_id',
    field: 'value',
    kindTags: ['domain', 'source'],
    kindOf: ([domain, source = '']) =>
      ownSources.has(source) ? source : domain === inputNumberKind ? domain : sensorKind,
    tagsOf: (kind): Record<string, string> =>
      ownSources.has(kind) ? { domain: inputNumberKind, source: kind } : { domain: kind },
  };
}

/**
 * The physical meters by their series: an entity's values in any unit of the meter's dimension, each brought into the meter's own. At
 * the meter that Tibber feeds, points with a price are hourly amounts, unless they say the hour's consumption apart.
 */
export function meterPlaces(configuration: Configuration): ReadonlyMap<string, MeterPlace> {
  const places = new Map<string, MeterPlace>();
  for (const meter of configuration.meters.values()) {
    if (meter.kind !== 'physical') continue;
    const place = { name: meter.id, measurements: measurementsOf(meter.unit) };
    const priced = { fields: ['cost', 'unit_price'], exception: 'hourly_consumption' };
    places.set(meter.id, meter.id === configuration.tibber.meterId ? { ...place, unless: priced } : place);
  }
  return places;
}

function measurementsOf(unit: Unit): MeterPlace['measurements'] {
  const own = { measurement: unit, factor: 1 };
  const others = units
    .filter((other) => other !== unit)
    .map((other) => ({ measurement: other, factor: convertFactor(other, unit) }))
    .filter((one): one is { measurement: Unit; factor: number } => one.factor !== undefined);
  const measurements = [own, ...others];
  // Home Assistant's older versions, and people, write m3.
  return measurements.flatMap((one) => (one.measurement === 'm³' ? [one, { ...one, measurement: 'm3' }] : [one]));
}
