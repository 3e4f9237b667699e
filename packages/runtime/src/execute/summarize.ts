import { type AssetStaleness, noPartition, statuses } from '@meterworks/assets';
import type { AssetSummary } from '../state/asset-record.ts';

/** Counts and strip of an asset for readers that compute no staleness. */
export function summarize(one: AssetStaleness, asOf: number): AssetSummary {
  const counts: Record<string, number> = {};
  const strip = new Uint8Array((one.status.length + 1) >> 1);
  for (let i = 0; i < one.status.length; i++) {
    const code = one.status[i] as number;
    strip[i >> 1] = (strip[i >> 1] as number) | (code << ((i & 1) * 4));
    if (code === noPartition) continue;
    const status = statuses[code] as string;
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return { asset: one.key, asOf, counts, firstOrdinal: one.domain?.from ?? 0, strip, lastValue: null };
}
