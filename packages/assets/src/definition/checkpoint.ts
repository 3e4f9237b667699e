import type { Grain, PartitionKey } from '../partitions/partition-scheme.ts';
import type { Codec } from '../value/codec.ts';
import type { RangeContext } from './define-asset.ts';
import type { DependencySpec } from './dependency.ts';
import type { Outcome } from './outcome.ts';

/**
 * Where a `whole` computation can be gone on with. As long as no input before `from` changes, nor code, configuration or first
 * partition, the values before `from` stay as they are, and those from there on follow from `state` and the inputs from there on.
 * Where only the inputs tell whether that holds, `resume` looks at them and gives `undefined` where it does not.
 */
export interface Checkpoint<S> {
  /** The ordinal of a partition, after the first one of the asset. */
  readonly from: number;
  readonly state: S;
}

/** Values, and where to go on next time. */
export interface Checkpointed<G extends Grain, V, S> {
  readonly values: ReadonlyMap<PartitionKey<G>, Outcome<V>>;
  /** Kept only where no partition has failed, and none before `from` was left out because it is pinned. */
  readonly checkpoint?: Checkpoint<S> | undefined;
}

/** What `whole` and `resume` may give. */
export type WholeResult<G extends Grain, V, S> = ReadonlyMap<PartitionKey<G>, Outcome<V>> | Checkpointed<G, V, S>;

/** How a `whole` computation is gone on with from the checkpoint that it left the last time. */
export interface CheckpointSpec<G extends Grain, V, D extends Readonly<Record<string, DependencySpec>>, C, S> {
  readonly codec: Codec<S>;
  /**
   * Computes the partitions from the checkpoint on, where `span` begins. Of an `all()` of partitions of the same grain, `deps` hold
   * those from there on, also where a check looks at them. Gives `undefined` where it cannot tell from there: then all is computed.
   */
  readonly resume: (
    context: RangeContext<G, D, C>,
    state: NoInfer<S>,
  ) => WholeResult<G, NoInfer<V>, NoInfer<S>> | undefined | Promise<WholeResult<G, NoInfer<V>, NoInfer<S>> | undefined>;
}
