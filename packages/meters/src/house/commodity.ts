import type { Meter } from '../config/meter.ts';

/** What a meter counts. It decides the default shape of a year and which anomalies make sense. */
export const commodities = ['electricity', 'gas', 'heat', 'water', 'other'] as const;
export type Commodity = (typeof commodities)[number];

const words: readonly (readonly [Commodity, RegExp])[] = [
  ['water', /wasser(?!stoff)|water/i],
  ['gas', /gas/i],
  ['heat', /heat|heiz|w(ä|ae)rme|warm|therm/i],
  ['electricity', /strom|power|electric|grid|solar|pv/i],
];

/**
 * The configuration names no commodity, so it is told from the unit first and from the words of the meter's id where the unit
 * leaves a choice: cubic metres are gas or water, kWh electricity unless the id says gas or heat.
 */
export function commodityOf(meter: Pick<Meter, 'id' | 'unit'>): Commodity {
  const named = words.find(([, pattern]) => pattern.test(meter.id))?.[0];
  switch (meter.unit) {
    case 'm³':
    case 'L':
      return named === 'gas' ? 'gas' : named === 'water' || named === 'heat' ? 'water' : 'other';
    case 'MWh':
      return named ?? 'heat';
    case 'kWh':
    case 'Wh':
      return named === 'gas' || named === 'heat' ? named : 'electricity';
  }
}
