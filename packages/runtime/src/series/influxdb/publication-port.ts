import type { OrdinalRange, PartitionScheme } from '@meterworks/assets';

/** One point as it is shown. */
export interface PublishedPoint {
  /** UTC ms. */
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string>>;
}

/** All that there is to show in one measurement in [from, to), UTC ms. */
export interface PublishedStretch {
  readonly measurement: string;
  readonly from: number;
  readonly to: number;
  readonly points: readonly PublishedPoint[];
}

/** How the values of one asset are shown. */
export interface Publication {
  readonly scheme: PartitionScheme;
  /** Says how values become points: whenever it changes, equal values are shown otherwise. */
  readonly form: string;
  /** The tags that no other asset's points in these measurements have. */
  readonly owner: Readonly<Record<string, string>>;
  /** Each with a field that all of its points have. */
  readonly measurements: readonly { readonly name: string; readonly field: string }[];
  /** The partitions whose values must be known to show [from, to]. */
  reach(changed: OrdinalRange): OrdinalRange;
  stretches(changed: OrdinalRange, bytesAt: (ordinal: number) => Uint8Array | undefined): readonly PublishedStretch[];
}
