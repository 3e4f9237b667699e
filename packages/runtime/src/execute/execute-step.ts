import {
  type AssetDefinition,
  formatSpans,
  type Outcome,
  type PlanStep,
  type StateColumns,
  spansOf,
} from '@meterworks/assets';
import { openChecks } from './ask-checks.ts';
import { carryKey } from './carry-key.ts';
import { type Choice, chooseOrdinals, countLeft, inBoth } from './choose-ordinals.ts';
import { computeContext, computeSpan } from './compute-span.ts';
import { entriesToSave, type MadePartition, recordRemoved, settleOutcome } from './made-partitions.ts';
import { makeWhole } from './make-whole.ts';
import { idle, recordStep, type StepResult } from './record-step.ts';
import { runRunning } from './run-running.ts';
import type { RunScope } from './run-scope.ts';
import { StepInputs } from './step-inputs.ts';
import type { StepPass } from './step-pass.ts';
import { summarize } from './summarize.ts';

/** What a try of a step has in hand, for whoever has to record that it failed. */
export interface StepHand {
  /** Partitions that fail if the try does, with those of `unsure`. */
  ordinals: readonly number[];
  /** Partitions of which nobody knows then what is stored: the write was begun. */
  unsure: readonly number[];
  causes: Choice['causes'];
}

/**
 * Makes what of a step still needs making now that its inputs are settled, publishes the values, then records them. What it throws came
 * from around the computation, and nothing is recorded then: values may be stored already, of the partitions in `hand`.
 */
export async function executeStep(
  scope: RunScope,
  step: PlanStep,
  tried: { readonly startedAt: number; readonly attempts: number },
  hand: StepHand,
): Promise<StepResult> {
  const asset = scope.graph.asset(step.asset);
  const columns = scope.columns(step.asset);
  if (step.kind === 'remove') return removePartitions(scope, asset, columns, step, hand);

  const chosen = chooseOrdinals(scope, asset, step);
  const first = chosen.ordinals[0];
  hand.ordinals = inBoth(chosen.ordinals, step.ordinals);
  hand.causes = chosen.causes;
  if (first === undefined) return { ...idle, ...countLeft(step, [], scope.staleness.of(asset.key)) };

  const { kind } = asset.compute;
  const make = kind === 'whole' ? makeWhole : kind === 'running' ? makeRunning : makeSpans;
  const pass = await make(scope, asset, columns, step, chosen.ordinals);
  const { made, carries } = pass;
  const from = made[0]?.ordinal ?? first;
  const to = made.at(-1)?.ordinal ?? first;
  const entries = entriesToSave(made);
  hand.unsure = [...entries, ...carries].map(({ ordinal }) => ordinal);
  // A crash before the commit leaves values that the recorded states say nothing of: the next process makes them again.
  await scope.state.announceWrite(scope.fence, { asset: asset.key, from, to, removes: false });
  if (carries.length > 0) await scope.series.saveValues(carryKey(asset.key), carries);
  await scope.series.saveValues(asset.key, entries);
  const result = await recordStep(scope, asset, step, { ...tried, causes: chosen.causes }, pass);
  handOver(scope, asset, made);
  return result;
}

/** Computes each contiguous stretch of what was chosen. */
async function makeSpans(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  _step: PlanStep,
  ordinals: readonly number[],
): Promise<StepPass> {
  const inputs = inputsOf(scope, asset);
  const recorded = scope.staleness.inputs(asset.key);
  const log = scope.logger.child({ asset: asset.key });
  const ask = openChecks(asset, inputs);
  const made: MadePartition[] = [];
  let next = 0;
  for (const span of spansOf(ordinals, asset.scheme)) {
    const start = next;
    while ((ordinals[next] ?? Number.POSITIVE_INFINITY) <= span.to) next++;
    const inside = ordinals.slice(start, next);
    await inputs.load(span, scope.signal);
    const context = computeContext(asset, span, inside, inputs, log, scope.signal);
    const outcomes = await computeSpan(asset, context);
    inside.forEach((ordinal, i) => {
      const lazyRead = inputs.lazyReadOf(ordinal);
      if (recorded.lacksRead(lazyRead)) return;
      made.push(settleOutcome(asset, columns, ordinal, outcomes[i] as Outcome<unknown>, lazyRead, ask));
    });
  }
  return { made, kept: [], carries: [], checkpoint: 'forgotten' };
}

async function makeRunning(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  step: PlanStep,
  ordinals: readonly number[],
): Promise<StepPass> {
  const { domain } = scope.staleness.of(asset.key);
  if (domain === undefined) return { made: [], kept: [], carries: [], checkpoint: 'left' };
  const inputs = inputsOf(scope, asset);
  await inputs.load({ from: ordinals[0] as number, to: step.ordinals.at(-1) as number }, scope.signal);
  const context = computeContext(asset, domain, [], inputs, scope.logger.child({ asset: asset.key }), scope.signal);
  const recorded = scope.staleness.inputs(asset.key);
  const pass = await runRunning(asset, columns, scope.series, recorded, step, new Set(ordinals), context, inputs);
  return pass;
}

function inputsOf(scope: RunScope, asset: AssetDefinition): StepInputs {
  return new StepInputs(scope.graph, asset, scope.values, (key) => scope.staleness.of(key).domain);
}

async function removePartitions(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  step: PlanStep,
  hand: StepHand,
): Promise<StepResult> {
  const first = step.ordinals[0] ?? 0;
  hand.unsure = step.ordinals;
  const to = step.ordinals.at(-1) ?? first;
  await scope.state.announceWrite(scope.fence, { asset: asset.key, from: first, to, removes: true });
  await scope.series.saveValues(
    asset.key,
    step.ordinals.map((ordinal) => ({ ordinal, bytes: undefined })),
  );
  const spans = spansOf(step.ordinals, asset.scheme);
  await scope.state.commit(scope.fence, (seq) => {
    recordRemoved(columns, step.ordinals, seq);
    return {
      states: [{ asset: asset.key, columns }],
      failuresCleared: spans.map((span) => ({ asset: asset.key, ...span })),
      findingsCleared: spans.map((span) => ({ asset: asset.key, ...span })),
      summaries: [summarize(scope.staleness.refresh(asset.key), scope.staleness.asOf)],
    };
  });
  scope.logger.info(`removed ${formatSpans(asset.scheme, spans)}, which ${asset.key} no longer has`, {
    asset: asset.key,
  });
  return { ...idle, removed: step.ordinals.length, spans };
}

/** Gives the values to the readers in this run; after a failure readers find the last good value in the store. */
function handOver(scope: RunScope, asset: AssetDefinition, made: readonly MadePartition[]): void {
  if (!scope.hasReaders(asset.key)) return;
  const [first, last] = [made[0], made.at(-1)];
  if (first === undefined || last === undefined || last.ordinal - first.ordinal + 1 !== made.length) return;
  const values: unknown[] = [];
  for (const one of made) {
    if (one.kind === 'failed') return;
    values.push(one.value);
  }
  scope.values.replace(asset.key, first.ordinal, values);
}
