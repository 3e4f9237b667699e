import type { AssetKey, Source, Zone } from '@meterworks/assets';
import type { Configuration } from '../config/configuration.ts';
import type { PhysicalMeter } from '../config/meter.ts';
import type { DayIntervals } from '../values/day-intervals.ts';
import type { SamplesPort } from './samples-port.ts';
import { type DaySamples, samplesSource } from './samples-source.ts';

/** The source that observes what Tibber told, and can ask it. */
export const tibberSource = 'tibber';

/** The raw series in which a meter's interval energy lies: time the interval's start. */
export function intervalSeries(meterId: string): string {
  return `interval/${meterId}`;
}

/** The raw series in which Tibber's prices lie: time the interval's start, value the price of a kWh. */
export const priceSeries = 'energy_price/tibber';

/** Whether interval energy of a meter is looked at. */
export function hasIntervals(meter: PhysicalMeter, { tibber }: Configuration): boolean {
  return meter.source === 'interval' || meter.id === tibber.meterId;
}

/** One source for the meter that Tibber feeds and one for all others, each only where there is such a meter. */
export function intervalSources(
  series: { readonly tibber: ReadonlyMap<AssetKey, string>; readonly others: ReadonlyMap<AssetKey, string> },
  samples: SamplesPort,
  zone: Zone,
  pull: Source['pull'],
): Source[] {
  const source = (name: string, ofMeters: ReadonlyMap<AssetKey, string>): Source =>
    samplesSource({
      name,
      samples,
      zone,
      series: ofMeters,
      dayValueOf: dayIntervalsOf,
      describe: (one, time, _value, count) => {
        const what = one === priceSeries ? 'prices' : `interval energy of ${one.slice(intervalSeries('').length)}`;
        return `${what} arrived, ${count} ${count === 1 ? 'interval' : 'intervals'} up to ${zone.format(time)}`;
      },
    });
  const sources: Source[] = [];
  if (series.tibber.size > 0) {
    const told = source(tibberSource, series.tibber);
    sources.push(pull === undefined ? told : { ...told, pull });
  }
  if (series.others.size > 0) sources.push(source('intervals', series.others));
  return sources;
}

function dayIntervalsOf({ times, values }: DaySamples): DayIntervals {
  return { starts: times, amounts: values };
}
