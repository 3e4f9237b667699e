'use client';

import { plural } from '../format/plural.ts';
import { Button } from '../parts/button.tsx';
import { ActStatus, RunLink } from './act-status.tsx';
import { runResultOf } from './run-result.ts';
import { isBusy, useAct } from './use-act.ts';

/** Ends a run that goes on, or makes again what one left undone. */
export function RunActs({ run, status }: { readonly run: number; readonly status: string }) {
  const { state, start } = useAct();
  const canRetry = status === 'failed' || status === 'partial' || status === 'cancelled';
  return (
    <div className="flex flex-wrap items-center gap-3">
      {status === 'running' && (
        <Button look="bad" disabled={isBusy(state)} onClick={() => void start({ kind: 'cancel', payload: { run } })}>
          Cancel run
        </Button>
      )}
      {canRetry && (
        <Button disabled={isBusy(state)} onClick={() => void start({ kind: 'retry', payload: { run } })}>
          Retry what was not made
        </Button>
      )}
      <ActStatus
        state={state}
        done={(result) => {
          const made = runResultOf(result);
          if (made === undefined) return 'Done.';
          if (made.run === undefined) return 'There was nothing left to make.';
          return (
            <>
              <RunLink run={made.run} />: {made.status}, {plural(made.made, 'partition')} made
            </>
          );
        }}
      />
    </div>
  );
}
