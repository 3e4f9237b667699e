import type { AssetKey } from '../asset-key.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { causeBits } from './stale-cause.ts';

/** What every partition of an asset is; index 0 is the ordinal `domain.from`. */
export interface AssetStaleness {
  readonly key: AssetKey;
  readonly domain: OrdinalRange | undefined;
  /** Codes of `statuses`, or `noPartition`. */
  readonly status: Uint8Array;
  /** Bits of `causeBits`. */
  readonly causes: Uint8Array;
  /** How many partitions are not fresh. */
  readonly unsettled: number;
  /** Recorded ordinals that left the domain: to be removed. */
  readonly removed: readonly number[];
}

export interface Staleness {
  /** UTC ms that decided which partitions exist. */
  readonly asOf: number;
  readonly assets: ReadonlyMap<AssetKey, AssetStaleness>;
  of(key: AssetKey): AssetStaleness;
}

/** Causes that lie in the partition's own record: what they say is certain. */
const ownCauses = 255 & ~causeBits['upstream-not-fresh'];

export function isCertain(bits: number): boolean {
  return (bits & ownCauses) !== 0;
}
