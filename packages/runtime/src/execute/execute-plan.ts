import { setImmediate } from 'node:timers/promises';
import { type AssetKey, type Plan, type PlanStep, retryPauseMs } from '@meterworks/assets';
import { LeaseLostError } from '../lease/lease-lost-error.ts';
import { failStep } from './fail-step.ts';
import { faultKind } from './fault-kind.ts';
import type { StepResult } from './record-step.ts';
import type { RunScope } from './run-scope.ts';
import { StepError } from './step-error.ts';
import { StepOrder } from './step-order.ts';
import { logStep, tellRetry } from './tell-step.ts';
import { tryStep } from './try-step.ts';

export interface ExecutedStep {
  readonly step: PlanStep;
  readonly result: StepResult;
  /** Tries that it took. */
  readonly attempts: number;
  readonly seconds: number;
}

/** What an executed plan came to. */
export interface ExecutedPlan {
  readonly steps: readonly ExecutedStep[];
  /** Somebody wanted it to stop, and something was left undone. */
  readonly cancelled: boolean;
  /** Why it could not go on: the storage failed, or the lease is lost. */
  readonly broken: Error | undefined;
}

/**
 * So many steps that failed in passing in all their tries, while no other came to anything, mean that the storage is down: no more are
 * tried then.
 */
const brokenAfter = 3;

/**
 * Executes the steps of a plan as soon as their inputs are settled, at most `concurrency` at once. What fails in passing is tried again
 * after a pause, in which others go on. A step that fails leaves the others running: what reads it finds itself blocked. Where the
 * storage itself fails no more steps start, and those under way end first.
 */
export async function executePlan(
  scope: Omit<RunScope, 'hasReaders'>,
  plan: Plan,
  options: { readonly concurrency: number; readonly onStep?: (done: number, total: number, asset: AssetKey) => void },
): Promise<ExecutedPlan> {
  const order = new StepOrder(scope.graph, plan);
  const steps: ExecutedStep[] = [];
  const begun = new Map<PlanStep, { readonly startedAt: number; readonly attempts: number; readonly good: number }>();
  let broken: Error | undefined;
  /** Steps that came to something, and those that failed while none did. */
  let good = 0;
  let inVain = 0;
  let done = 0;
  let cancelled = false;
  const total = plan.steps.reduce((sum, step) => sum + step.ordinals.length, 0);
  const readers = countReaders(scope, plan);
  const full: RunScope = { ...scope, hasReaders: (key) => (readers.get(key) ?? 0) > 0 };

  const releaseInputs = (step: PlanStep): void => {
    for (const key of scope.graph.upstream(step.asset)) {
      const left = (readers.get(key) ?? 1) - 1;
      readers.set(key, left);
      if (left === 0) scope.values.release(key);
    }
  };
  /** Ends with the pause after which the step is tried again, or undefined once it is over. */
  const attempt = async (step: PlanStep): Promise<number | undefined> => {
    // Storage that answers at once would keep heartbeats, signals and progress waiting for the end of the run.
    await setImmediate();
    const before = begun.get(step);
    const { startedAt, attempts, good: goodBefore } = before ?? { startedAt: scope.clock.now(), attempts: 0, good };
    const tried = { startedAt, attempts: attempts + 1, good: goodBefore };
    begun.set(step, tried);
    const policy = { ...scope.retrying.policy, ...scope.graph.asset(step.asset).retry };
    const ended = await tryStep(full, step, tried, policy);
    let result: StepResult;
    if (ended.kind === 'done') {
      result = ended.result;
      if (result.made + result.removed > 0) {
        good++;
        inVain = 0;
      }
    } else {
      const { error, ordinals, causes } = ended;
      const kind = faultKind(error);
      if (kind === 'storage') throw error;
      if (kind === 'passing' && tried.attempts < policy.attempts) {
        const pauseMs = retryPauseMs(policy, tried.attempts, scope.retrying.random());
        await tellRetry(full, step, error, { ...tried, of: policy.attempts, pauseMs });
        return pauseMs;
      }
      if (kind === 'passing' && tried.good === good && ++inVain >= brokenAfter) throw error;
      result = await failStep(full, step, { startedAt, attempts: tried.attempts, causes }, ordinals, error);
    }
    logStep(full, step, result);
    steps.push({ step, result, attempts: tried.attempts, seconds: (scope.clock.now() - startedAt) / 1000 });
    done += step.ordinals.length;
    options.onStep?.(done, total, step.asset);
    return undefined;
  };
  const perform = async (step: PlanStep): Promise<void> => {
    let pauseMs: number | undefined;
    try {
      pauseMs = await attempt(step);
    } catch (error) {
      if (error instanceof LeaseLostError) broken ??= error;
      else if (scope.signal.aborted && error === scope.signal.reason) cancelled = true;
      else broken ??= new StepError(step.asset, error);
    }
    if (pauseMs === undefined) {
      releaseInputs(step);
      order.settle(step);
    } else wait(step, pauseMs);
  };
  const working = new Set<Promise<void>>();
  const waiting = new Set<Promise<void>>();
  const over = new AbortController();
  const pausing = AbortSignal.any([scope.signal, over.signal]);
  const isStopped = () => broken !== undefined || cancelled || scope.signal.aborted;
  const wait = (step: PlanStep, pauseMs: number): void => {
    const pause = scope.retrying.timers
      .sleep(pauseMs, pausing)
      .catch(() => undefined)
      .then(() => {
        waiting.delete(pause);
        order.putBack(step);
      });
    waiting.add(pause);
  };

  for (;;) {
    while (!isStopped() && working.size < options.concurrency) {
      const step = order.take();
      if (step === undefined) break;
      const work = perform(step).finally(() => working.delete(work));
      working.add(work);
    }
    // What waits to be tried again need not be waited for where nothing is tried any more.
    const pending = isStopped() ? [...working] : [...working, ...waiting];
    if (pending.length === 0) break;
    await Promise.race(pending);
  }
  const isLeft = order.left + waiting.size > 0;
  over.abort();
  return { steps, cancelled: cancelled || (broken === undefined && isLeft), broken };
}

function countReaders(scope: Omit<RunScope, 'hasReaders'>, plan: Plan): Map<AssetKey, number> {
  const readers = new Map<AssetKey, number>();
  for (const step of plan.steps) {
    for (const key of scope.graph.upstream(step.asset)) readers.set(key, (readers.get(key) ?? 0) + 1);
  }
  return readers;
}
