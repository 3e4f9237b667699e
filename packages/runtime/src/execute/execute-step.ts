import {
  type AssetDefinition,
  causesIn,
  formatSpans,
  type OrdinalRange,
  type PlanStep,
  type StateColumns,
  spansOf,
  statusCodes,
} from '@meterworks/assets';
import type { FailureRecord } from '../state/commit.ts';
import type { Json, RunId } from '../state/run-record.ts';
import { carryKey } from './carry-key.ts';
import { computeContext, computeSpan } from './compute-span.ts';
import { entriesToSave, type MadePartition, recordMade, recordRemoved, settleOutcome } from './made-partitions.ts';
import { runRunning } from './run-running.ts';
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
}

const idle: StepResult = { made: 0, changed: 0, cutOff: 0, failed: 0, blocked: 0, removed: 0, spans: [], errors: [] };

/** Makes what of a step still needs making now that its inputs are settled, publishes the values, then records them. */
export async function executeStep(scope: RunScope, step: PlanStep): Promise<StepResult> {
  const asset = scope.graph.asset(step.asset);
  const columns = scope.columns(step.asset);
  if (step.kind === 'remove') return removePartitions(scope, asset, columns, step);

  const startedAt = scope.clock.now();
  const chosen = chooseOrdinals(scope, asset, step);
  if (chosen.ordinals.length === 0) return { ...idle, cutOff: chosen.cutOff, blocked: chosen.blocked };

  const inputs = new StepInputs(scope.graph, asset, scope.values, (key) => scope.staleness.of(key).domain);
  const recorded = scope.staleness.inputs(asset.key);
  const first = chosen.ordinals[0] as number;
  const last = chosen.ordinals.at(-1) as number;
  const made: MadePartition[] = [];
  if (asset.compute.kind === 'running') {
    made.push(...(await makeRunning(scope, asset, columns, inputs, first, last)));
  } else {
    for (const span of spansOf(chosen.ordinals, asset.scheme)) {
      const ordinals = chosen.ordinals.filter((ordinal) => ordinal >= span.from && ordinal <= span.to);
      await inputs.load(span);
      const context = computeContext(
        asset,
        span,
        ordinals,
        inputs,
        scope.logger.child({ asset: asset.key }),
        scope.signal,
      );
      const outcomes = await computeSpan(asset, context);
      for (const [ordinal, outcome] of outcomes)
        made.push(settleOutcome(asset, columns, ordinal, outcome, inputs.lazyReadOf(ordinal)));
    }
  }

  await scope.series.saveValues(asset.key, entriesToSave(made));
  const spans = spansOf(
    made.map((one) => one.ordinal),
    asset.scheme,
  );
  const result = countMade(made, chosen, spans);
  columns.cover(
    Math.min(first, columns.length > 0 ? columns.first : first),
    Math.max(last, made.at(-1)?.ordinal ?? last),
  );
  await scope.state.commit(scope.fence, (seq) => {
    recordMade(columns, recorded, made, seq);
    const staleness = scope.staleness.refresh(asset.key);
    return {
      states: [{ asset: asset.key, columns }],
      step: {
        run: scope.run,
        asset: asset.key,
        from: Math.min(first, made[0]?.ordinal ?? first),
        to: made.at(-1)?.ordinal ?? last,
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
      failures: failuresOf(made, asset, scope.clock.now(), scope.run),
      summaries: [summarize(staleness, scope.staleness.asOf)],
    };
  });
  handOver(scope, asset, made);
  return result;
}

/** Which of the planned ordinals have to be made now, with the reasons counted. */
function chooseOrdinals(
  scope: RunScope,
  asset: AssetDefinition,
  step: PlanStep,
): { ordinals: number[]; cutOff: number; blocked: number; causes: Json } {
  const now = scope.staleness.refresh(asset.key);
  const ordinals: number[] = [];
  const causes = new Map<string, number>();
  let cutOff = 0;
  let blocked = 0;
  for (const ordinal of step.ordinals) {
    const at = now.domain === undefined ? -1 : ordinal - now.domain.from;
    const code = now.status[at];
    const bits = now.causes[at] ?? 0;
    if (code === undefined) continue;
    if (code === statusCodes.fresh && !step.forced) cutOff++;
    else if (code === statusCodes.blocked || isOnlyPossible(bits)) blocked++;
    else {
      ordinals.push(ordinal);
      for (const cause of causesIn(bits)) causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
  }
  if (asset.compute.kind === 'whole' && ordinals.length > 0 && now.domain !== undefined) {
    ordinals.length = 0;
    for (let ordinal = now.domain.from; ordinal <= now.domain.to; ordinal++)
      if (asset.scheme.exists(ordinal)) ordinals.push(ordinal);
  }
  return { ordinals, cutOff, blocked, causes: Object.fromEntries(causes) };
}

/** Its inputs are those it was made with; something above it is not fresh and was not made in this run. */
function isOnlyPossible(bits: number): boolean {
  return causesIn(bits).every((cause) => cause === 'upstream-not-fresh') && bits !== 0;
}

async function makeRunning(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  inputs: StepInputs,
  first: number,
  last: number,
): Promise<readonly MadePartition[]> {
  const { domain, status } = scope.staleness.of(asset.key);
  if (domain === undefined) return [];
  const stuckAt = status.findIndex((code, i) => code === statusCodes.blocked && domain.from + i >= first);
  const reach = { from: domain.from, to: stuckAt < 0 ? domain.to : domain.from + stuckAt - 1 };
  const span = { from: first, to: reach.to };
  await inputs.load(span);
  const context = computeContext(asset, span, [], inputs, scope.logger.child({ asset: asset.key }), scope.signal);
  const pass = await runRunning(asset, columns, scope.series, reach, first, last, context, inputs);
  await scope.series.saveValues(carryKey(asset.key), pass.carries);
  return pass.made;
}

async function removePartitions(
  scope: RunScope,
  asset: AssetDefinition,
  columns: StateColumns,
  step: PlanStep,
): Promise<StepResult> {
  await scope.series.saveValues(
    asset.key,
    step.ordinals.map((ordinal) => ({ ordinal, bytes: undefined })),
  );
  const spans = spansOf(step.ordinals, asset.scheme);
  await scope.state.commit(scope.fence, () => {
    recordRemoved(columns, step.ordinals);
    return {
      states: [{ asset: asset.key, columns }],
      failuresCleared: spans.map((span) => ({ asset: asset.key, ...span })),
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
  chosen: { cutOff: number; blocked: number },
  spans: readonly OrdinalRange[],
): StepResult {
  const errors = made.flatMap((one) => (one.kind === 'failed' ? [{ ordinal: one.ordinal, message: one.message }] : []));
  return {
    made: made.length - errors.length,
    changed: made.filter((one) => one.kind === 'made' && one.changed).length,
    cutOff: chosen.cutOff,
    failed: errors.length,
    blocked: chosen.blocked,
    removed: 0,
    spans,
    errors,
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
