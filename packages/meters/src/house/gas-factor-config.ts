import { formatDay, type Sliced, sliced } from '@meterworks/assets';
import type { Configuration } from '../config/configuration.ts';
import {
  type Conversion,
  conversionFactor,
  type GasFactorPiece,
  gasFactorOn,
  needsGasFactor,
} from '../units/gas-conversion.ts';

/**
 * The configuration of a combined meter in pieces: where a part is converted between energy and gas, each piece carries the factor that
 * holds from its first day on, so that a new factor touches its days only.
 */
export function withGasFactor<C>(
  config: C,
  conversions: readonly (Conversion | undefined)[],
  { gasFactors, firstDay }: Pick<Configuration, 'gasFactors' | 'firstDay'>,
): Sliced<C & { gasFactor: number | undefined }> {
  if (!conversions.some((conversion) => conversion !== undefined && needsGasFactor(conversion))) {
    return sliced([{ from: undefined, value: { ...config, gasFactor: undefined } }]);
  }
  const first = { from: undefined, value: { ...config, gasFactor: gasFactorOn(gasFactors, firstDay) } };
  const later = gasFactors
    .filter((piece) => piece.fromDay > firstDay)
    .map((piece) => ({ from: formatDay(piece.fromDay), value: { ...config, gasFactor: piece.factor } }));
  return sliced([first, ...later]);
}

/** What an amount of a local day is multiplied with to be in the wanted unit. */
export function factorOn(
  conversion: Conversion | undefined,
  factors: readonly GasFactorPiece[],
): ((day: number) => number) | undefined {
  if (conversion === undefined) return undefined;
  return (day) => conversionFactor(conversion, gasFactorOn(factors, day));
}
