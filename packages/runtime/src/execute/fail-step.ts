import type { PlanStep } from '@meterworks/assets';
import { messageOf } from './compute-span.ts';
import { failure } from './made-partitions.ts';
import { idle, recordStep, type StepFacts, type StepResult } from './record-step.ts';
import type { RunScope } from './run-scope.ts';

/**
 * Records that a step failed as a whole, in all its tries: the given partitions have failed, so that they are made again however their
 * inputs change meanwhile, and keep their last good value if they have one that was not being written over.
 */
export async function failStep(
  scope: RunScope,
  step: PlanStep,
  facts: StepFacts,
  ordinals: readonly number[],
  error: unknown,
): Promise<StepResult> {
  const message = messageOf(error);
  const asset = scope.graph.asset(step.asset);
  const failed = [...ordinals].sort((a, b) => a - b);
  const from = failed[0] ?? step.ordinals[0] ?? 0;
  const to = failed.at(-1) ?? step.ordinals.at(-1) ?? from;
  if (step.kind === 'make' && failed.length > 0) {
    const made = failed.map((ordinal) => failure(ordinal, message));
    return recordStep(scope, asset, step, facts, { made, kept: [], carries: [], checkpoint: 'left' });
  }
  // Partitions that are to go are marked already, if they were touched; the next plan has them again.
  const errors = [{ ordinal: from, message }];
  await scope.state.commit(scope.fence, () => ({
    step: {
      run: scope.run,
      asset: asset.key,
      from,
      to,
      status: 'failed',
      planned: step.ordinals.length,
      made: 0,
      changed: 0,
      cutOff: 0,
      failed: step.ordinals.length,
      ...facts,
      finishedAt: scope.clock.now(),
      error: message,
    },
  }));
  return { ...idle, failed: step.ordinals.length, errors };
}
