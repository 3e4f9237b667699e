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

/** Whether a recorded summary shows the same partitions in the same statuses. */
export function isShownAlike(
  before: Pick<AssetSummary, 'firstOrdinal' | 'strip'> | undefined,
  { firstOrdinal, strip }: AssetSummary,
): boolean {
  return (
    before?.firstOrdinal === firstOrdinal &&
    before.strip.length === strip.length &&
    before.strip.every((byte, i) => byte === strip[i])
  );
}
