'use client';

import { ActStatus, RunLink } from '../acts/act-status.tsx';
import { runResultOf } from '../acts/run-result.ts';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';

/** Switches a schedule on or off, or does now what it does when it is due. */
export function ScheduleActs({ schedule, enabled }: { readonly schedule: string; readonly enabled: boolean }) {
  const { text } = useWords();
  const { state, start } = useAct();
  const act = (action: 'enable' | 'disable' | 'run') => void start({ kind: 'schedule', payload: { schedule, action } });
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <ActStatus
        state={state}
        done={(result) => {
          const made = runResultOf(result);
          if (made === undefined) return text.acts.done;
          if (made.run === undefined) return text.acts.nothingToDo;
          return (
            <>
              <RunLink run={made.run} />
              {text.acts.made(text.status.runs[made.status] ?? made.status, made.made)}
            </>
          );
        }}
      />
      <Button disabled={isBusy(state)} onClick={() => act(enabled ? 'disable' : 'enable')}>
        {enabled ? text.schedules.switchOff : text.schedules.switchOn}
      </Button>
      <Button disabled={isBusy(state)} onClick={() => act('run')}>
        {text.schedules.runNow}
      </Button>
    </div>
  );
}
