import { type AssetKey, assetKey } from '../asset-key.ts';
import type { Grain, OrdinalRange, PartitionScheme } from '../partitions/partition-scheme.ts';
import type { Codec } from '../value/codec.ts';
import type { Hash64 } from '../version/content-hash.ts';
import type { Asset, CancelSignal } from './asset.ts';
import { type AssetFacts, factsOf } from './define-asset.ts';

/** One partition of an external asset as its source sees it now; no fingerprint: nothing is there any more. */
export interface ObservedPartition {
  readonly ordinal: number;
  readonly fingerprint: Hash64 | undefined;
}

export interface ObservedAsset {
  readonly asset: AssetKey;
  readonly partitions: readonly ObservedPartition[];
  /** Every partition that there is, is listed: others that were recorded are gone. */
  readonly complete: boolean;
  /** A sentence on what came in, for "why?": "an order arrived, 2024-11-05 21:00". */
  readonly detail?: string;
}

/** What a source saw since `cursor`. Reporting an unchanged fingerprint is harmless: content decides, not the event. */
export interface Observation {
  readonly assets: readonly ObservedAsset[];
  readonly cursor: string;
  /**
   * The source goes on looking: asked again with this cursor it tells the rest, and what can be made meanwhile is made. If nobody asks, the
   * next observation sees it.
   */
  readonly more?: boolean;
}

/** Looks at many external assets at once. */
export interface Source {
  readonly name: string;
  readonly assets: readonly AssetKey[];
  /** @param cursor where the last observation ended; undefined looks at everything */
  observe(
    cursor: string | undefined,
    context: { readonly asOf: number; readonly signal: CancelSignal },
  ): Promise<Observation>;
  /** Values by ordinal over the span, index 0 at `span.from`. */
  load(asset: AssetKey, span: OrdinalRange, signal: CancelSignal): Promise<readonly (unknown | undefined)[]>;
  /** Fetches from outside what can then be observed. */
  pull?(context: { readonly asOf: number; readonly signal: CancelSignal }): Promise<void>;
}

/** Declares an asset that a source observes and nobody computes. */
export function defineExternal<G extends Grain, V>(
  spec: AssetFacts & { readonly key: string; readonly partitions: PartitionScheme<G> },
): Asset<G, V> {
  const key = assetKey(spec.key);
  return {
    key,
    facetName: undefined,
    facet: (name) => ({ key, facetName: name }),
    definition: {
      key,
      scheme: spec.partitions as unknown as PartitionScheme<Grain>,
      codec: unstored,
      facets: [{ name: 'value', fields: undefined }],
      dependencies: [],
      config: [{ from: Number.NEGATIVE_INFINITY, value: undefined, text: 'null' }],
      codeVersion: '',
      checks: [],
      compute: { kind: 'external' },
      domain: undefined,
      eager: false,
      ...factsOf(spec, spec.partitions.grain),
    },
  };
}

/** External values lie with their source; nothing encodes them here. */
const unstored: Codec<unknown> = {
  schema: { kind: 'json' },
  write() {
    throw new TypeError('a value of an external asset is not stored');
  },
  read() {
    throw new TypeError('a value of an external asset is not stored');
  },
};
