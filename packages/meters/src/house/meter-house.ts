import {
  type AssetDefinition,
  type AssetKey,
  assetKey,
  defineExternal,
  openZone,
  reference,
  type Source,
} from '@meterworks/assets';
import type { Configuration } from '../config/configuration.ts';
import type { Meter, PhysicalMeter } from '../config/meter.ts';
import { decisionOf, decisionSeries } from '../findings/decision-series.ts';
import type { Decision } from '../repair/index.ts';
import type { DailyConsumption } from '../values/consumption.ts';
import type { DayIntervals } from '../values/day-intervals.ts';
import type { DayReadings } from '../values/day-readings.ts';
import { type AnomalyEvidence, anomaliesAsset } from './anomalies-asset.ts';
import { assetFacts } from './asset-facts.ts';
import { consumptionAssets } from './consumption-assets.ts';
import { costAssets, pricesAsset } from './cost-assets.ts';
import { factorOn } from './gas-factor-config.ts';
import { hasIntervals, intervalSeries, intervalSources, priceSeries } from './interval-sources.ts';
import { masterAsset } from './master-asset.ts';
import { lastServedDay, lifetimeOf } from './part-facts.ts';
import { physicalAsset } from './physical-asset.ts';
import { profileAsset } from './profile-asset.ts';
import { repairedAsset } from './repaired-asset.ts';
import type { SamplesPort } from './samples-port.ts';
import { type DaySamples, samplesSource } from './samples-source.ts';
import { type HouseSchemes, houseSchemes } from './schemes.ts';
import { trainingAsset } from './training-asset.ts';
import { virtualAsset } from './virtual-asset.ts';

/** Every asset of a house, and the sources that observe what comes from outside. */
export interface MeterHouse {
  readonly assets: readonly AssetDefinition[];
  readonly sources: readonly Source[];
}

/**
 * Declares the assets of all meters of a configuration.
 *
 * @param samples raw series: readings under the meter's id, decisions under `decisionSeries`, interval energy under `intervalSeries`
 * @param pulls by source what fetches from outside what it can then observe: `tibber`
 */
export function meterHouse(
  configuration: Configuration,
  samples: SamplesPort,
  pulls: { readonly tibber?: Source['pull'] } = {},
): MeterHouse {
  const schemes = houseSchemes(configuration.timezone, configuration.firstDay);
  const zone = openZone(configuration.timezone);
  const readings = new Map<AssetKey, string>();
  const decisions = new Map<AssetKey, string>();
  const withoutSensor = new Set<string>();
  const tibber = new Map<AssetKey, string>();
  const others = new Map<AssetKey, string>();
  const assets: AssetDefinition[] = [];
  for (const meter of configuration.meters.values()) {
    if (meter.kind === 'physical') {
      const external = externalAssets(meter, schemes, hasIntervals(meter, configuration));
      readings.set(external.readings.key, meter.id);
      if (meter.source === 'interval') withoutSensor.add(meter.id);
      decisions.set(external.decisions.key, decisionSeries(meter.id));
      if (external.intervals !== undefined) {
        const told = meter.id === configuration.tibber.meterId ? tibber : others;
        told.set(external.intervals.key, intervalSeries(meter.id));
        assets.push(external.intervals.definition);
      }
      const repaired = repairedAsset(meter, schemes, external, configuration.extrapolateMaxDays);
      const training = trainingAsset(meter, schemes, repaired);
      const profile = profileAsset(meter, schemes, training);
      const day = physicalAsset(meter, schemes, repaired, profile, configuration.extrapolateMaxDays);
      const consumption = consumptionAssets(meter, schemes, day.facet('advance'));
      const lastServed = lastServedDay(meter, configuration);
      const anomalies = anomaliesAsset(meter, schemes, consumption.daily, { repaired, lastServed });
      assets.push(
        ...[external.readings, external.decisions, repaired, training, profile, day].map((asset) => asset.definition),
        ...[consumption.daily, consumption.monthly, consumption.yearly, anomalies].map((asset) => asset.definition),
        ...costAssets(meter, schemes, consumption.daily, configuration),
      );
    } else {
      const day =
        meter.kind === 'master'
          ? masterAsset(meter, configuration, schemes)
          : virtualAsset(meter, configuration, schemes);
      const consumption = consumptionAssets(meter, schemes, day.facet('advance'));
      const anomalies = anomaliesAsset(meter, schemes, consumption.daily, balanceOf(meter, configuration));
      assets.push(
        ...[day, consumption.daily, consumption.monthly, consumption.yearly, anomalies].map(
          (asset) => asset.definition,
        ),
        ...costAssets(meter, schemes, consumption.daily, configuration),
      );
    }
  }
  const prices = pricesAsset(configuration, schemes);
  if (prices !== undefined) {
    tibber.set(prices.key, priceSeries);
    assets.push(prices.definition);
  }
  return {
    assets,
    sources: [
      samplesSource({
        name: 'readings',
        samples,
        zone,
        series: readings,
        dayValueOf: (day, series) => dayReadingsOf(withoutSensor.has(series) ? typedOf(day) : day),
        describe: (series, time, value, count) =>
          count === 1
            ? `a reading of ${series} arrived: ${value} at ${zone.format(time)}`
            : `${count} readings of ${series} arrived, the last one ${value} at ${zone.format(time)}`,
      }),
      samplesSource({
        name: 'decisions',
        samples,
        zone,
        series: decisions,
        dayValueOf: decisionsOf,
        describe: (_series, time, value) => `the reading ${value} at ${zone.format(time)} was decided upon`,
      }),
      ...intervalSources({ tibber, others }, samples, zone, pulls.tibber),
    ],
  };
}

/** The whole and the parts of a virtual meter that is left over; nothing of one that only adds up. */
function balanceOf(meter: Meter, configuration: Configuration): Pick<AnomalyEvidence, 'whole' | 'parts'> {
  if (meter.kind !== 'virtual') return {};
  const terms = meter.terms.map((term) => {
    const converted = factorOn(term.convert, configuration.gasFactors);
    return {
      factor: term.factor,
      part: reference<'day', DailyConsumption>(assetKey(`consumption/${term.meterId}/daily`)),
      factorOn: (day: number) => term.factor * (converted?.(day) ?? 1),
      ...lifetimeOf(configuration, term.meterId),
    };
  });
  const whole = terms.filter(({ factor }) => factor > 0);
  const parts = terms.filter(({ factor }) => factor < 0);
  if (whole.length === 0 || parts.length === 0) return {};
  return meter.negatives === 'kept' ? { whole } : { whole, parts };
}

function externalAssets(meter: PhysicalMeter, schemes: HouseSchemes, withIntervals: boolean) {
  return {
    intervals: withIntervals
      ? defineExternal<'day', DayIntervals>({
          ...assetFacts(meter, 'readings', `Interval energy of ${meter.id} as it came`),
          key: `intervals/${meter.id}`,
          partitions: schemes.days,
        })
      : undefined,
    readings: defineExternal<'day', DayReadings>({
      ...assetFacts(meter, 'readings', `Readings of ${meter.id} as they came`),
      key: `readings/${meter.id}`,
      partitions: schemes.days,
    }),
    decisions: defineExternal<'day', readonly Decision[]>({
      ...assetFacts(meter, 'readings', `What the user decided about readings of ${meter.id}`),
      key: `decisions/${meter.id}`,
      partitions: schemes.days,
    }),
  };
}

/** The kind of samples that an `input_number` of Home Assistant wrote. */
export const inputNumberKind = 'input_number';
/** The kind of samples that any other entity of it wrote. */
export const sensorKind = 'sensor';

function dayReadingsOf({ times, values, kinds, kindNames }: DaySamples): DayReadings {
  const kind = kindNames.indexOf(inputNumberKind);
  if (kind < 0) return { times, registers: values };
  return { times, registers: values, rewritable: kinds.map((one) => (one === kind ? 1 : 0)) };
}

/** Without what sensors wrote: at a meter that is read by intervals that is no register. */
function typedOf(day: DaySamples): DaySamples {
  const sensor = day.kindNames.indexOf(sensorKind);
  const typed = (_: number, i: number): boolean => day.kinds[i] !== sensor;
  if (sensor < 0) return day;
  return {
    times: day.times.filter(typed),
    values: day.values.filter(typed),
    kinds: day.kinds.filter(typed),
    kindNames: day.kindNames,
  };
}

function decisionsOf({ times, values, kinds, kindNames }: DaySamples): readonly Decision[] {
  const said = Array.from(times, (time, i) =>
    decisionOf(time, values[i] as number, kindNames[kinds[i] as number] as string),
  );
  return said.filter((decision) => decision !== undefined);
}
