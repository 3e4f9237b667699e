import { type Absent, absent, assetKey, defineAsset, group, json, reference } from '@meterworks/assets';
import { negativeFinding } from '../checks/index.ts';
import { initialCarry, type MasterCarry, type MasterPeriodPlan, masterStep } from '../combination/index.ts';
import type { Configuration } from '../config/configuration.ts';
import type { MasterMeter } from '../config/meter.ts';
import { dayValue, dayValueFacets } from '../values/codecs.ts';
import type { DayValue } from '../values/day-value.ts';
import { assetFacts } from './asset-facts.ts';
import { factorOn, withGasFactor } from './gas-factor-config.ts';
import { dayKey, lifetimeOf } from './part-facts.ts';
import type { DayAsset } from './physical-asset.ts';
import type { HouseSchemes } from './schemes.ts';

/** master/<meter>: one logical meter over replaced or summed ones; its register runs on from day to day. */
export function masterAsset(meter: MasterMeter, configuration: Configuration, schemes: HouseSchemes): DayAsset {
  const periods = meter.periods.map(
    (period): MasterPeriodPlan => ({
      ...period,
      sources: period.sources.map((source) => {
        const factor = factorOn(source.convert, configuration.gasFactors);
        return {
          meterId: source.meterId,
          ...lifetimeOf(configuration, source.meterId),
          ...(factor === undefined ? {} : { factorOn: factor }),
        };
      }),
    }),
  );
  const sources = [...new Set(meter.periods.flatMap((period) => period.sources.map((source) => source.meterId)))];
  const keyOf = new Map(sources.map((id) => [id as string, dayKey(configuration, id)]));
  const lives = sources.map((id) => ({ id, ...lifetimeOf(configuration, id) }));
  const conversions = meter.periods.flatMap((period) => period.sources.map((source) => source.convert));
  const first = meter.periods[0]?.startDay;
  const last = meter.periods.at(-1)?.endDay;
  return defineAsset({
    key: `master/${meter.id}`,
    partitions: schemes.days,
    value: dayValue,
    facets: dayValueFacets,
    deps: { sources: group([...keyOf.values()].map((key) => reference<'day', DayValue>(assetKey(key)))) },
    config: withGasFactor({ periods: meter.periods, lives }, conversions, configuration),
    codeVersion: '2',
    domain: ({ exists, upstream }) => {
      const known = upstream('sources');
      if (known === undefined) return undefined;
      return { from: Math.max(known.from, first ?? exists.from), to: Math.min(known.to, last ?? exists.to) };
    },
    ...assetFacts(meter, 'master'),
    checks: { 'runs forwards': { finds: ({ value }) => negativeFinding(value, meter.unit) } },
    running: {
      carry: json<MasterCarry>(),
      initial: initialCarry,
      step: ({ deps, ordinal }, carry) =>
        masterStep(periods, ordinal, (id) => present(deps.sources[keyOf.get(id) ?? '']), carry),
    },
  });
}

function present(value: DayValue | Absent | undefined): DayValue | undefined {
  return value === absent ? undefined : value;
}
