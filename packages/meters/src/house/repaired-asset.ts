import { type Asset, all, type DomainRule, defineAsset, hull, openZone, type PartitionKey } from '@meterworks/assets';
import type { PhysicalMeter } from '../config/meter.ts';
import { teachesNothing } from '../profile/index.ts';
import type { Decision, RepairRules } from '../repair/index.ts';
import { daysCheckpoint } from '../repaired/checkpoint-codec.ts';
import type { Unit } from '../units/unit.ts';
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
  const read = { readings: all(inputs.readings), decisions: all(inputs.decisions) };

  const { intervals } = inputs;
  if (intervals !== undefined)
    return defineAsset({
      ...facts,
      deps: { ...read, intervals: all(intervals) },
      whole: async ({ deps, config, ordinals, partitions }) => {
        const { repairDays, shapedDays } = await repairing();
        const { joinIntervals, withIntervals } = await import('../interval/index.ts');
        const readings = joinReadings([...deps.readings.values], config.installed, config.removed);
        const rules = await rulesOf(config, deps.decisions.values);
        const asked = { ...config, zone, days: ordinals };
        const given = [...deps.intervals.values];
        const days =
          given.length === 0
            ? repairDays(readings, rules, asked).days
            : shapedDays(readings, rules, asked, (series) => withIntervals(series, joinIntervals(given, config)));
        return keyed(days, partitions);
      },
    });
  return defineAsset({
    ...facts,
    deps: read,
    whole: async ({ deps, config, ordinals, partitions }) => {
      const { repairDays } = await repairing();
      const readings = joinReadings([...deps.readings.values], config.installed, config.removed);
      const rules = await rulesOf(config, deps.decisions.values);
      const { days, checkpoint } = repairDays(readings, rules, { ...config, zone, days: ordinals });
      return { values: keyed(days, partitions), checkpoint };
    },
    checkpoint: {
      codec: daysCheckpoint,
      resume: async ({ deps, config, ordinals, partitions }, state) => {
        const { resumeDays } = await repairing();
        const { times, registers, before } = state;
        const kept = { times: times.subarray(0, before), registers: registers.subarray(0, before) };
        const readings = joinReadings([kept, ...deps.readings.values], config.installed, config.removed);
        const rules = await rulesOf(config, deps.decisions.values);
        const resumed = resumeDays(state, readings, rules, { ...config, zone, days: ordinals });
        return resumed && { values: keyed(resumed.days, partitions), checkpoint: resumed.checkpoint };
      },
    },
  });
}

/** Loaded where something is repaired: most commands only look. */
function repairing(): Promise<typeof import('../repaired/index.ts')> {
  return import('../repaired/index.ts');
}

/** What the repair is told: the configuration, the decisions, and what meters of the kind may reach. */
async function rulesOf(config: RepairConfig, decisions: Iterable<readonly Decision[]>): Promise<RepairRules> {
  const { commonRateOf } = await import('../repair/index.ts');
  return { ...config, commonRate: commonRateOf(config.unit), decisions: [...decisions].flat() };
}

type RepairConfig = Omit<RepairRules, 'decisions' | 'commonRate'> & { readonly unit: Unit };

function keyed(
  days: readonly RepairedDay[],
  partitions: readonly PartitionKey<'day'>[],
): Map<PartitionKey<'day'>, RepairedDay> {
  return new Map(days.map((day, i) => [partitions[i] as PartitionKey<'day'>, day]));
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
