'use client';

import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import { ActStatus, RunLink } from './act-status.tsx';
import { runResultOf } from './run-result.ts';
import { isBusy, useAct } from './use-act.ts';

/** Ends a run that goes on, or makes again what one left undone. */
export function RunActs({ run, status }: { readonly run: number; readonly status: string }) {
  const { text } = useWords();
  const { state, start } = useAct();
  const canRetry = status === 'failed' || status === 'partial' || status === 'cancelled';
  return (
    <div className="flex flex-wrap items-center gap-3">
      {status === 'running' && (
        <Button look="bad" disabled={isBusy(state)} onClick={() => void start({ kind: 'cancel', payload: { run } })}>
          {text.acts.cancelRun}
        </Button>
      )}
      {canRetry && (
        <Button disabled={isBusy(state)} onClick={() => void start({ kind: 'retry', payload: { run } })}>
          {text.acts.retryRun}
        </Button>
      )}
      <ActStatus
        state={state}
        done={(result) => {
          const made = runResultOf(result);
          if (made === undefined) return text.acts.done;
          if (made.run === undefined) return text.acts.nothingLeft;
          return (
            <>
              <RunLink run={made.run} />
              {text.acts.made(text.status.runs[made.status] ?? made.status, made.made)}
            </>
          );
        }}
      />
    </div>
  );
}
