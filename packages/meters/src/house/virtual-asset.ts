import {
  type Absent,
  absent,
  assetKey,
  type CheckSpec,
  defineAsset,
  float64,
  group,
  type PartitionKey,
  reference,
} from '@meterworks/assets';
import { residualFinding } from '../checks/index.ts';
import { carriedStep, combineVirtualDay, type LinearTerm } from '../combination/index.ts';
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
  const partIn = <V>(parts: Readonly<Record<string, V>>, id: string): V | undefined => parts[keyOf.get(id) ?? ''];
  const lives = meter.terms.map((term) => ({ id: term.meterId, ...lifetimeOf(configuration, term.meterId) }));
  const conversions = meter.terms.map((term) => term.convert);
  const { negatives } = meter;
  const residual: CheckSpec<'day', DayValue, unknown, { readonly parts: Parts }> = {
    finds: ({ value, ordinal, deps }) =>
      residualFinding(value, terms, negatives, ordinal, (id) => present(partIn(deps.parts, id)), meter.unit),
  };
  const facts = {
    key: `virtual/${meter.id}`,
    partitions: schemes.days,
    value: dayValue,
    facets: dayValueFacets,
    deps: { parts: group([...keyOf.values()].map((key) => reference<'day', DayAdvance>(assetKey(key), 'advance'))) },
    config: withGasFactor({ terms: meter.terms, lives, negatives }, conversions, configuration),
    codeVersion: '2',
    ...assetFacts(meter, 'virtual'),
    checks: { 'parts and rest make the whole': residual },
  };
  if (negatives === 'carried')
    return defineAsset({
      ...facts,
      running: {
        carry: float64,
        initial: 0,
        step: ({ deps, ordinal }, owed) => carriedStep(terms, ordinal, (id) => present(partIn(deps.parts, id)), owed),
      },
    });
  return defineAsset({
    ...facts,
    range: ({ deps, ordinals, partitions }) =>
      new Map(
        ordinals.map((day, i) => [
          partitions[i] as PartitionKey<'day'>,
          combineVirtualDay({ terms, negatives }, day, (id) => partIn(deps.parts, id)?.at(day)),
        ]),
      ),
  });
}

type Parts = Readonly<Record<string, DayAdvance | Absent>>;

function present(part: DayAdvance | Absent | undefined): DayAdvance | undefined {
  return part === absent ? undefined : part;
}
