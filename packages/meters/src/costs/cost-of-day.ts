import { civilDate, dayNumber } from '@meterworks/assets';
import type { DailyConsumption } from '../values/consumption.ts';
import type { DailyCost } from '../values/cost.ts';
import { worstQuality } from '../values/quality.ts';
import type { DayPrice } from './price-of-day.ts';
import type { BaseFee, DayRate } from './tariff.ts';

/**
 * What a local day costs: the amount at its price, and its even share of the base fee. Without a price, or where the amount is not known,
 * the cost is unknown; it is never taken to be 0.
 *
 * @param price of a kWh on that day, where the rate is dynamic: an estimate where it is not known what was used when
 */
export function costOfDay(
  day: number,
  { consumption, quality, measuredShare }: DailyConsumption,
  rate: DayRate | undefined,
  price?: DayPrice,
): DailyCost {
  if (rate === undefined) return { cost: undefined, fee: 0, quality: 'unknown', measuredShare: 0 };
  const fee = rate.fee === undefined ? 0 : feeOfDay(day, rate.fee);
  if (consumption === undefined) return { cost: undefined, fee, quality: 'unknown', measuredShare: 0 };
  if (rate.dynamic === undefined) return { cost: consumption * rate.perUnit + fee, fee, quality, measuredShare };
  if (price === undefined) return { cost: undefined, fee, quality: 'unknown', measuredShare: 0 };
  const cost = consumption * rate.perUnit * price.perUnit + fee;
  if (price.isWeighted) return { cost, fee, quality, measuredShare };
  return { cost, fee, quality: worstQuality(quality, 'estimated'), measuredShare: 0 };
}

/** A month's fee by the days of that month, a year's by those of that year: so that months and years add up to what the bill says. */
function feeOfDay(day: number, { amount, per }: Omit<BaseFee, 'meterId'>): number {
  if (per === 'day') return amount;
  const { year, month } = civilDate(day);
  return per === 'year'
    ? amount / (dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1))
    : amount / (dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - dayNumber(year, month, 1));
}
