import { type AssetDefinition, type OrdinalRange, type PlanStep, spansOf } from '@meterworks/assets';
import type { FailureRecord } from '../state/commit.ts';
import type { RunId } from '../state/run-record.ts';
import { checkRecords, type FoundAt, findingsIn } from './check-records.ts';
import { type Choice, countLeft } from './choose-ordinals.ts';
import { type MadePartition, recordKept, recordMade } from './made-partitions.ts';
import type { RunScope } from './run-scope.ts';
import type { StepPass } from './step-pass.ts';
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

export const idle: StepResult = {
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

/** How a step came to what is recorded of it. */
export interface StepFacts {
  /** UTC ms; of its first try. */
  readonly startedAt: number;
  /** Tries, the last one included. */
  readonly attempts: number;
  readonly causes: Choice['causes'];
}

/** Records what became of partitions in one commit; their values are stored already. */
export async function recordStep(
  scope: RunScope,
  asset: AssetDefinition,
  step: PlanStep,
  { startedAt, attempts, causes }: StepFacts,
  { made, kept, checkpoint }: StepPass,
): Promise<StepResult> {
  const columns = scope.columns(asset.key);
  const computed = made.map((one) => one.ordinal);
  const touched = kept.length === 0 ? computed : [...kept, ...computed];
  const from = touched[0] ?? step.ordinals[0] ?? 0;
  const to = touched.at(-1) ?? from;
  // What was kept has neither failed nor been asked about anew.
  const cleared = spansOf(computed, asset.scheme).map((span) => ({ asset: asset.key, ...span }));
  const recorded = scope.staleness.inputs(asset.key);
  let result = idle;
  if (touched.length > 0) columns.cover(from, to);
  await scope.state.commit(scope.fence, (seq) => {
    recordMade(columns, recorded, made, seq);
    recordKept(columns, recorded, kept, seq);
    const staleness = scope.staleness.refresh(asset.key, kept.length === 0 ? touched : undefined);
    const counts = countMade(made);
    const left = countLeft(step, touched, staleness);
    const spans = spansOf(touched, asset.scheme);
    result = { ...counts, ...left, made: counts.made + kept.length, removed: 0, spans };
    return {
      states: [{ asset: asset.key, columns, touched: touched.length === 0 ? undefined : { from, to } }],
      ...(typeof checkpoint === 'object' ? { checkpoints: [checkpoint] } : {}),
      ...(checkpoint === 'forgotten' ? { checkpointsForgotten: [asset.key] } : {}),
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
        attempts,
        startedAt,
        finishedAt: scope.clock.now(),
        causes,
        ...(result.errors[0] === undefined ? {} : { error: result.errors[0].message }),
      },
      failuresCleared: cleared,
      findingsCleared: cleared,
      failures: failuresOf(result.errors, asset, scope.clock.now(), scope.run),
      ...checkRecords(made, result.findings, asset, scope.clock.now(), scope.run),
      summaries: [summarize(staleness, scope.staleness.asOf)],
    };
  });
  return result;
}

function countMade(
  made: readonly MadePartition[],
): Pick<StepResult, 'made' | 'changed' | 'failed' | 'errors' | 'findings'> {
  const errors: { ordinal: number; message: string }[] = [];
  let changed = 0;
  for (const one of made) {
    if (one.kind === 'failed') errors.push({ ordinal: one.ordinal, message: one.message });
    else if (one.changed) changed++;
  }
  return {
    made: made.length - errors.length,
    changed,
    failed: errors.length,
    errors,
    findings: findingsIn(made),
  };
}

function failuresOf(errors: StepResult['errors'], asset: AssetDefinition, at: number, run: RunId): FailureRecord[] {
  return errors.map(({ ordinal, message }) => ({ asset: asset.key, ordinal, message, at, run }));
}
