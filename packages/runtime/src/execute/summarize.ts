import { type AssetStaleness, noPartition, statuses } from '@meterworks/assets';
import type { AssetSummary } from '../state/asset-record.ts';

/** Counts and strip of an asset for readers that compute no staleness. */
export function summarize({ key, domain, status }: AssetStaleness, asOf: number): AssetSummary {
  const ofCode = new Uint32Array(noPartition + 1);
  const strip = new Uint8Array((status.length + 1) >> 1);
  for (let i = 0; i < status.length; i++) {
    const code = status[i] as number;
    ofCode[code] = (ofCode[code] as number) + 1;
    strip[i >> 1] = (strip[i >> 1] as number) | (code << ((i & 1) * 4));
  }
  const counts: Record<string, number> = {};
  for (const [code, name] of statuses.entries()) if (ofCode[code] !== 0) counts[name] = ofCode[code] as number;
  return { asset: key, asOf, counts, firstOrdinal: domain?.from ?? 0, strip, lastValue: null };
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
