import { setImmediate } from 'node:timers/promises';
import { type AssetKey, formatSpans, type Plan, type PlanStep } from '@meterworks/assets';
import { DatabaseError } from '../database/database-error.ts';
import { LeaseLostError } from '../lease/lease-lost-error.ts';
import { isCancellation, messageOf } from './compute-span.ts';
import { executeStep, type StepResult } from './execute-step.ts';
import type { RunScope } from './run-scope.ts';
import { StepOrder } from './step-order.ts';

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
 * Executes the steps of a plan as soon as their inputs are settled, at most `concurrency` at once. A step that fails leaves the
 * others running: what reads it finds itself blocked. Where the storage fails no more steps start, and those under way end first.
 */
export async function executePlan(
  scope: Omit<RunScope, 'hasReaders'>,
  plan: Plan,
  options: { readonly concurrency: number; readonly onStep?: (done: number, total: number, asset: AssetKey) => void },
): Promise<ExecutedPlan> {
  const order = new StepOrder(scope.graph, plan);
  const steps: ExecutedStep[] = [];
  const broken: unknown[] = [];
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
  const perform = async (step: PlanStep): Promise<void> => {
    const startedAt = scope.clock.now();
    try {
      // Storage that answers at once would keep heartbeats, signals and progress waiting for the end of the run.
      await setImmediate();
      const result = await executeStep(full, step);
      logStep(full, step, result);
      steps.push({ step, result, seconds: (scope.clock.now() - startedAt) / 1000 });
    } catch (error) {
      if (error instanceof LeaseLostError) broken.push(error);
      else if (isCancellation(scope.signal) && !(error instanceof DatabaseError)) cancelled = true;
      else broken.push(new StepError(step.asset, error));
      return;
    } finally {
      releaseInputs(step);
      order.settle(step);
    }
    done += step.ordinals.length;
    options.onStep?.(done, total, step.asset);
  };

  const pending = new Set<Promise<void>>();
  for (;;) {
    while (broken.length === 0 && !cancelled && !scope.signal.aborted && pending.size < options.concurrency) {
      const step = order.take();
      if (step === undefined) break;
      const work = perform(step).finally(() => pending.delete(work));
      pending.add(work);
    }
    if (pending.size === 0) break;
    await Promise.race(pending);
  }
  if (broken.length > 0) throw broken[0];
  return { steps, cancelled: cancelled || order.left > 0 };
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

function countReaders(scope: Omit<RunScope, 'hasReaders'>, plan: Plan): Map<AssetKey, number> {
  const readers = new Map<AssetKey, number>();
  for (const step of plan.steps) {
    for (const key of scope.graph.upstream(step.asset)) readers.set(key, (readers.get(key) ?? 0) + 1);
  }
  return readers;
}

/** One line a step that did something, and one for each of its first failures. */
function logStep(
  scope: RunScope,
  step: PlanStep,
  { made, changed, cutOff, failed, spans, errors, findings }: StepResult,
): void {
  if (made + failed === 0) return;
  const { scheme } = scope.graph.asset(step.asset);
  const log = scope.logger.child({ asset: step.asset, span: formatSpans(scheme, spans) });
  log.info(`${step.asset}: made ${made}, of which ${changed} changed`, {
    ...(cutOff > 0 ? { cutOff } : {}),
    ...(failed > 0 ? { failed } : {}),
  });
  for (const { ordinal, message } of errors.slice(0, 5))
    log.warn(`${step.asset} ${scheme.keyOf(ordinal)} failed: ${message}`);
  for (const { ordinal, check, severity, message } of findings.filter(({ blocking }) => !blocking).slice(0, 5))
    log[severity === 'error' ? 'error' : 'warn'](`${step.asset} ${scheme.keyOf(ordinal)}: ${check}: ${message}`);
}
