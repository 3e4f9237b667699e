import {
  type AssetDefinition,
  type Codec,
  checkpointBasis,
  decodeValue,
  encodeValue,
  Failed,
  type OrdinalRange,
  type PlanStep,
  partitionFlags,
  type RecordedInputs,
  type StateColumns,
  type WholeOutcome,
} from '@meterworks/assets';
import type { CheckpointRecord } from '../state/commit.ts';
import type { MadePartition } from './made-partitions.ts';
import type { RunScope } from './run-scope.ts';

/** A `whole` asset, of which something was chosen to be made. */
export interface WholeWork {
  readonly asset: AssetDefinition;
  readonly columns: StateColumns;
  readonly recorded: RecordedInputs;
  readonly domain: OrdinalRange;
  /** Ascending; never empty. */
  readonly ordinals: readonly number[];
}

/**
 * The checkpoint that the last computation left, if what it promises holds: everything that the values before it come from is as it
 * was, they are all there, and nobody asked for them to be made again. Undefined otherwise, and where nothing lies behind it.
 */
export async function heldCheckpoint(
  scope: Pick<RunScope, 'state'>,
  { asset, columns, recorded, domain, ordinals }: WholeWork,
  step: PlanStep,
  codec: Codec<unknown>,
): Promise<{ readonly from: number; readonly state: unknown } | undefined> {
  const stored = await scope.state.readCheckpoint(asset.key);
  if (stored === undefined) return undefined;
  const { from } = stored;
  if ((ordinals.at(-1) as number) < from) return undefined;
  if (step.forced && (step.ordinals[0] as number) < from) return undefined;
  if (countStanding(columns, domain.from, from) !== asset.scheme.count(domain.from, from - 1)) return undefined;
  if (stored.basis !== checkpointBasis(asset, recorded, domain.from, from)) return undefined;
  try {
    return { from, state: decodeValue(codec, stored.state) };
  } catch {
    return undefined; // Damaged, or of another program: it is replaced by what is computed without it.
  }
}

const { made, failed, depsDiffer, pinned } = partitionFlags;
/** A pinned one is left out of a computation of all, whose checks then miss it. */
const judged = made | failed | depsDiffer | pinned;

/** How many partitions in [from, end) have a value that nothing is known against, and that is not pinned. */
function countStanding(columns: StateColumns, from: number, end: number): number {
  let count = 0;
  for (let ordinal = from; ordinal < end; ordinal++) {
    const row = columns.rowOf(ordinal);
    if (row >= 0 && (columns.flagsAt(row) & judged) === made) count++;
  }
  return count;
}

/**
 * The checkpoint to record beside what was made, if there is one that will hold: nothing failed, and all partitions before it were made
 * in this pass, but for those before `since`, which were kept.
 */
export function checkpointToKeep(
  { asset, recorded, domain }: WholeWork,
  outcome: WholeOutcome | Failed,
  made: readonly MadePartition[],
  since: number,
): CheckpointRecord | undefined {
  const { compute } = asset;
  if (compute.kind !== 'whole' || compute.checkpoint === undefined) return undefined;
  if (outcome instanceof Failed || outcome.checkpoint === undefined) return undefined;
  const { from, state } = outcome.checkpoint;
  if (!(from > domain.from && from <= domain.to + 1)) return undefined;
  let before = 0;
  for (const { kind, ordinal } of made) {
    if (kind === 'failed') return undefined;
    if (ordinal < from) before++;
  }
  if (from > since && before !== asset.scheme.count(since, from - 1)) return undefined;
  const basis = checkpointBasis(asset, recorded, domain.from, from);
  return { asset: asset.key, from, basis, state: encodeValue(compute.checkpoint.codec, state) };
}
