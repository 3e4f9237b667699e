import type { AssetKey, Plan, PlanStep } from '@meterworks/assets';
import { LeaseLostError } from '../lease/lease-lost-error.ts';
import { isCancellation, messageOf } from './compute-span.ts';
import { executeStep, type StepResult } from './execute-step.ts';
import type { RunScope } from './run-scope.ts';

export interface ExecutedStep {
  readonly step: PlanStep;
  readonly result: StepResult;
  readonly seconds: number;
}

/** What an executed plan came to. */
export interface ExecutedPlan {
  readonly steps: readonly ExecutedStep[];
  readonly cancelled: boolean;
}

/**
 * Executes the steps of a plan as soon as their inputs are settled, at most `concurrency` at once; among those that are ready the
 * plan's order decides. A step that fails leaves the others running: what reads it finds itself blocked.
 */
export async function executePlan(
  scope: Omit<RunScope, 'hasReaders'>,
  plan: Plan,
  options: { readonly concurrency: number; readonly onStep?: (done: number, total: number, asset: AssetKey) => void },
): Promise<ExecutedPlan> {
  const waiting = new Set(plan.steps);
  const running = new Set<PlanStep>();
  const steps: ExecutedStep[] = [];
  let done = 0;
  let cancelled = false;
  const total = plan.steps.reduce((sum, step) => sum + step.ordinals.length, 0);
  const readers = countReaders(scope, plan);
  const full: RunScope = { ...scope, hasReaders: (key) => (readers.get(key) ?? 0) > 0 };

  // A step waits for those before it in the plan that make what it reads, or that work on the same asset.
  const unfinished = countByAsset(plan.steps);
  const isReady = (step: PlanStep): boolean => {
    if (scope.graph.upstream(step.asset).some((key) => (unfinished.get(key) ?? 0) > 0)) return false;
    for (const other of plan.steps) {
      if (other === step) return true;
      if (other.asset === step.asset && (waiting.has(other) || running.has(other))) return false;
    }
    return true;
  };
  const releaseInputs = (step: PlanStep): void => {
    for (const key of scope.graph.upstream(step.asset)) {
      const left = (readers.get(key) ?? 1) - 1;
      readers.set(key, left);
      if (left === 0) scope.values.release(key);
    }
  };
  const perform = async (step: PlanStep): Promise<void> => {
    const startedAt = scope.clock.now();
    try {
      const result = await executeStep(full, step);
      steps.push({ step, result, seconds: (scope.clock.now() - startedAt) / 1000 });
    } catch (error) {
      if (isCancellation(error, scope.signal)) cancelled = true;
      else if (error instanceof LeaseLostError) throw error;
      else throw new StepError(step.asset, error);
    } finally {
      unfinished.set(step.asset, (unfinished.get(step.asset) ?? 1) - 1);
      releaseInputs(step);
      done += step.ordinals.length;
    }
    options.onStep?.(done, total, step.asset);
  };

  const pending = new Map<PlanStep, Promise<void>>();
  while ((waiting.size > 0 && !cancelled && !scope.signal.aborted) || pending.size > 0) {
    if (!cancelled && !scope.signal.aborted) {
      for (const step of waiting) {
        if (pending.size >= options.concurrency) break;
        if (!isReady(step)) continue;
        waiting.delete(step);
        running.add(step);
        pending.set(
          step,
          perform(step).finally(() => {
            running.delete(step);
            pending.delete(step);
          }),
        );
      }
    }
    await Promise.race(pending.values());
  }
  return { steps, cancelled: cancelled || scope.signal.aborted };
}

/** The storage failed under a step: the run cannot go on, and nothing of the step is recorded. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly asset: AssetKey;
  constructor(asset: AssetKey, cause: unknown) {
    super(`${asset}: ${messageOf(cause)}`, { cause });
    this.asset = asset;
  }
}

function countByAsset(steps: readonly PlanStep[]): Map<AssetKey, number> {
  const counts = new Map<AssetKey, number>();
  for (const { asset } of steps) counts.set(asset, (counts.get(asset) ?? 0) + 1);
  return counts;
}

function countReaders(scope: Omit<RunScope, 'hasReaders'>, plan: Plan): Map<AssetKey, number> {
  const readers = new Map<AssetKey, number>();
  for (const step of plan.steps) {
    for (const key of scope.graph.upstream(step.asset)) readers.set(key, (readers.get(key) ?? 0) + 1);
  }
  return readers;
}
