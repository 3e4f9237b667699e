import type { OrdinalRange, PartitionScheme } from '@meterworks/assets';

/** The partitions of a range, without dates that the zone skipped and what lies before the start. */
export function* existingOrdinals(scheme: PartitionScheme, { from, to }: OrdinalRange): Iterable<number> {
  for (let ordinal = from; ordinal <= to; ordinal++) if (scheme.exists(ordinal)) yield ordinal;
}
