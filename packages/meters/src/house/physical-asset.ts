import { type Asset, absent, defineAsset, lazy, openZone, type PartitionKey } from '@meterworks/assets';
import { bandFinding, gapFinding, negativeFinding } from '../checks/index.ts';
import type { PhysicalMeter } from '../config/meter.ts';
import { type PhysicalInput, type PhysicalRules, physicalDays } from '../physical/index.ts';
import { dayValue, dayValueFacets } from '../values/codecs.ts';
import type { DayValue } from '../values/day-value.ts';
import type { Profile } from '../values/profile.ts';
import { assetFacts } from './asset-facts.ts';
import type { RepairedAsset } from './repaired-asset.ts';
import type { HouseSchemes } from './schemes.ts';

/** A meter whose days have a register and an advance, in the meter's output unit. */
export type DayAsset = Asset<'day', DayValue, typeof dayValueFacets>;

/** physical/<meter>: advance and close of each local day, gaps filled by the profile that was learned. */
export function physicalAsset(
  meter: PhysicalMeter,
  schemes: HouseSchemes,
  repaired: RepairedAsset,
  profile: Asset<'month', Profile>,
  extrapolateMaxDays: number,
): DayAsset {
  const zone = openZone(schemes.days.zone);
  const rules: PhysicalRules = {
    extrapolateMaxDays,
    ...(meter.digits === undefined ? {} : { rollover: 10 ** meter.digits }),
    ...(meter.removed === undefined ? {} : { removed: meter.removed.time }),
  };
  return defineAsset({
    key: `physical/${meter.id}`,
    partitions: schemes.days,
    value: dayValue,
    facets: dayValueFacets,
    deps: { repaired: repaired.facet('movement'), profile: lazy(profile) },
    config: rules,
    codeVersion: '4',
    ...assetFacts(meter, 'physical'),
    checks: {
      'runs forwards': { finds: ({ value }) => negativeFinding(value, meter.unit) },
      'gap adds up': {
        finds: ({ value, deps, previous }) =>
          deps.repaired === absent ? undefined : gapFinding(value, deps.repaired, previous?.close, meter.unit),
      },
      'within its band': { finds: ({ value }) => bandFinding(value, meter.unit) },
    },
    range: ({ deps, config, ordinals, partitions, scheme }) => {
      const inputs: PhysicalInput[] = [];
      const keys: PartitionKey<'day'>[] = [];
      ordinals.forEach((day, i) => {
        const value = deps.repaired.at(day);
        if (value === undefined) return;
        inputs.push({ day, repaired: value });
        keys.push(partitions[i] as PartitionKey<'day'>);
      });
      const profileAt = (month: number, day: number): Profile | undefined => {
        if (month < schemes.months.startOrdinal) return undefined;
        const found = deps.profile.for(scheme.keyOf(day)).get(schemes.months.keyOf(month));
        return found === absent ? undefined : found;
      };
      const values = physicalDays(inputs, profileAt, zone, config);
      return new Map(keys.map((key, i) => [key, values[i] as DayValue]));
    },
  });
}
