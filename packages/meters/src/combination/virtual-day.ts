import type { Negatives } from '../config/meter.ts';
import type { DayValue } from '../values/day-value.ts';
import { combineParts, isInstalled, type Lifetime } from './combine-parts.ts';
import type { PartOn } from './master-day.ts';

/** factor × amount × factorOn(day) of a meter is added. */
export interface LinearTerm extends Lifetime {
  readonly meterId: string;
  /** Sign and multiple: 1 for a base, −1 for what is subtracted. */
  readonly factor: number;
  /** Unit conversion on a local day (day number), the gas factor F of that day included; absent where the units are the same. */
  readonly factorOn?: (day: number) => number;
}

export interface VirtualPlan {
  readonly terms: readonly LinearTerm[];
  /** Of `carried` a day alone knows nothing: see `carriedStep`. */
  readonly negatives: Exclude<Negatives, 'carried'>;
}

/**
 * A day of a virtual meter: the sum of its terms, negative ones kept (domain §3). A meter that is declared not to be installed on the
 * day adds nothing; one without a value makes the day unknown. A virtual meter has no register.
 */
export function combineVirtualDay({ terms, negatives }: VirtualPlan, day: number, partOn: PartOn): DayValue {
  const parts = terms
    .filter((term) => isInstalled(term, day))
    .map(({ meterId, factor, factorOn }) => ({ value: partOn(meterId), factor: factor * (factorOn?.(day) ?? 1) }));
  const combined = combineParts(parts);
  const { advance } = combined;
  if (advance === undefined) return { close: undefined, ...combined };
  if (negatives === 'kept' || advance >= 0) return { close: undefined, ...combined };
  const floored = (value: number | undefined) => (value === undefined ? undefined : Math.max(0, value));
  return { close: undefined, ...combined, advance: 0, low: floored(combined.low), high: floored(combined.high) };
}
