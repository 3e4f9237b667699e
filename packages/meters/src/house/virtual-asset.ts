import { assetKey, defineAsset, group, reference } from '@meterworks/assets';
import { combineVirtualDay, type LinearTerm } from '../combination/index.ts';
import type { Configuration } from '../config/configuration.ts';
import type { VirtualMeter } from '../config/meter.ts';
import { dayValue, dayValueFacets } from '../values/codecs.ts';
import type { DayValue } from '../values/day-value.ts';
import { assetFacts } from './asset-facts.ts';
import type { DayAdvance } from './consumption-assets.ts';
import { factorOn, withGasFactor } from './gas-factor-config.ts';
import { dayKey, lifetimeOf } from './part-facts.ts';
import type { DayAsset } from './physical-asset.ts';
import type { HouseSchemes } from './schemes.ts';

/** virtual/<meter>: calculated from the advances of others, day by day. */
export function virtualAsset(meter: VirtualMeter, configuration: Configuration, schemes: HouseSchemes): DayAsset {
  const terms = meter.terms.map((term): LinearTerm => {
    const factor = factorOn(term.convert, configuration.gasFactors);
    return {
      meterId: term.meterId,
      factor: term.factor,
      ...lifetimeOf(configuration, term.meterId),
      ...(factor === undefined ? {} : { factorOn: factor }),
    };
  });
  const keyOf = new Map(meter.terms.map((term) => [term.meterId as string, dayKey(configuration, term.meterId)]));
  const lives = meter.terms.map((term) => ({ id: term.meterId, ...lifetimeOf(configuration, term.meterId) }));
  const conversions = meter.terms.map((term) => term.convert);
  const { floorAtZero } = meter;
  return defineAsset({
    key: `virtual/${meter.id}`,
    partitions: schemes.days,
    value: dayValue,
    facets: dayValueFacets,
    deps: { parts: group([...keyOf.values()].map((key) => reference<'day', DayAdvance>(assetKey(key), 'advance'))) },
    config: withGasFactor({ terms: meter.terms, lives, floorAtZero }, conversions, configuration),
    codeVersion: '2',
    ...assetFacts(meter, 'virtual'),
    range: ({ deps, ordinals, scheme }) =>
      new Map(
        ordinals.map((day) => {
          const value: DayValue = combineVirtualDay({ terms, floorAtZero }, day, (id) =>
            deps.parts[keyOf.get(id) ?? '']?.at(day),
          );
          return [scheme.keyOf(day), value];
        }),
      ),
  });
}
