import {
  type AssetDefinition,
  type Codec,
  type ComputeContext,
  decodeValue,
  type PlanStep,
  type RecordedInputs,
  type StateColumns,
} from '@meterworks/assets';
import { openChecks } from './ask-checks.ts';
import { carryKey } from './carry-key.ts';
import { isCancellation, messageOf } from './compute-span.ts';
import { facetDiffers, failure, type MadePartition, settleOutcome } from './made-partitions.ts';
import type { RunScope } from './run-scope.ts';
import type { StepInputs } from './step-inputs.ts';
import type { StepPass } from './step-pass.ts';
import { encodeCarry, setCarryVersion } from './value-version.ts';

/** The state after the partition in hand: what it is, and whether it is another than the one recorded. */
interface Carried {
  readonly ordinal: number;
  readonly state: unknown;
  readonly changed: boolean;
}

/**
 * Steps a running asset through the planned partitions. One is made if it was chosen, or if the state carried into it came out
 * different; where it comes out as recorded, the ones after it are fresh as they are, up to the next that was chosen.
 * A partition that fails keeps its last good state, from which the others go on; without one they wait.
 */
export async function runRunning(
  asset: AssetDefinition,
  columns: StateColumns,
  series: RunScope['series'],
  recorded: RecordedInputs,
  step: PlanStep,
  chosen: ReadonlySet<number>,
  context: ComputeContext,
  inputs: StepInputs,
): Promise<StepPass> {
  const { compute } = asset;
  if (compute.kind !== 'running') throw new TypeError(`${asset.key} is no running asset`);
  const made: MadePartition[] = [];
  const ask = openChecks(asset, inputs);
  const carries: { ordinal: number; bytes: Uint8Array }[] = [];
  const { from: first } = context.span;
  const before = (ordinal: number): number => {
    let previous = ordinal - 1;
    while (previous >= first && !asset.scheme.exists(previous)) previous--;
    return previous;
  };

  let hand: Carried | undefined;
  for (const ordinal of step.ordinals) {
    const previous = before(ordinal);
    const inHand = hand?.ordinal === previous ? hand : undefined;
    hand = undefined;
    if (!chosen.has(ordinal) && inHand?.changed !== true) continue;
    if (inHand === undefined && previous >= first && !columns.isMade(previous)) continue;
    if (recorded.lacksInput(ordinal)) continue;
    context.signal.throwIfAborted();
    // Where the store fails, the step does; where it has nothing, this partition.
    const isStored = inHand === undefined && previous >= first;
    const [stored] = isStored ? await series.loadValues(carryKey(asset.key), previous, previous) : [];
    try {
      const carry =
        inHand !== undefined
          ? inHand.state
          : isStored
            ? carryIn(stored, asset, previous, compute.carry)
            : compute.initial(context);
      const stepped = compute.step(context, ordinal, carry);
      const lazyRead = inputs.lazyReadOf(ordinal);
      if (recorded.lacksRead(lazyRead)) continue;
      const settled = settleOutcome(asset, columns, ordinal, stepped.value, lazyRead, ask);
      if (settled.kind === 'failed') {
        made.push(settled);
        continue;
      }
      const bytes = encodeCarry(compute.carry, stepped.carry);
      const facet = setCarryVersion(asset, settled.versions, bytes);
      const changed = facetDiffers(columns, ordinal, settled.versions, facet);
      made.push({ ...settled, changed: settled.changed || changed });
      if (changed) carries.push({ ordinal, bytes });
      hand = { ordinal, state: stepped.carry, changed };
    } catch (error) {
      if (isCancellation(context.signal)) throw error;
      made.push(failure(ordinal, messageOf(error)));
    }
  }
  return { made, kept: [], carries, checkpoint: 'forgotten' };
}

function carryIn(
  bytes: Uint8Array | undefined,
  asset: AssetDefinition,
  ordinal: number,
  codec: Codec<unknown>,
): unknown {
  if (bytes === undefined) throw new Error(`the state carried over from ${asset.scheme.keyOf(ordinal)} is not stored`);
  return decodeValue(codec, bytes);
}
