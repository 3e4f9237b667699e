import type { DayValue } from '../values/day-value.ts';
import { worstQuality } from '../values/quality.ts';

/** One day of a master or virtual meter, but for its register. */
export type CombinedDay = Omit<DayValue, 'close'>;

/** A day whose amount is not known. */
export const unknownDay: CombinedDay = { advance: undefined, quality: 'unknown', measuredShare: 0, method: 'none' };

/** A meter's first and last local day (day numbers, both inclusive), where they are declared. */
export interface Lifetime {
  readonly installedDay?: number;
  readonly removedDay?: number;
}

export function isInstalled({ installedDay, removedDay }: Lifetime, day: number): boolean {
  return (installedDay === undefined || installedDay <= day) && (removedDay === undefined || day <= removedDay);
}

/** A source's day and what its amount is multiplied with. */
export interface Part {
  readonly value: CombinedDay | undefined;
  readonly factor: number;
}

/**
 * The sum of the parts with the worst quality and the least measured share of them. Unknown as soon as one of them is, or where there
 * is none: an unknown amount is never taken as 0. What they may be off adds up as of parts that are off independently of each other.
 */
export function combineParts(parts: readonly Part[]): CombinedDay {
  let combined: CombinedDay | undefined;
  let advance = 0;
  let below = 0;
  let above = 0;
  for (const { value, factor } of parts) {
    if (value?.advance === undefined || !Number.isFinite(factor)) return unknownDay;
    advance += value.advance * factor;
    if (value.quality !== 'measured') {
      const down = factor * (value.advance - (value.low ?? Number.NaN));
      const up = factor * ((value.high ?? Number.NaN) - value.advance);
      below += (factor < 0 ? up : down) ** 2;
      above += (factor < 0 ? down : up) ** 2;
    }
    combined =
      combined === undefined
        ? value
        : {
            advance,
            quality: worstQuality(combined.quality, value.quality),
            measuredShare: Math.min(combined.measuredShare, value.measuredShare),
            method: combined.method === value.method ? value.method : 'combined',
          };
  }
  if (combined === undefined) return unknownDay;
  const { quality, measuredShare, method } = combined;
  const isKnown = quality !== 'measured' && !Number.isNaN(below + above);
  const band = isKnown ? { low: advance - Math.sqrt(below), high: advance + Math.sqrt(above) } : {};
  return { advance, quality, measuredShare, method, ...band };
}
