import { type Asset, all, type DomainRule, defineAsset, openZone, type PartitionKey } from '@meterworks/assets';
import type { PhysicalMeter } from '../config/meter.ts';
import { teachesNothing } from '../profile/index.ts';
import type { Decision } from '../repair/index.ts';
import { repairedDay, repairedDayFacets } from '../values/codecs.ts';
import type { DayReadings } from '../values/day-readings.ts';
import type { RepairedDay } from '../values/repaired-day.ts';
import { assetFacts } from './asset-facts.ts';
import { joinReadings } from './join-readings.ts';
import type { HouseSchemes } from './schemes.ts';

export type RepairedAsset = Asset<'day', RepairedDay, typeof repairedDayFacets>;

export interface RepairedInputs {
  readonly readings: Asset<'day', DayReadings>;
  readonly decisions: Asset<'day', readonly Decision[]>;
}

/** repaired/<meter>: what is believed of the readings, decided over the whole series in one cheap pass. */
export function repairedAsset(
  meter: PhysicalMeter,
  schemes: HouseSchemes,
  inputs: RepairedInputs,
  extrapolateMaxDays: number,
): RepairedAsset {
  const zone = openZone(schemes.days.zone);
  const initial =
    meter.initialReading === undefined || meter.installed === undefined
      ? undefined
      : { time: meter.installed.time, register: meter.initialReading };
  const final =
    meter.finalReading === undefined || meter.removed === undefined
      ? undefined
      : { time: meter.removed.time, register: meter.finalReading };
  return defineAsset({
    key: `repaired/${meter.id}`,
    partitions: schemes.days,
    value: repairedDay,
    facets: repairedDayFacets,
    silent: { lesson: teachesNothing },
    deps: { readings: all(inputs.readings), decisions: all(inputs.decisions) },
    config: {
      unit: meter.unit,
      maxRate: meter.maxRate,
      digits: meter.digits,
      initial,
      final,
      installed: meter.installed?.time,
      removed: meter.removed?.time,
    },
    codeVersion: '2',
    eager: true,
    domain: lifeOf(meter, extrapolateMaxDays),
    ...assetFacts(meter, 'repaired', `What is believed of the readings of ${meter.id}`),
    whole: async ({ deps, config, ordinals, scheme, span }) => {
      // Loaded where something is repaired: most commands only look.
      const { commonRateOf, repairReadings } = await import('../repair/index.ts');
      const { summarizeDays } = await import('../repaired/index.ts');
      const { splitGaps } = await import('../gaps/index.ts');
      const series = repairReadings(joinReadings([...deps.readings.values], config.installed, config.removed), {
        maxRate: config.maxRate,
        commonRate: commonRateOf(config.unit),
        digits: config.digits,
        initial: config.initial,
        final: config.final,
        decisions: [...deps.decisions.values].flat(),
      });
      const days = splitGaps(ordinals, summarizeDays(series, zone, span.from, span.to, config), zone);
      const wanted = new Map<PartitionKey<'day'>, RepairedDay>();
      ordinals.forEach((ordinal, i) => {
        const day = days[i];
        if (day !== undefined) wanted.set(scheme.keyOf(ordinal), day);
      });
      return wanted;
    },
  });
}

/**
 * From installation, or else the first reading's day, to removal, or else as long as is extrapolated after the last reading; never
 * beyond what exists.
 */
function lifeOf(meter: PhysicalMeter, extrapolateMaxDays: number): DomainRule {
  return ({ exists, upstream }) => {
    const readings = upstream('readings');
    const from = meter.installed?.day ?? readings?.from;
    const known = meter.finalReading === undefined ? undefined : meter.removed?.day;
    const lastKnown = known ?? readings?.to ?? (meter.initialReading === undefined ? undefined : meter.installed?.day);
    if (from === undefined || lastKnown === undefined) return undefined;
    return {
      from,
      to: Math.min(exists.to, meter.removed?.day ?? Number.POSITIVE_INFINITY, lastKnown + extrapolateMaxDays),
    };
  };
}
