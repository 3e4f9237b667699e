'use client';

import { type ReactNode, useEffect } from 'react';
import { ActStatus } from '../acts/act-status.tsx';
import { materializeRequestOf } from '../acts/materialize-request.ts';
import { PlanView } from '../acts/plan-view.tsx';
import { planResultOf, runResultOf } from '../acts/run-result.ts';
import { RunResultView } from '../acts/run-result-view.tsx';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';

/** What something that was said of a meter's readings made stale, and the way to make it anew. `children` say what was done. */
export function Consequences({ meter, children }: { readonly meter: string; readonly children: ReactNode }) {
  const { text, format } = useWords();
  const plan = useAct();
  const make = useAct();
  const request = materializeRequestOf({
    asset: `repaired/${meter}`,
    from: '',
    to: '',
    which: 'needed',
    downstream: true,
  });
  const { start } = plan;
  const asked = JSON.stringify(request);
  useEffect(() => {
    void start({ kind: 'plan', payload: JSON.parse(asked) });
  }, [start, asked]);
  const planned = plan.state.kind === 'done' ? planResultOf(plan.state.result) : undefined;
  const isMade = make.state.kind === 'done' && runResultOf(make.state.result) !== undefined;
  return (
    <div className="grid gap-3 rounded-md border border-line bg-page p-3">
      <p>{children}</p>
      {!isMade && <p className="text-soft">{text.readings.stale}</p>}
      {!isMade && (
        <div className="max-w-2xl">
          <ActStatus
            state={plan.state}
            done={(result) => <PlanView plan={planResultOf(result)} text={text.acts} count={format.count} />}
          />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {!isMade && (planned?.planned ?? 0) > 0 && (
          <Button
            look="main"
            disabled={isBusy(make.state)}
            onClick={() => void make.start({ kind: 'materialize', payload: request })}
          >
            {text.acts.materialize}
          </Button>
        )}
        <ActStatus state={make.state} done={(result) => <RunResultView result={result} />} />
      </div>
    </div>
  );
}
