import {
  type Asset,
  type AssetRef,
  defineAsset,
  ordinalsWithin,
  type PartitionKey,
  type PartitionScheme,
  type Series,
  within,
} from '@meterworks/assets';
import { sumCheck } from '../checks/index.ts';
import type { Meter } from '../config/meter.ts';
import { rollUp } from '../consumption/index.ts';
import { dailyConsumption, rollupConsumption } from '../values/codecs.ts';
import type { DailyConsumption, RollupConsumption } from '../values/consumption.ts';
import type { DayValue } from '../values/day-value.ts';
import { assetFacts } from './asset-facts.ts';
import type { HouseSchemes } from './schemes.ts';

/** The part of a day value that consumption reads: never the cumulative register. */
export type DayAdvance = Pick<DayValue, 'advance' | 'quality' | 'measuredShare' | 'method' | 'low' | 'high'>;

export interface ConsumptionAssets {
  readonly daily: Asset<'day', DailyConsumption>;
  readonly monthly: Asset<'month', RollupConsumption>;
  readonly yearly: Asset<'year', RollupConsumption>;
}

/** consumption/<meter>/daily, /monthly and /yearly. */
export function consumptionAssets(
  meter: Meter,
  schemes: HouseSchemes,
  day: AssetRef<'day', DayAdvance>,
): ConsumptionAssets {
  const facts = (interval: string) =>
    assetFacts(meter, 'consumption', `What ${meter.id} counted in each local ${interval}`);
  const daily = defineAsset({
    ...facts('day'),
    key: `consumption/${meter.id}/daily`,
    codeVersion: '2',
    partitions: schemes.days,
    value: dailyConsumption,
    deps: { day },
    range: ({ deps, ordinals, partitions }) => {
      const days = new Map<PartitionKey<'day'>, DailyConsumption>();
      ordinals.forEach((ordinal, i) => {
        const value = deps.day.at(ordinal);
        const known = value ?? { advance: undefined, quality: 'unknown' as const, measuredShare: 0 };
        days.set(partitions[i] as PartitionKey<'day'>, {
          consumption: known.advance,
          quality: known.quality,
          measuredShare: known.measuredShare,
          low: value?.low,
          high: value?.high,
        });
      });
      return days;
    },
  });
  const sum = sumCheck(
    (value: RollupConsumption) => value.consumption,
    (day: DailyConsumption) => day.consumption,
    meter.unit,
  );
  const rollup = {
    codeVersion: '1',
    value: rollupConsumption,
    deps: { days: within(daily) },
    checks: { 'days add up': sum },
  };
  return {
    daily,
    monthly: defineAsset({
      ...rollup,
      ...facts('month'),
      key: `consumption/${meter.id}/monthly`,
      partitions: schemes.months,
      range: ({ deps, scheme, ordinals }) => rollUps(deps.days, schemes.days, scheme, ordinals),
    }),
    yearly: defineAsset({
      ...rollup,
      ...facts('year'),
      key: `consumption/${meter.id}/yearly`,
      partitions: schemes.years,
      range: ({ deps, scheme, ordinals }) => rollUps(deps.days, schemes.days, scheme, ordinals),
    }),
  };
}

/** Sums of the days that there are in each month or year. */
function rollUps<G extends 'month' | 'year'>(
  days: Series<PartitionKey<'day'>, DailyConsumption>,
  dayScheme: PartitionScheme<'day'>,
  scheme: PartitionScheme<G>,
  ordinals: readonly number[],
): Map<PartitionKey<G>, RollupConsumption> {
  const sums = new Map<PartitionKey<G>, RollupConsumption>();
  for (const ordinal of ordinals) {
    const { from, to } = ordinalsWithin(scheme, ordinal, dayScheme);
    const inside: DailyConsumption[] = [];
    for (let day = Math.max(from, days.from); day <= Math.min(to, days.to); day++) {
      const value = days.at(day);
      if (value !== undefined) inside.push(value);
    }
    sums.set(scheme.keyOf(ordinal), rollUp(inside, inside.length));
  }
  return sums;
}
