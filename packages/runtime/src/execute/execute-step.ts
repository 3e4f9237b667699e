import {
  type AssetDefinition,
  formatSpans,
  type OrdinalRange,
  type PlanStep,
  type StateColumns,
  spansOf,
} from '@meterworks/assets';
import type { FailureRecord } from '../state/commit.ts';
import type { RunId } from '../state/run-record.ts';
import { carryKey } from './carry-key.ts';
import { checkRecords, type FoundAt, findingsIn } from './check-records.ts';
import { type Choice, chooseOrdinals, countLeft } from './choose-ordinals.ts';
import { computeContext, computeSpan } from './compute-span.ts';
import { entriesToSave, type MadePartition, recordMade, recordRemoved, settleOutcome } from './made-partitions.ts';
import { type RunningPass, runRunning } from './run-running.ts';
import type { RunScope } from './run-scope.ts';
import { StepInputs } from './step-inputs.ts';
import { summarize } from './summarize.ts';

/** What became of a step. Counts are of partitions. */
export interface StepResult {
  readonly made: number;
  readonly changed: number;
  /** Planned as possible, and found fresh because their inputs came out equal. */
  readonly cutOff: number;
  readonly failed: number;
  /** Planned, but an input is missing because it failed or was not asked for. */
  readonly blocked: number;
  readonly removed: number;
  readonly spans: readonly OrdinalRange[];
  readonly errors: readonly { readonly ordinal: number; readonly message: string }[];
  readonly findings: readonly FoundAt[];
}

const idle: StepResult = {
  made: 0,
  changed: 0,
  cutOff: 0,
  failed: 0,
  blocked: 0,
  removed: 0,
  spans: [],
  errors: [],
  findings: [],
};

/** Makes what of a step still needs making now that its inputs are settled, publishes the values, then records them. */
export async function executeStep(scope: RunScope, step: PlanStep): Promise<StepResult> {
  const asset = scope.graph.asset(step.asset);
  const columns = scope.columns(step.asset);
  if (step.kind === 'remove') return removePartitions(scope, asset, columns, step);

  const startedAt = scope.clock.now();
  const chosen = chooseOrdinals(scope, asset, step);
  const first = chosen.ordinals[0];
  if (first === undefined) return { ...idle, ...countLeft(step, new Set(), scope.staleness.of(asset.key)) };

  const { made, carries } = await (asset.compute.kind === 'running' ? makeRunning : makeSpans)(
    scope,
    asset,
    columns,
    step,
    chosen,
  );
  const from = made[0]?.ordinal ?? first;
  const to = made.at(-1)?.ordinal ?? first;
  // A crash before the commit leaves values that the recorded states say nothing of: the next process makes them again.
  await scope.state.announceWrite(scope.fence, { asset: asset.key, from, to });
  if (carries.length > 0) await scope.series.saveValues(carryKey(asset.key), carries);
  await scope.series.saveValues(asset.key, entriesToSave(made));
  const touched = new Set(made.map((one) => one.ordinal));
  const spans = spansOf(touched, asset.scheme);
  const recorded = scope.staleness.inputs(asset.key);
  let result = idle;
  columns.cover(from, to);
  await scope.state.commit(scope.fence, (seq) => {
    recordMade(columns, recorded, made, seq);
    const staleness = scope.staleness.refresh(asset.key);
    result = { ...countMade(made), ...countLeft(step, touched, staleness), removed: 0, spans };
    return {
      states: [{ asset: asset.key, columns }],
      step: {
        run: scope.run,
        asset: asset.key,
        from,
        to,
        status: result.failed === 0 ? 'success' : result.made > 0 ? 'partial' : 'failed',
        planned: step.ordinals.length,
        made: result.made,
        changed: result.changed,
        cutOff: result.cutOff,
        failed: result.failed,
        startedAt,
        finishedAt: scope.clock.now(),
        causes: chosen.causes,
        ...(result.errors[0] === undefined ? {} : { error: result.errors[0].message }),
      },
      failuresCleared: spans.map((span) => ({ asset: asset.key, ...span })),
      findingsCleared: spans.map((span) => ({ asset: asset.key, ...span })),
      failures: failuresOf(made, asset, scope.clock.now(), scope.run),
      ...checkRecords(made, asset, scope.clock.now(), scope.run),
      summaries: [summarize(staleness, scope.staleness.asOf)],
    };
  });
  handOver(scope, asset, made);
  return result;
}

/** Computes each contiguous stretch of what was chosen; `whole` takes everything in one pass. */
async function makeSpans(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  _step: PlanStep,
  { ordinals }: Choice,
): Promise<RunningPass> {
  const inputs = inputsOf(scope, asset);
  const recorded = scope.staleness.inputs(asset.key);
  const log = scope.logger.child({ asset: asset.key });
  const made: MadePartition[] = [];
  const spans =
    asset.compute.kind === 'whole'
      ? [{ from: ordinals[0] as number, to: ordinals.at(-1) as number }]
      : spansOf(ordinals, asset.scheme);
  let next = 0;
  for (const span of spans) {
    const start = next;
    while ((ordinals[next] ?? Number.POSITIVE_INFINITY) <= span.to) next++;
    const inside = ordinals.slice(start, next);
    await inputs.load(span);
    const context = computeContext(asset, span, inside, inputs, log, scope.signal);
    for (const [ordinal, outcome] of await computeSpan(asset, context)) {
      const lazyRead = inputs.lazyReadOf(ordinal);
      if (!recorded.lacksRead(lazyRead)) made.push(settleOutcome(asset, columns, ordinal, outcome, lazyRead));
    }
  }
  return { made, carries: [] };
}

async function makeRunning(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  step: PlanStep,
  { ordinals }: Choice,
): Promise<RunningPass> {
  const { domain } = scope.staleness.of(asset.key);
  if (domain === undefined) return { made: [], carries: [] };
  const inputs = inputsOf(scope, asset);
  await inputs.load({ from: ordinals[0] as number, to: step.ordinals.at(-1) as number });
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
): Promise<StepResult> {
  const first = step.ordinals[0] ?? 0;
  await scope.state.announceWrite(scope.fence, { asset: asset.key, from: first, to: step.ordinals.at(-1) ?? first });
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

function countMade(
  made: readonly MadePartition[],
): Pick<StepResult, 'made' | 'changed' | 'failed' | 'errors' | 'findings'> {
  const errors = made.flatMap((one) => (one.kind === 'failed' ? [{ ordinal: one.ordinal, message: one.message }] : []));
  return {
    made: made.length - errors.length,
    changed: made.filter((one) => one.kind === 'made' && one.changed).length,
    failed: errors.length,
    errors,
    findings: findingsIn(made),
  };
}

function failuresOf(made: readonly MadePartition[], asset: AssetDefinition, at: number, run: RunId): FailureRecord[] {
  return made.flatMap((one) =>
    one.kind === 'failed' ? [{ asset: asset.key, ordinal: one.ordinal, message: one.message, at, run }] : [],
  );
}

/** Gives the values to the readers in this run; after a failure readers find the last good value in the store. */
function handOver(scope: RunScope, asset: AssetDefinition, made: readonly MadePartition[]): void {
  if (!scope.hasReaders(asset.key)) return;
  const good = made.filter((one) => one.kind === 'made');
  const complete = good.length === made.length && good.length > 0;
  if (!complete) return;
  const from = (good[0] as MadePartition).ordinal;
  const to = (good.at(-1) as MadePartition).ordinal;
  if (to - from + 1 !== good.length) return;
  scope.values.replace(
    asset.key,
    from,
    good.map((one) => one.value),
  );
}
