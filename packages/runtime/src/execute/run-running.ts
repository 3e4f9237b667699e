import {
  type AssetDefinition,
  type Codec,
  type ComputeContext,
  decodeValue,
  type OrdinalRange,
  type StateColumns,
} from '@meterworks/assets';
import type { SeriesStore } from '../series/series-store.ts';
import { carryKey } from './carry-key.ts';
import { messageOf } from './compute-span.ts';
import { differs, type MadePartition, settleOutcome } from './made-partitions.ts';
import type { StepInputs } from './step-inputs.ts';
import { encodeCarry, setCarryVersion } from './value-version.ts';

/** What a pass of a running total made, with the carried states to save beside the values. */
export interface RunningPass {
  readonly made: readonly MadePartition[];
  readonly carries: readonly { readonly ordinal: number; readonly bytes: Uint8Array }[];
}

/**
 * Runs a running asset from `from` on, with the state carried by the partition before it, to the end of the domain or to the
 * first partition past `mustReach` whose value and carried state equal the recorded ones: what comes after is fresh as it is.
 */
export async function runRunning(
  asset: AssetDefinition,
  columns: StateColumns,
  series: SeriesStore,
  domain: OrdinalRange,
  from: number,
  mustReach: number,
  context: ComputeContext,
  inputs: StepInputs,
): Promise<RunningPass> {
  const { compute } = asset;
  if (compute.kind !== 'running') throw new TypeError(`${asset.key} is no running asset`);
  let carry = from === domain.from ? compute.initial(context) : await loadCarry(asset, series, from, compute.carry);
  const made: MadePartition[] = [];
  const carries: { ordinal: number; bytes: Uint8Array }[] = [];
  for (let ordinal = from; ordinal <= domain.to; ordinal++) {
    if (!asset.scheme.exists(ordinal)) continue;
    context.signal.throwIfAborted();
    let settled: MadePartition;
    try {
      const stepped = compute.step(context, ordinal, carry);
      carry = stepped.carry;
      settled = settleOutcome(asset, columns, ordinal, stepped.value, inputs.lazyReadOf(ordinal));
    } catch (error) {
      settled = { kind: 'failed', ordinal, message: messageOf(error) };
    }
    if (settled.kind === 'failed') {
      made.push(settled);
      break;
    }
    const bytes = encodeCarry(compute.carry, carry);
    setCarryVersion(asset, settled.versions, bytes);
    const changed = differs(columns, ordinal, settled.versions);
    made.push({ ...settled, changed });
    if (changed) carries.push({ ordinal, bytes });
    else if (ordinal >= mustReach) break;
  }
  return { made, carries };
}

async function loadCarry(
  asset: AssetDefinition,
  series: SeriesStore,
  from: number,
  codec: Codec<unknown>,
): Promise<unknown> {
  let previous = from - 1;
  while (!asset.scheme.exists(previous)) previous--;
  const [bytes] = await series.loadValues(carryKey(asset.key), previous, previous);
  if (bytes === undefined) throw new Error(`the state carried over from ${asset.scheme.keyOf(previous)} is not stored`);
  return decodeValue(codec, bytes);
}
