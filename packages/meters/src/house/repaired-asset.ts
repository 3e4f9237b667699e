import {
  type Asset,
  all,
  type DomainRule,
  defineAsset,
  hull,
  type OrdinalRange,
  openZone,
  type PartitionKey,
  type PartitionScheme,
} from '@meterworks/assets';
import type { PhysicalMeter } from '../config/meter.ts';
import type { IntervalRules } from '../interval/index.ts';
import { teachesNothing } from '../profile/index.ts';
import type { Decision, RepairedSeries } from '../repair/index.ts';
import { repairedDay, repairedDayFacets } from '../values/codecs.ts';
import type { DayIntervals } from '../values/day-intervals.ts';
import type { DayReadings } from '../values/day-readings.ts';
import type { RepairedDay } from '../values/repaired-day.ts';
import { assetFacts } from './asset-facts.ts';
import { joinReadings } from './join-readings.ts';
import type { HouseSchemes } from './schemes.ts';

export type RepairedAsset = Asset<'day', RepairedDay, typeof repairedDayFacets>;

export interface RepairedInputs {
  readonly readings: Asset<'day', DayReadings>;
  readonly decisions: Asset<'day', readonly Decision[]>;
  /** Only of a meter that has them. */
  readonly intervals: Asset<'day', DayIntervals> | undefined;
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
  const facts = {
    key: `repaired/${meter.id}`,
    partitions: schemes.days,
    value: repairedDay,
    facets: repairedDayFacets,
    silent: { lesson: teachesNothing },
    config: {
      unit: meter.unit,
      maxRate: meter.maxRate,
      digits: meter.digits,
      gapShape: meter.gapShape,
      initial,
      final,
      installed: meter.installed?.time,
      removed: meter.removed?.time,
      exchanges: meter.exchanges?.map(({ time, finalReading, initialReading }) => ({
        time,
        oldRegister: finalReading,
        newRegister: initialReading,
      })),
    },
    codeVersion: '5',
    eager: true,
    domain: lifeOf(meter, extrapolateMaxDays),
    ...assetFacts(meter, 'repaired', `What is believed of the readings of ${meter.id}`),
  };
  type Config = typeof facts.config;
  const read = { readings: all(inputs.readings), decisions: all(inputs.decisions) };

  const repair = async (
    { readings, decisions }: { readings: readonly DayReadings[]; decisions: readonly (readonly Decision[])[] },
    intervals: readonly DayIntervals[],
    config: Config,
    { ordinals, scheme, span }: Asked,
  ): Promise<Map<PartitionKey<'day'>, RepairedDay>> => {
    // Loaded where something is repaired: most commands only look.
    const { commonRateOf, repairReadings } = await import('../repair/index.ts');
    const { spreadTicks, summarizeDays } = await import('../repaired/index.ts');
    const { splitGaps } = await import('../gaps/index.ts');
    const byReadings = repairReadings(joinReadings(readings, config.installed, config.removed), {
      maxRate: config.maxRate,
      commonRate: commonRateOf(config.unit),
      digits: config.digits,
      initial: config.initial,
      final: config.final,
      exchanges: config.exchanges,
      decisions: decisions.flat(),
    });
    const series = intervals.length === 0 ? spreadTicks(byReadings) : await shaped(byReadings, intervals, config);
    const days = splitGaps(ordinals, summarizeDays(series, zone, span.from, span.to, config), zone, config.gapShape);
    const wanted = new Map<PartitionKey<'day'>, RepairedDay>();
    ordinals.forEach((ordinal, i) => {
      const day = days[i];
      if (day !== undefined) wanted.set(scheme.keyOf(ordinal), day);
    });
    return wanted;
  };

  const { intervals } = inputs;
  if (intervals === undefined)
    return defineAsset({
      ...facts,
      deps: read,
      whole: ({ deps, config, ...asked }) =>
        repair({ readings: [...deps.readings.values], decisions: [...deps.decisions.values] }, [], config, asked),
    });
  return defineAsset({
    ...facts,
    deps: { ...read, intervals: all(intervals) },
    whole: ({ deps, config, ...asked }) =>
      repair(
        { readings: [...deps.readings.values], decisions: [...deps.decisions.values] },
        [...deps.intervals.values],
        config,
        asked,
      ),
  });
}

/** Which days are asked for. */
interface Asked {
  readonly ordinals: readonly number[];
  readonly scheme: PartitionScheme<'day'>;
  readonly span: OrdinalRange;
}

async function shaped(
  series: RepairedSeries,
  intervals: readonly DayIntervals[],
  rules: IntervalRules,
): Promise<RepairedSeries> {
  const { joinIntervals, withIntervals } = await import('../interval/index.ts');
  return withIntervals(series, joinIntervals(intervals, rules));
}

/**
 * From installation, or else the first day that was read, to removal, or else as long as is extrapolated after the last one; never
 * beyond what exists.
 */
function lifeOf(meter: PhysicalMeter, extrapolateMaxDays: number): DomainRule {
  return ({ exists, upstream }) => {
    const readings = hull([upstream('readings'), upstream('intervals')]);
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
