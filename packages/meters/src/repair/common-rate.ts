import { convertFactor, dimensionOf, type Unit } from '../units/unit.ts';

/** Wh per hour: a car charged with three phases of 32 A. */
const commonPower = 22_000;
/** L per hour: a large household gas or water meter. */
const commonFlow = 10_000;

/** A rate per hour that a household meter counting in this unit may reach at times: 22 kW, 10 m³/h. */
export function commonRateOf(unit: Unit): number {
  const [rate, base] = dimensionOf(unit) === 'energy' ? [commonPower, 'Wh' as const] : [commonFlow, 'L' as const];
  return rate * (convertFactor(base, unit) ?? 1);
}
