/** The units a meter may count in. Instants and zones play no part here: a factor holds on every day but gas (see `gas-conversion.ts`). */
export const units = ['kWh', 'MWh', 'Wh', 'm³', 'L'] as const;
export type Unit = (typeof units)[number];

export type Dimension = 'energy' | 'volume';

/** How many of its dimension's base unit (Wh, L) one of a unit is; whole numbers, so that factors between them are exact. */
const scales = {
  kWh: { dimension: 'energy', base: 1000 },
  MWh: { dimension: 'energy', base: 1_000_000 },
  Wh: { dimension: 'energy', base: 1 },
  'm³': { dimension: 'volume', base: 1000 },
  L: { dimension: 'volume', base: 1 },
} as const satisfies Record<Unit, { dimension: Dimension; base: number }>;

/** The unit that a text names, `m3` meaning `m³`; undefined if none. Case counts: `mwh` could be a thousandth of a Wh. */
export function parseUnit(text: string): Unit | undefined {
  if (text === 'm3') return 'm³';
  return units.find((unit) => unit === text);
}

export function dimensionOf(unit: Unit): Dimension {
  return scales[unit].dimension;
}

/**
 * What an amount in `from` is multiplied with to be in `to`; undefined between energy and volume, which only gas converts.
 * The factor is the double nearest to the true one: a power of ten or its reciprocal.
 */
export function convertFactor(from: Unit, to: Unit): number | undefined {
  const source = scales[from];
  const target = scales[to];
  return source.dimension === target.dimension ? source.base / target.base : undefined;
}
