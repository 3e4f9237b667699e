export { type Amount, addAmounts, amount, type Register, register, subtractAmounts } from './amount.ts';
export {
  conversionFactor,
  defaultGasConversion,
  gasFactorOn,
  gasFactorPieces,
  needsGasFactor,
} from './gas-conversion.ts';
export { convertFactor, dimensionOf, parseUnit, units } from './unit.ts';
