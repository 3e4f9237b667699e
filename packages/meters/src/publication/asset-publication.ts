import type { OrdinalRange, PartitionScheme } from '@meterworks/assets';

/** One point for the user's dashboards. A number that is not finite is left out by whoever writes it. */
export interface ResultPoint {
  /** UTC ms. */
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string>>;
}

/** Everything that an asset has to show in one measurement in [from, to), UTC ms: what else is there of it is obsolete. */
export interface ResultStretch {
  readonly measurement: string;
  readonly from: number;
  readonly to: number;
  readonly points: readonly ResultPoint[];
}

/** The stored bytes of an asset's partition; undefined where it has no value. */
export type StoredBytes = (ordinal: number) => Uint8Array | undefined;

/** How the values of one asset are shown. Pure: values in, points out. */
export interface AssetPublication {
  readonly scheme: PartitionScheme;
  /** Says how values become points: whenever it changes, equal values are shown otherwise. */
  readonly form: string;
  /** The tags that no other asset's points in these measurements have. */
  readonly owner: Readonly<Record<string, string>>;
  /** Each with a field that all of its points have. */
  readonly measurements: readonly { readonly name: string; readonly field: string }[];
  /** The partitions whose values must be known to show [from, to]. */
  reach(changed: OrdinalRange): OrdinalRange;
  /** All points on which the partitions in [from, to] have a say. */
  stretches(changed: OrdinalRange, bytesAt: StoredBytes): readonly ResultStretch[];
}
