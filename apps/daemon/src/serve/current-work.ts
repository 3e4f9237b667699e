import type { ReadSide } from '@meterworks/runtime/read';

/** The work at hand, which somebody may want to end. */
export interface CurrentWork {
  /** Does the work with a signal that is aborted when it is cancelled, or all is to stop. */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Ends the work if it is this run; gives whether it was. */
  cancel(run: number): Promise<boolean>;
}

export function watchCurrentWork(reader: Pick<ReadSide, 'run'>, all: AbortSignal): CurrentWork {
  let current: AbortController | undefined;
  return {
    async during(work) {
      const own = new AbortController();
      current = own;
      try {
        return await work(AbortSignal.any([all, own.signal]));
      } finally {
        current = undefined;
      }
    },
    async cancel(run) {
      const found = await reader.run(run);
      // There is one piece of work at a time: a run that goes on is that of the work at hand.
      if (found?.run.status !== 'running' || current === undefined) return false;
      current.abort(new Error(`run ${run} was cancelled`));
      return true;
    },
  };
}
