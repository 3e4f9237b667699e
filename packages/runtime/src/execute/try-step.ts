import type { PlanStep, RetryPolicy } from '@meterworks/assets';
import { executeStep, type StepHand } from './execute-step.ts';
import { recordUnsure } from './made-partitions.ts';
import type { StepResult } from './record-step.ts';
import type { RunScope } from './run-scope.ts';
import { summarize } from './summarize.ts';

/** How one try of a step ended. */
export type StepTry =
  | { readonly kind: 'done'; readonly result: StepResult }
  | ({ readonly kind: 'failed'; readonly error: unknown } & Readonly<StepHand>);

/** A try of a step took longer than it may. */
export class StepTimeoutError extends Error {
  override readonly name = 'StepTimeoutError';
  readonly retryable = true;
  readonly seconds: number;
  constructor(seconds: number) {
    super(`did not end within ${seconds} s`);
    this.seconds = seconds;
  }
}

/** The state database failed: what a try came to cannot be recorded. */
class UnrecordedError extends Error {}

/**
 * Tries a step once. Fails where all is to stop, and where nothing can be recorded; what fails otherwise is given back. A try that takes
 * too long is left to itself, and writes nothing any more. What a failed try may have written is made again, come what may.
 */
export async function tryStep(
  scope: RunScope,
  step: PlanStep,
  tried: { readonly startedAt: number; readonly attempts: number },
  { timeoutSeconds }: Pick<RetryPolicy, 'timeoutSeconds'>,
): Promise<StepTry> {
  const late = new AbortController();
  const ended = new AbortController();
  const signal = AbortSignal.any([scope.signal, late.signal]);
  const hand: StepHand = { ordinals: step.ordinals, unsure: [], causes: {} };
  const inTime = scope.retrying.timers.sleep(timeoutSeconds * 1000, ended.signal).then(
    () => {
      late.abort(new StepTimeoutError(timeoutSeconds));
      throw late.signal.reason;
    },
    () => new Promise<never>(() => {}),
  );
  try {
    const result = await Promise.race([executeStep(within(scope, signal, late.signal), step, tried, hand), inTime]);
    return { kind: 'done', result };
  } catch (error) {
    if (error instanceof UnrecordedError) throw error.cause;
    await forget(scope, step, hand.unsure);
    scope.signal.throwIfAborted();
    return { kind: 'failed', error, ...hand, ordinals: [...new Set([...hand.ordinals, ...hand.unsure])] };
  } finally {
    ended.abort();
  }
}

/** Forgets what is recorded of partitions of which nobody knows what is stored. */
async function forget(scope: RunScope, { asset, kind }: PlanStep, ordinals: readonly number[]): Promise<void> {
  if (ordinals.length === 0) return;
  const columns = scope.columns(asset);
  await scope.state.commit(scope.fence, (seq) => {
    recordUnsure(columns, ordinals, seq, kind === 'remove');
    return {
      states: [{ asset, columns }],
      summaries: [summarize(scope.staleness.refresh(asset), scope.staleness.asOf)],
    };
  });
}

/** The same scope, in which nothing is written once it is too late. What is written when all is to stop is recorded as well. */
function within({ state, series, ...scope }: RunScope, signal: AbortSignal, late: AbortSignal): RunScope {
  const recorded = async <T>(write: () => Promise<T>): Promise<T> => {
    late.throwIfAborted();
    try {
      return await write();
    } catch (cause) {
      throw new UnrecordedError('the state database failed', { cause });
    }
  };
  return {
    ...scope,
    signal,
    state: {
      commit: (fence, build) => recorded(() => state.commit(fence, build)),
      announceWrite: (fence, write) => recorded(() => state.announceWrite(fence, write)),
      readCheckpoint: (asset) => recorded(() => state.readCheckpoint(asset)),
    },
    series: {
      loadValues: (asset, from, to) => series.loadValues(asset, from, to),
      async saveValues(asset, entries) {
        late.throwIfAborted();
        await series.saveValues(asset, entries);
      },
    },
  };
}
