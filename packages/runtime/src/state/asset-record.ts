import type { AssetKey, CodecSchema } from '@meterworks/assets';
import type { Json } from './run-record.ts';

/** An asset as the graph last declared it, for whoever shows it without knowing its definition. */
export interface AssetRecord {
  readonly key: AssetKey;
  /** Place in topological order. */
  readonly position: number;
  readonly grain: string;
  /** IANA name; absent where partitions have none. */
  readonly zone?: string;
  readonly group?: string;
  readonly unit?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly deps: readonly AssetDependencyRecord[];
  /** The value's codec as data; `codecOf` makes a codec of it again. */
  readonly codecSchema: CodecSchema;
  readonly external: boolean;
  readonly codeVersion: string;
}

export interface AssetDependencyRecord {
  readonly name: string;
  readonly asset: string;
  readonly facet: string;
  /** The mapping as text, for people. */
  readonly mapping: string;
}

/** A recorded asset; one that the graph no longer declares is not `active`. */
export interface StoredAsset extends AssetRecord {
  readonly active: boolean;
}

/** Counts and colours of an asset, so that no reader has to compute staleness. */
export interface AssetSummary {
  readonly asset: AssetKey;
  /** UTC milliseconds: for which instant existence was judged. */
  readonly asOf: number;
  /** Numbers of partitions by status. */
  readonly counts: Readonly<Record<string, number>>;
  readonly firstOrdinal: number;
  /** 4 bits a partition from `firstOrdinal` on, the earlier one in the low half of each byte. */
  readonly strip: Uint8Array;
  /** What to show as the last value; null where there is none. */
  readonly lastValue: Json;
}
