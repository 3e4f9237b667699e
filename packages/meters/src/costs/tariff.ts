import type { Commodity } from '../house/commodity.ts';
import { type Conversion, conversionFactor, type GasFactorPiece, gasFactorOn } from '../units/gas-conversion.ts';
import { convertFactor, type Unit } from '../units/unit.ts';

/** A price as the house's contracts have it. Days are local day numbers, both inclusive. */
export interface Tariff {
  readonly commodity: Commodity;
  /** Undefined: all meters of the commodity. */
  readonly meters: readonly string[] | undefined;
  readonly fromDay: number;
  readonly toDay: number;
  /** Of one `unit`, in the house's currency; or what Tibber asks, hour by hour. */
  readonly perUnit: number | 'tibber';
  readonly unit: Unit;
  readonly fee: BaseFee | undefined;
}

export interface BaseFee {
  readonly meterId: string;
  readonly amount: number;
  readonly per: 'day' | 'month' | 'year';
}

/** The currency and the prices of a house; none where it says nothing of prices. */
export interface Prices {
  readonly currency: string;
  readonly tariffs: readonly Tariff[];
}

/** A meter as prices see it. */
export interface PricedMeter {
  readonly id: string;
  readonly unit: Unit;
  readonly commodity: Commodity;
}

/** What a meter's day costs: a price for each of its own units, and its share of the base fee. */
export interface DayRate {
  /** With `dynamic`: how many kWh one of its units is. */
  readonly perUnit: number;
  /** The price changes within the day: it is that of a kWh by `priceOfDay`. */
  readonly dynamic?: true;
  readonly fee: Omit<BaseFee, 'meterId'> | undefined;
}

/** The tariffs that hold for a meter at all. */
export function tariffsOf(meter: PricedMeter, tariffs: readonly Tariff[]): readonly Tariff[] {
  return tariffs.filter((tariff) => holdsFor(tariff, meter));
}

/**
 * The rate of a local day; undefined where no price holds. Of two that hold the one that names the meter counts, then the later one.
 * Gas counted in m³ and paid by kWh is converted by the factor of that day.
 */
export function rateOn(
  meter: PricedMeter,
  tariffs: readonly Tariff[],
  gasFactors: readonly GasFactorPiece[],
  day: number,
): DayRate | undefined {
  let best: Tariff | undefined;
  for (const tariff of tariffs) {
    if (tariff.fromDay > day || tariff.toDay < day || !holdsFor(tariff, meter)) continue;
    if (best === undefined || rankOf(tariff) > rankOf(best)) best = tariff;
    else if (rankOf(tariff) === rankOf(best) && tariff.fromDay > best.fromDay) best = tariff;
  }
  if (best === undefined) return undefined;
  const conversion: Conversion = { from: meter.unit, to: best.perUnit === 'tibber' ? 'kWh' : best.unit };
  const factor = conversionFactor(conversion, gasFactorOn(gasFactors, day));
  const { fee } = best;
  return {
    ...(best.perUnit === 'tibber' ? { perUnit: factor, dynamic: true as const } : { perUnit: best.perUnit * factor }),
    fee: fee?.meterId === meter.id ? { amount: fee.amount, per: fee.per } : undefined,
  };
}

function rankOf({ meters }: Tariff): number {
  return meters === undefined ? 0 : 1;
}

function holdsFor({ meters, commodity, unit }: Tariff, meter: PricedMeter): boolean {
  if (meters !== undefined) return meters.includes(meter.id);
  return commodity === meter.commodity && isPayableIn(meter, unit);
}

/** Whether any price of a meter is Tibber's. */
export function isPaidDynamically(meter: PricedMeter, tariffs: readonly Tariff[]): boolean {
  return tariffsOf(meter, tariffs).some(({ perUnit }) => perUnit === 'tibber');
}

/** Whether what a meter counts can be paid for by that unit: between energy and volume only gas. */
export function isPayableIn(meter: Pick<PricedMeter, 'unit' | 'commodity'>, unit: Unit): boolean {
  return meter.commodity === 'gas' || convertFactor(meter.unit, unit) !== undefined;
}
