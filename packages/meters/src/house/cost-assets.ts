import {
  type Asset,
  type AssetDefinition,
  assetKey,
  defineAsset,
  defineExternal,
  formatDay,
  ordinalsWithin,
  type PartitionKey,
  type PartitionScheme,
  reference,
  type Series,
  type Sliced,
  sliced,
  within,
} from '@meterworks/assets';
import { sumCheck } from '../checks/index.ts';
import { openEndDay } from '../config/civil-text.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Meter } from '../config/meter.ts';
import { rollUp } from '../consumption/index.ts';
import {
  costOfDay,
  type DayRate,
  isPaidDynamically,
  type PricedMeter,
  priceOfDay,
  rateOn,
  tariffsOf,
} from '../costs/index.ts';
import { dailyCost, rollupCost } from '../values/codecs.ts';
import type { DailyConsumption } from '../values/consumption.ts';
import type { DailyCost, RollupCost } from '../values/cost.ts';
import type { DayIntervals } from '../values/day-intervals.ts';
import { assetFacts } from './asset-facts.ts';
import { commodityOf } from './commodity.ts';
import type { HouseSchemes } from './schemes.ts';

/** cost/<meter>/daily, /monthly and /yearly of a meter that a price holds for; of others none. */
export function costAssets(
  meter: Meter,
  schemes: HouseSchemes,
  daily: Asset<'day', DailyConsumption>,
  configuration: Pick<Configuration, 'prices' | 'gasFactors' | 'firstDay' | 'tibber'>,
): AssetDefinition[] {
  const { tariffs, currency } = configuration.prices;
  const priced = pricedMeter(meter);
  if (tariffsOf(priced, tariffs).length === 0) return [];
  const rate = (day: number) => rateOn(priced, tariffs, configuration.gasFactors, day);
  const { meterId } = configuration.tibber;
  const facts = (interval: string) => ({
    ...assetFacts(meter, 'costs', `What ${meter.id} cost in each local ${interval}`),
    unit: currency,
  });
  const common = {
    ...facts('day'),
    key: `cost/${meter.id}/daily`,
    codeVersion: '1',
    partitions: schemes.days,
    value: dailyCost,
    config: ratesByDay(priced, configuration),
  };
  const unknown = { consumption: undefined, quality: 'unknown', measuredShare: 0 } as const;
  const days =
    meterId === undefined || !isPaidDynamically(priced, tariffs)
      ? defineAsset({
          ...common,
          deps: { daily },
          range: ({ deps, ordinals, scheme }) =>
            new Map(
              ordinals.map((day) => [scheme.keyOf(day), costOfDay(day, deps.daily.at(day) ?? unknown, rate(day))]),
            ),
        })
      : defineAsset({
          ...common,
          deps: {
            daily,
            prices: reference<'day', DayIntervals>(pricesKey),
            energy: reference<'day', DayIntervals>(assetKey(`intervals/${meterId}`)),
          },
          range: ({ deps, ordinals, scheme }) =>
            new Map(
              ordinals.map((day) => {
                const local = { from: scheme.startOf(day), to: scheme.endOf(day) };
                const price = priceOfDay(deps.prices.at(day), deps.energy.at(day), local);
                return [scheme.keyOf(day), costOfDay(day, deps.daily.at(day) ?? unknown, rate(day), price)];
              }),
            ),
        });
  const rollup = {
    codeVersion: '1',
    value: rollupCost,
    deps: { days: within(days) },
    checks: {
      'days add up': sumCheck(
        (value: RollupCost) => value.cost,
        (day: DailyCost) => day.cost,
        currency,
      ),
    },
  };
  const months = defineAsset({
    ...rollup,
    ...facts('month'),
    key: `cost/${meter.id}/monthly`,
    partitions: schemes.months,
    range: ({ deps, scheme, ordinals }) => rollUps(deps.days, schemes.days, scheme, ordinals),
  });
  const years = defineAsset({
    ...rollup,
    ...facts('year'),
    key: `cost/${meter.id}/yearly`,
    partitions: schemes.years,
    range: ({ deps, scheme, ordinals }) => rollUps(deps.days, schemes.days, scheme, ordinals),
  });
  return [days, months, years].map((asset) => asset.definition);
}

/** The prices that Tibber told, as they came. */
export const pricesKey = assetKey('prices/tibber');

/** prices/tibber, where a price of the house is Tibber's. */
export function pricesAsset({ prices, tibber }: Configuration, schemes: HouseSchemes) {
  if (tibber.meterId === undefined || prices.tariffs.every(({ perUnit }) => perUnit !== 'tibber')) return undefined;
  return defineExternal<'day', DayIntervals>({
    key: pricesKey,
    group: 'readings',
    unit: `${prices.currency}/kWh`,
    description: 'Prices of a kWh as Tibber told them',
    partitions: schemes.days,
  });
}

export function pricedMeter(meter: Meter): PricedMeter {
  return { id: meter.id, unit: meter.unit, commodity: commodityOf(meter) };
}

/** The meter's rates in pieces, so that a new price or gas factor touches its days only. */
function ratesByDay(
  meter: PricedMeter,
  { prices, gasFactors, firstDay }: Pick<Configuration, 'prices' | 'gasFactors' | 'firstDay'>,
): Sliced<{ readonly rate: DayRate | undefined }> {
  const holding = tariffsOf(meter, prices.tariffs);
  const changes = [
    ...holding.flatMap(({ fromDay, toDay }) => [fromDay, toDay + 1]),
    ...gasFactors.map(({ fromDay }) => fromDay),
  ].filter((day) => day > firstDay && day <= openEndDay);
  const later = [...new Set(changes)].sort((a, b) => a - b);
  const rate = (day: number) => ({ rate: rateOn(meter, holding, gasFactors, day) });
  return sliced([
    { from: undefined, value: rate(firstDay) },
    ...later.map((day) => ({ from: formatDay(day), value: rate(day) })),
  ]);
}

/** Sums of the days that there are in each month or year. */
function rollUps<G extends 'month' | 'year'>(
  days: Series<PartitionKey<'day'>, DailyCost>,
  dayScheme: PartitionScheme<'day'>,
  scheme: PartitionScheme<G>,
  ordinals: readonly number[],
): Map<PartitionKey<G>, RollupCost> {
  const sums = new Map<PartitionKey<G>, RollupCost>();
  for (const ordinal of ordinals) {
    const { from, to } = ordinalsWithin(scheme, ordinal, dayScheme);
    const inside: DailyConsumption[] = [];
    let fee = 0;
    for (let day = Math.max(from, days.from); day <= Math.min(to, days.to); day++) {
      const value = days.at(day);
      if (value === undefined) continue;
      const { cost, quality, measuredShare } = value;
      if (cost !== undefined) fee += value.fee;
      inside.push({ consumption: cost, quality, measuredShare });
    }
    const { consumption: cost, ...rest } = rollUp(inside, inside.length);
    sums.set(scheme.keyOf(ordinal), { cost, fee, ...rest });
  }
  return sums;
}
