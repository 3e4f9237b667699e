export { type Amount, addAmounts, amount, type Register, register, subtractAmounts } from './amount.ts';
export {
  type Conversion,
  conversionFactor,
  defaultGasConversion,
  type GasConversion,
  type GasFactorPiece,
  gasFactorOn,
  gasFactorPieces,
  needsGasFactor,
} from './gas-conversion.ts';
export { convertFactor, type Dimension, dimensionOf, parseUnit, type Unit, units } from './unit.ts';
