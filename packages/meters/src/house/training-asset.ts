import { type Asset, absent, defineAsset, openZone, type PartitionKey, within } from '@meterworks/assets';
import type { PhysicalMeter } from '../config/meter.ts';
import { collectStatistics } from '../profile/index.ts';
import { monthLessons } from '../values/codecs.ts';
import type { MonthLessons } from '../values/month-lessons.ts';
import type { RepairedLesson } from '../values/repaired-day.ts';
import { assetFacts } from './asset-facts.ts';
import type { RepairedAsset } from './repaired-asset.ts';
import type { HouseSchemes } from './schemes.ts';

/** training/<meter> (monthly): what the days of a month teach the profiles, so that a new day costs its month and not three years. */
export function trainingAsset(
  meter: PhysicalMeter,
  schemes: HouseSchemes,
  repaired: RepairedAsset,
): Asset<'month', MonthLessons> {
  const zone = openZone(schemes.days.zone);
  return defineAsset({
    key: `training/${meter.id}`,
    partitions: schemes.months,
    value: monthLessons,
    deps: { days: within(repaired.facet('lesson')) },
    codeVersion: '1',
    eager: true,
    ...assetFacts(meter, 'profile', `What each month teaches about the course of ${meter.id}`),
    range: ({ deps, ordinals, partitions }) => {
      const days: number[] = [];
      const repairedDays: RepairedLesson[] = [];
      for (let day = deps.days.from; day <= deps.days.to; day++) {
        const value = deps.days.at(day);
        if (value === undefined) continue;
        days.push(day);
        repairedDays.push(value);
      }
      const lessons = new Map(
        collectStatistics({ days, repaired: repairedDays }, zone).map((one) => [one.month, one.lessons]),
      );
      return new Map<PartitionKey<'month'>, MonthLessons | typeof absent>(
        ordinals.map((month, i) => [partitions[i] as PartitionKey<'month'>, lessons.get(month) ?? absent]),
      );
    },
  });
}
