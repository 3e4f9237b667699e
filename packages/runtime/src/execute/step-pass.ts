import type { CheckpointRecord } from '../state/commit.ts';
import type { MadePartition } from './made-partitions.ts';

/** What a pass over an asset came to, before it is recorded. */
export interface StepPass {
  /** Ascending. */
  readonly made: readonly MadePartition[];
  /**
   * Partitions, ascending and before those of `made`, of which it is known that they would come out as they are: recorded as made again,
   * while their values, versions and findings stay.
   */
  readonly kept: readonly number[];
  /** Of a running asset: the carried states to save beside the values. */
  readonly carries: readonly { readonly ordinal: number; readonly bytes: Uint8Array }[];
  /** What becomes of the asset's checkpoint. */
  readonly checkpoint: CheckpointRecord | 'forgotten' | 'left';
}
