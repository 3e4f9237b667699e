import type { AssetKey } from '../asset-key.ts';
import type { Automation } from '../automation/automation.ts';
import type { FreshnessRule } from '../freshness/freshness.ts';
import type { Grain, OrdinalRange, PartitionScheme } from '../partitions/partition-scheme.ts';
import type { Codec } from '../value/codec.ts';
import type { Check } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { AssetRef, Dependency } from './dependency.ts';
import type { Outcome } from './outcome.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** A part of the value with a version of its own. */
export interface Facet {
  readonly name: string;
  /** The record fields it covers; undefined for the whole value. */
  readonly fields: readonly string[] | undefined;
  /** Values in which it says nothing: such a partition is no input of those that read this facet. */
  readonly silentWhen?: (value: unknown) => boolean;
}

/** The configuration that applies from an ordinal on (−Infinity for the first piece), as value and as canonical text. */
export interface ConfigPiece {
  readonly from: number;
  readonly value: unknown;
  readonly text: string;
}

/** Which partitions an asset has, given those that exist by its scheme and what its upstreams have (in their own ordinals). */
export type DomainRule = (context: {
  readonly exists: OrdinalRange;
  readonly scheme: PartitionScheme<Grain>;
  /** The extent of the upstream under this dependency name (of all of them, for a group), in this asset's ordinals. */
  readonly upstream: (name: string) => OrdinalRange | undefined;
}) => OrdinalRange | undefined;

/** Says that the caller wants the work to stop. */
export interface CancelSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}

/** Where a computation may say something about what it did. */
export interface AssetLog {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** What every erased computation gets. Partitions are ordinals; dependency values are what their mapping promises. */
export interface ComputeContext {
  readonly scheme: PartitionScheme<Grain>;
  /** The contiguous stretch, and the ordinals in it that are wanted (all of them, unless dates are skipped or fresh). */
  readonly span: OrdinalRange;
  readonly ordinals: readonly number[];
  /** The keys of these ordinals: written once, for there are many. */
  readonly partitions: readonly string[];
  readonly configAt: (ordinal: number) => unknown;
  readonly log: AssetLog;
  readonly signal: CancelSignal;
  /** The inputs of one partition, by dependency name. */
  readonly inputsOf: (ordinal: number) => Readonly<Record<string, unknown>>;
  /** The inputs of the whole stretch as series, by dependency name. */
  readonly inputsOfSpan: () => Readonly<Record<string, unknown>>;
}

/** What a `whole` computation gave. */
export interface WholeOutcome {
  readonly values: ReadonlyMap<string, Outcome<unknown>>;
  readonly checkpoint: Checkpoint<unknown> | undefined;
}

/** How a `whole` computation is gone on with; see `CheckpointSpec`. */
export interface Resumable {
  readonly codec: Codec<unknown>;
  resume(context: ComputeContext, state: unknown): Promise<WholeOutcome | undefined>;
}

/** A computation behind its types. */
export type Compute =
  | { readonly kind: 'external' }
  | {
      readonly kind: 'each';
      run(context: ComputeContext, ordinal: number): Outcome<unknown> | Promise<Outcome<unknown>>;
    }
  | {
      readonly kind: 'range';
      run(
        context: ComputeContext,
      ): ReadonlyMap<string, Outcome<unknown>> | Promise<ReadonlyMap<string, Outcome<unknown>>>;
    }
  | {
      readonly kind: 'whole';
      run(context: ComputeContext): Promise<WholeOutcome>;
      readonly checkpoint: Resumable | undefined;
    }
  | {
      readonly kind: 'running';
      readonly carry: Codec<unknown>;
      initial(context: ComputeContext): unknown;
      step(
        context: ComputeContext,
        ordinal: number,
        carry: unknown,
      ): { readonly value: Outcome<unknown>; readonly carry: unknown };
    };

/** In how large pieces many of an asset's partitions are made: all at once, or at most so many at a time. */
export type BackfillPolicy = 'whole-span' | 'one-by-one' | { readonly chunk: number };

/** An asset as graph, planner and executor see it: without type parameters. */
export interface AssetDefinition {
  readonly key: AssetKey;
  readonly scheme: PartitionScheme<Grain>;
  readonly codec: Codec<unknown>;
  readonly facets: readonly Facet[];
  readonly dependencies: readonly Dependency[];
  /** Ascending by `from`; never empty. */
  readonly config: readonly ConfigPiece[];
  readonly codeVersion: string;
  readonly compute: Compute;
  /** Asked about every value that is made. */
  readonly checks: readonly Check[];
  readonly domain: DomainRule | undefined;
  /** Brought up to date for what changed before anything is planned: cheap, and it makes the plan below it exact. */
  readonly eager: boolean;
  readonly group: string | undefined;
  readonly description: string | undefined;
  readonly unit: string | undefined;
  readonly tags: readonly string[];
  readonly formerKeys: readonly AssetKey[];
  /** Undefined leaves it to whoever asks for a backfill. */
  readonly backfillPolicy: BackfillPolicy | undefined;
  /** Undefined leaves it to its group's rule. */
  readonly automation: Automation | undefined;
  readonly freshness: FreshnessRule | undefined;
  /** What is left out is up to whoever runs it. */
  readonly retry: Partial<RetryPolicy> | undefined;
}

/** A defined asset, with the grain, value and facets that the compiler knows. */
export interface Asset<G extends Grain, V, F extends FacetSpecs<V> = NoFacets> extends AssetRef<G, V> {
  readonly definition: AssetDefinition;
  /** One part of the value, to depend on alone: a change of the other fields leaves the reader fresh. */
  facet<N extends keyof F & string>(name: N): AssetRef<G, Pick<V, F[N][number]>>;
}

/** Facet name → the record fields it covers. */
export type FacetSpecs<V> = Readonly<Record<string, readonly (keyof V & string)[]>>;
export type NoFacets = Readonly<Record<never, never>>;

/** The hidden facet under which a running asset's carried state is versioned. */
export const carryFacet = '#carry';
