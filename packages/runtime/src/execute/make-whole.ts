import {
  type AssetDefinition,
  type CancelSignal,
  decodeValue,
  Failed,
  type PlanStep,
  type StateColumns,
  type WholeOutcome,
} from '@meterworks/assets';
import { type AskChecks, openChecks } from './ask-checks.ts';
import { computeContext, isCancellation, messageOf, saidNothing } from './compute-span.ts';
import { checkpointToKeep, heldCheckpoint, type WholeWork } from './held-checkpoint.ts';
import { type MadePartition, settleOutcome } from './made-partitions.ts';
import type { RunScope } from './run-scope.ts';
import { StepInputs } from './step-inputs.ts';
import type { StepPass } from './step-pass.ts';

/**
 * Computes a `whole` asset: from its checkpoint on, where that holds and the computation can go on from there; all of it in one pass
 * otherwise. A throw fails all that was chosen.
 */
export async function makeWhole(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  step: PlanStep,
  ordinals: readonly number[],
): Promise<StepPass> {
  const { compute } = asset;
  const { domain } = scope.staleness.of(asset.key);
  const from = ordinals[0];
  if (compute.kind !== 'whole' || domain === undefined || from === undefined)
    throw new TypeError(`there is nothing of ${asset.key} to compute in one pass`);
  const work: WholeWork = { asset, columns, recorded: scope.staleness.inputs(asset.key), domain, ordinals };
  const resumed = await resume(scope, work, step);
  if (resumed !== undefined) return resumed;
  const inputs = inputsOf(scope, asset);
  const context = await open(scope, work, inputs, from, ordinals);
  const outcome = await told(context.signal, () => compute.run(context));
  const made = settle(work, ordinals, outcome, inputs, openChecks(asset, inputs));
  return { made, kept: [], carries: [], checkpoint: checkpointToKeep(work, outcome, made, domain.from) ?? 'forgotten' };
}

/** Undefined where there is no checkpoint that holds, and where the computation cannot tell from there. */
async function resume(scope: RunScope, work: WholeWork, step: PlanStep): Promise<StepPass | undefined> {
  const { asset, ordinals } = work;
  const checkpoint = asset.compute.kind === 'whole' ? asset.compute.checkpoint : undefined;
  if (checkpoint === undefined) return undefined;
  const held = await heldCheckpoint(scope, work, step, checkpoint.codec);
  if (held === undefined) return undefined;
  const at = ordinals.findIndex((ordinal) => ordinal >= held.from);
  const kept = ordinals.slice(0, at);
  const wanted = ordinals.slice(at);
  const inputs = inputsOf(scope, asset, held.from);
  const context = await open(scope, work, inputs, held.from, wanted);
  const outcome = await told(context.signal, () => checkpoint.resume(context, held.state));
  if (outcome === undefined) return undefined;
  const ask = openChecks(asset, inputs, await valueBefore(scope, asset, held.from, kept));
  if (outcome instanceof Failed)
    return { made: settle(work, ordinals, outcome, inputs, ask), kept: [], carries: [], checkpoint: 'left' };
  const made = settle(work, wanted, outcome, inputs, ask);
  return { made, kept, carries: [], checkpoint: checkpointToKeep(work, outcome, made, held.from) ?? 'left' };
}

function inputsOf(scope: RunScope, asset: AssetDefinition, resumedAt?: number): StepInputs {
  return new StepInputs(scope.graph, asset, scope.values, (key) => scope.staleness.of(key).domain, resumedAt);
}

async function open(
  scope: RunScope,
  { asset, ordinals }: WholeWork,
  inputs: StepInputs,
  from: number,
  wanted: readonly number[],
) {
  const span = { from, to: ordinals.at(-1) as number };
  await inputs.load(span, scope.signal);
  return computeContext(asset, span, wanted, inputs, scope.logger.child({ asset: asset.key }), scope.signal);
}

/** What a computation gave, or that it threw. */
async function told<T>(signal: CancelSignal, compute: () => Promise<T>): Promise<T | Failed> {
  try {
    return await compute();
  } catch (error) {
    if (isCancellation(signal)) throw error;
    return new Failed(messageOf(error));
  }
}

function settle(
  { asset, columns, recorded }: WholeWork,
  ordinals: readonly number[],
  outcome: WholeOutcome | Failed,
  inputs: StepInputs,
  ask: AskChecks,
): MadePartition[] {
  const made: MadePartition[] = [];
  for (const ordinal of ordinals) {
    const lazyRead = inputs.lazyReadOf(ordinal);
    if (recorded.lacksRead(lazyRead)) continue;
    const one = outcome instanceof Failed ? outcome : (outcome.values.get(asset.scheme.keyOf(ordinal)) ?? saidNothing);
    made.push(settleOutcome(asset, columns, ordinal, one, lazyRead, ask));
  }
  return made;
}

/** What a check of the first partition compares its value with, as it would if both were made in one go. */
async function valueBefore(
  scope: RunScope,
  asset: AssetDefinition,
  from: number,
  kept: readonly number[],
): Promise<{ readonly ordinal: number; readonly value: unknown } | undefined> {
  const ordinal = from - 1;
  if (asset.checks.length === 0 || kept.at(-1) !== ordinal) return undefined;
  const [bytes] = await scope.series.loadValues(asset.key, ordinal, ordinal);
  return bytes === undefined ? undefined : { ordinal, value: decodeValue(asset.codec, bytes) };
}
