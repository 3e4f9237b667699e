import { type Asset, defineAsset, openZone, type PartitionKey, window } from '@meterworks/assets';
import type { PhysicalMeter } from '../config/meter.ts';
import { fitProfiles, monthStatistics, trainingMonths } from '../profile/index.ts';
import { profile } from '../values/codecs.ts';
import type { MonthLessons } from '../values/month-lessons.ts';
import type { Profile } from '../values/profile.ts';
import { assetFacts } from './asset-facts.ts';
import { type Commodity, commodityOf } from './commodity.ts';
import type { HouseSchemes } from './schemes.ts';

const priorKinds: Readonly<Record<Commodity, 'electricity' | 'gas' | 'heat' | 'water'>> = {
  electricity: 'electricity',
  gas: 'gas',
  heat: 'heat',
  water: 'water',
  other: 'electricity',
};

/** profile/<meter> (monthly): the shape that was learned up to the end of the following month. */
export function profileAsset(
  meter: PhysicalMeter,
  schemes: HouseSchemes,
  training: Asset<'month', MonthLessons>,
): Asset<'month', Profile> {
  const zone = openZone(schemes.days.zone);
  return defineAsset({
    key: `profile/${meter.id}`,
    partitions: schemes.months,
    value: profile,
    deps: { months: window(training, trainingMonths) },
    config: { monthlyShares: meter.monthlyShares, kind: priorKinds[commodityOf(meter)] },
    codeVersion: '5',
    // Few and quickly fitted: with them the plan of `physical` is exact for estimated days, too.
    eager: true,
    ...assetFacts(meter, 'profile', `The learned course of ${meter.id} over year, week and day`),
    range: ({ deps, config, ordinals, partitions }) => {
      const statistics = Array.from({ length: deps.months.to - deps.months.from + 1 }, (_, i) => {
        const month = deps.months.from + i;
        const lessons = deps.months.at(month);
        return lessons === undefined ? [] : [monthStatistics(month, lessons, zone)];
      }).flat();
      const { monthlyShares, kind } = config;
      const prior = monthlyShares === undefined ? { kind } : { kind, monthlyShares };
      const profiles = fitProfiles(statistics, ordinals, prior, zone);
      return new Map<PartitionKey<'month'>, Profile>(partitions.map((key, i) => [key, profiles[i] as Profile]));
    },
  });
}
