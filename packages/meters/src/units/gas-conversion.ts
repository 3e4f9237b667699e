import { convertFactor, dimensionOf, type Unit } from './unit.ts';

/** What turns cubic metres of gas into energy, from a local day on. */
export interface GasConversion {
  /** Local day number (days since 1970-01-01) from which it holds; absent: from ever. */
  readonly validFrom?: number;
  /** Calorific value in kWh/m³, as the bill states it. */
  readonly energyContent: number;
  /** State number (Zustandszahl), without unit: volume at standard conditions ÷ volume counted. */
  readonly zFactor: number;
}

/** F = energy content × z-factor in kWh/m³, from local day `fromDay` (−∞ for the first) to the day before the next piece. */
export interface GasFactorPiece {
  readonly fromDay: number;
  readonly factor: number;
}

/** 11.504 kWh/m³ × 0.8885 = 10.221304 kWh/m³. */
export const defaultGasConversion: GasConversion = { energyContent: 11.504, zFactor: 0.8885 };

/**
 * The factors in order of time. The earliest also holds before its `validFrom`, for a day must have a factor.
 * Of two that start on the same day the later in the list counts (the configuration refuses them before).
 */
export function gasFactorPieces(conversions: readonly GasConversion[]): readonly GasFactorPiece[] {
  const list = conversions.length > 0 ? conversions : [defaultGasConversion];
  const ordered = list
    .map(({ validFrom, energyContent, zFactor }) => ({
      fromDay: validFrom ?? Number.NEGATIVE_INFINITY,
      factor: energyContent * zFactor,
    }))
    .sort((a, b) => (a.fromDay < b.fromDay ? -1 : a.fromDay > b.fromDay ? 1 : 0));
  const pieces: GasFactorPiece[] = [];
  for (const piece of ordered) {
    if (pieces.length === 0) {
      pieces.push({ fromDay: Number.NEGATIVE_INFINITY, factor: piece.factor });
    } else if (pieces.at(-1)?.fromDay === piece.fromDay) {
      pieces[pieces.length - 1] = piece;
    } else {
      pieces.push(piece);
    }
  }
  return pieces;
}

/** F of a local day, kWh/m³. */
export function gasFactorOn(pieces: readonly GasFactorPiece[], day: number): number {
  let factor = pieces[0]?.factor;
  for (const piece of pieces) {
    if (piece.fromDay > day) break;
    factor = piece.factor;
  }
  if (factor === undefined) throw new RangeError('a gas conversion has at least one piece');
  return factor;
}

/** From one unit into another, as a part of a master or virtual meter asks for it. */
export interface Conversion {
  readonly from: Unit;
  readonly to: Unit;
}

/** Whether the conversion goes between energy and volume, so that it differs from day to day with the gas factor. */
export function needsGasFactor({ from, to }: Conversion): boolean {
  return dimensionOf(from) !== dimensionOf(to);
}

/** What an amount in `from` is multiplied with to be in `to`, where a cubic metre of gas holds `gasFactor` kWh. */
export function conversionFactor({ from, to }: Conversion, gasFactor: number): number {
  const plain = convertFactor(from, to);
  if (plain !== undefined) return plain;
  return dimensionOf(from) === 'volume'
    ? exactly(from, 'm³') * gasFactor * exactly('kWh', to)
    : (exactly(from, 'kWh') / gasFactor) * exactly('m³', to);
}

function exactly(from: Unit, to: Unit): number {
  const factor = convertFactor(from, to);
  if (factor === undefined) throw new RangeError(`${from} is not convertible to ${to}`);
  return factor;
}
