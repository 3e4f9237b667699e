import { type AssetKey, assetKey } from '../asset-key.ts';
import type { Automation } from '../automation/automation.ts';
import { checkedFreshness, type FreshnessRule } from '../freshness/freshness.ts';
import type { Grain, PartitionKey, PartitionScheme } from '../partitions/partition-scheme.ts';
import type { Codec } from '../value/codec.ts';
import {
  type Asset,
  type AssetLog,
  type BackfillPolicy,
  type CancelSignal,
  carryFacet,
  type DomainRule,
  type Facet,
  type FacetSpecs,
  type NoFacets,
} from './asset.ts';
import { type CheckSpec, eraseChecks } from './check.ts';
import type { CheckpointSpec, WholeResult } from './checkpoint.ts';
import {
  type AllOf,
  type AssetRef,
  type DependencySpec,
  type GroupOf,
  type LazyOf,
  resolveDependencies,
  type WindowOf,
  type WithinOf,
} from './dependency.ts';
import { type ErasedComputation, eraseComputation } from './erase-computation.ts';
import type { Absent, Outcome } from './outcome.ts';
import { checkedRetry, type RetryPolicy } from './retry-policy.ts';
import type { Series } from './series.ts';
import { configPieces, type Sliced } from './sliced.ts';

/** Reads single partitions of an upstream; what is read is recorded as an input. */
export interface LazyReader<K extends string, V> {
  get(key: K): V | Absent;
}

/** In `range`, a lazy dependency is read on behalf of a partition. */
export interface LazyRangeReader<Own extends string, K extends string, V> {
  for(partition: Own): LazyReader<K, V>;
}

type Deps = Readonly<Record<string, DependencySpec>>;
type Coarser = { hour: 'day' | 'month' | 'year'; day: 'month' | 'year'; month: 'year'; year: never; none: never };

/** Refuses wrong pairings with a sentence where the compiler expects the dependency. */
export type CheckedDeps<G extends Grain, D extends Deps> = {
  readonly [N in keyof D]: D[N] extends WindowOf<infer U, unknown>
    ? U extends G
      ? D[N]
      : `window() needs the same grain: this asset is by ${G}, the dependency by ${U}`
    : D[N] extends WithinOf<infer U, unknown>
      ? G extends Coarser[U]
        ? D[N]
        : `within() needs a finer grain: this asset is by ${G}, the dependency by ${U}`
      : D[N] extends AllOf<Grain, unknown> | LazyOf<Grain, unknown>
        ? D[N]
        : D[N] extends GroupOf<infer U, unknown>
          ? U extends G | 'none'
            ? D[N]
            : `group() needs the same grain: this asset is by ${G}, a dependency by ${U}`
          : D[N] extends AssetRef<infer U, unknown>
            ? U extends G | 'none'
              ? D[N]
              : `a plain dependency needs the same grain: this asset is by ${G}, the dependency by ${U}; use within(), all() or lazy()`
            : D[N];
};

/** What `each` (and a running step) reads under each dependency name. */
export type EachInputs<D extends Deps> = {
  readonly [N in keyof D]: D[N] extends
    | WindowOf<infer U, infer V>
    | WithinOf<infer U, infer V>
    | AllOf<infer U, infer V>
    ? Series<PartitionKey<U>, V>
    : D[N] extends LazyOf<infer U, infer V>
      ? LazyReader<PartitionKey<U>, V>
      : D[N] extends GroupOf<Grain, infer V>
        ? Readonly<Record<string, V | Absent>>
        : D[N] extends AssetRef<Grain, infer V>
          ? V | Absent
          : never;
};

/** What a check reads: what is read lazily would be recorded as read. */
export type CheckInputs<D extends Deps> = EachInputs<{
  readonly [N in keyof D as D[N] extends LazyOf<Grain, unknown> ? never : N]: D[N];
}>;

/** What `range` and `whole` read: every partitioned dependency is a series. */
export type SpanInputs<G extends Grain, D extends Deps> = {
  readonly [N in keyof D]: D[N] extends
    | WindowOf<infer U, infer V>
    | WithinOf<infer U, infer V>
    | AllOf<infer U, infer V>
    ? Series<PartitionKey<U>, V>
    : D[N] extends LazyOf<infer U, infer V>
      ? LazyRangeReader<PartitionKey<G>, PartitionKey<U>, V>
      : D[N] extends GroupOf<infer U, infer V>
        ? Readonly<Record<string, U extends 'none' ? V | Absent : Series<PartitionKey<U>, V>>>
        : D[N] extends AssetRef<infer U, infer V>
          ? U extends 'none'
            ? V | Absent
            : Series<PartitionKey<U>, V>
          : never;
};

interface Common {
  readonly log: AssetLog;
  readonly signal: CancelSignal;
}

export interface EachContext<G extends Grain, D extends Deps, C> extends Common {
  readonly partition: PartitionKey<G>;
  readonly ordinal: number;
  readonly deps: EachInputs<D>;
  readonly config: C;
}

export interface RangeContext<G extends Grain, D extends Deps, C> extends Common {
  readonly span: { readonly from: number; readonly to: number };
  readonly scheme: PartitionScheme<G>;
  /** The wanted partitions, ascending. */
  readonly partitions: readonly PartitionKey<G>[];
  readonly ordinals: readonly number[];
  readonly deps: SpanInputs<G, D>;
  readonly config: C;
  readonly configAt: (ordinal: number) => C;
}

type Given<V> = Outcome<NoInfer<V>>;

/** Exactly one of these says how values come about. */
export type Computation<G extends Grain, V, D extends Deps, C, S> =
  | { readonly each: (context: EachContext<G, D, C>) => Given<V> | Promise<Given<V>> }
  | {
      readonly range: (
        context: RangeContext<G, D, C>,
      ) => ReadonlyMap<PartitionKey<G>, Given<V>> | Promise<ReadonlyMap<PartitionKey<G>, Given<V>>>;
    }
  | {
      readonly whole: (
        context: RangeContext<G, D, C>,
      ) => WholeResult<G, NoInfer<V>, NoInfer<S>> | Promise<WholeResult<G, NoInfer<V>, NoInfer<S>>>;
      /** For one that need not begin anew for each new partition. */
      readonly checkpoint?: CheckpointSpec<G, V, D, C, S>;
    }
  | {
      readonly running: {
        readonly carry: Codec<S>;
        readonly initial: S;
        readonly step: (context: EachContext<G, D, C>, carry: S) => { readonly value: Given<V>; readonly carry: S };
      };
    };

/** The facts about an asset that carry no computation. */
export interface AssetFacts {
  readonly group?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly tags?: readonly string[];
  /** Earlier keys of this asset, whose recorded history it takes over. */
  readonly formerKeys?: readonly string[];
  /** For a computation that wants its partitions in one piece, or in pieces that are not too large. */
  readonly backfillPolicy?: BackfillPolicy;
  /** When it is brought up to date without anybody asking: `eager()`, `onCron('0 6 * * *')`, `manual()`. */
  readonly automation?: Automation;
  /** By when it is to have what. */
  readonly freshness?: FreshnessRule;
  /** How often it is tried when its store or its source fails in passing, and for how long; the rest is up to whoever runs it. */
  readonly retry?: Partial<RetryPolicy>;
}

export type AssetSpec<G extends Grain, V, D extends Deps, C, S, F extends FacetSpecs<V>> = AssetFacts & {
  readonly key: string;
  readonly partitions: PartitionScheme<G>;
  readonly value: Codec<V>;
  readonly deps?: D & CheckedDeps<G, NoInfer<D>>;
  /** Only what the computation reads: a change of it makes partitions stale. */
  readonly config?: C | Sliced<C>;
  /** Raise it when the computation gives other results. */
  readonly codeVersion: string;
  /** Parts of a record value with versions of their own: facet name → fields. */
  readonly facets?: F;
  /**
   * Values in which a facet says nothing. Such a partition does not count as an input of what reads the facet alone, which must
   * then give the same with and without it.
   */
  readonly silent?: { readonly [N in keyof F & string]?: (value: V) => boolean };
  readonly domain?: DomainRule;
  readonly eager?: boolean;
  /** Questions about every value that is made, by name. */
  readonly checks?: Readonly<Record<string, CheckSpec<G, NoInfer<V>, NoInfer<C>, CheckInputs<NoInfer<D>>>>>;
} & Computation<G, V, D, C, S>;

/**
 * Declares an asset. Nothing runs; types flow from the dependencies' values into the computation.
 *
 * @throws AssetKeyError for a key that no graph could hold; RangeError for a checkpoint beside a dependency that is read lazily
 */
export function defineAsset<
  G extends Grain,
  V,
  const D extends Deps = Readonly<Record<never, never>>,
  C = undefined,
  S = undefined,
  const F extends FacetSpecs<V> = NoFacets,
>(spec: AssetSpec<G, V, D, C, S, F>): Asset<G, V, F> {
  const key = assetKey(spec.key);
  const facets = facetsOf(spec.facets, spec.silent as Silences | undefined, 'running' in spec);
  return {
    key,
    facetName: undefined,
    facet: (name) => ({ key, facetName: name }),
    definition: {
      key,
      scheme: spec.partitions as unknown as PartitionScheme<Grain>,
      codec: spec.value as Codec<unknown>,
      facets,
      dependencies: resolveDependencies((spec.deps ?? {}) as Deps),
      config: configPieces(spec.config, spec.partitions),
      codeVersion: spec.codeVersion,
      checks: eraseChecks(spec.checks),
      compute: eraseComputation(spec as unknown as ErasedComputation, spec.deps ?? {}),
      domain: spec.domain,
      eager: spec.eager ?? false,
      ...factsOf(spec, spec.partitions.grain),
    },
  };
}

/** The descriptive half of a definition, with its defaults. */
export function factsOf(
  spec: AssetFacts,
  grain: Grain,
): {
  group: string | undefined;
  description: string | undefined;
  unit: string | undefined;
  tags: readonly string[];
  formerKeys: readonly AssetKey[];
  backfillPolicy: BackfillPolicy | undefined;
  automation: Automation | undefined;
  freshness: FreshnessRule | undefined;
  retry: Partial<RetryPolicy> | undefined;
} {
  const { backfillPolicy } = spec;
  if (typeof backfillPolicy === 'object' && !(Number.isInteger(backfillPolicy.chunk) && backfillPolicy.chunk >= 1))
    throw new RangeError(
      `backfillPolicy.chunk is ${backfillPolicy.chunk}; write a whole number of partitions from 1 on`,
    );
  return {
    group: spec.group,
    description: spec.description,
    unit: spec.unit,
    tags: spec.tags ?? [],
    formerKeys: (spec.formerKeys ?? []).map(assetKey),
    backfillPolicy,
    automation: spec.automation,
    freshness: checkedFreshness(spec.freshness, grain),
    retry: checkedRetry(spec.retry),
  };
}

/** By facet name; they are asked about values of this asset only. */
type Silences = Readonly<Record<string, ((value: unknown) => boolean) | undefined>>;

function facetsOf(
  specs: Readonly<Record<string, readonly string[]>> | undefined,
  silent: Silences | undefined,
  running: boolean,
): Facet[] {
  const named = Object.entries(specs ?? {}).map(([name, fields]): Facet => {
    const silentWhen = silent?.[name];
    return silentWhen === undefined ? { name, fields } : { name, fields, silentWhen };
  });
  const facets = named.length > 0 ? named : [{ name: 'value', fields: undefined }];
  return running ? [...facets, { name: carryFacet, fields: undefined }] : facets;
}
