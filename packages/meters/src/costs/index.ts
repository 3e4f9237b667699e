/**
 * What was used, in money.
 *
 * - tariff: a price per unit with its days, and the base fee of its contract; rate: what one meter's day costs by it
 */
export { costOfDay } from './cost-of-day.ts';
export { priceOfDay } from './price-of-day.ts';
export {
  type DayRate,
  isPaidDynamically,
  isPayableIn,
  type PricedMeter,
  type Prices,
  rateOn,
  type Tariff,
  tariffsOf,
} from './tariff.ts';
