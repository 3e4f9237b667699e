'use client';

import { ActStatus } from '../acts/act-status.tsx';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';

/** Holds a backfill back, lets it go on, ends it, or makes again what failed in it. */
export function BackfillActs(props: { readonly backfill: number; readonly status: string; readonly isEnded: boolean }) {
  const { backfill, status, isEnded } = props;
  const { text } = useWords();
  const { state, start } = useAct();
  const act = (kind: 'pause' | 'resume' | 'cancel' | 'retry') => void start({ kind, payload: { backfill } });
  const isDisabled = isBusy(state);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ActStatus state={state} done={() => text.acts.done} />
      {status === 'paused' && (
        <Button look="main" disabled={isDisabled} onClick={() => act('resume')}>
          {text.backfills.resume}
        </Button>
      )}
      {!isEnded && status !== 'paused' && (
        <Button disabled={isDisabled} onClick={() => act('pause')}>
          {text.backfills.pause}
        </Button>
      )}
      {!isEnded && (
        <Button look="bad" disabled={isDisabled} onClick={() => act('cancel')}>
          {text.backfills.cancel}
        </Button>
      )}
      {(status === 'failed' || status === 'partial') && (
        <Button disabled={isDisabled} onClick={() => act('retry')}>
          {text.backfills.retry}
        </Button>
      )}
    </div>
  );
}
