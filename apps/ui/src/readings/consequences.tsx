'use client';

import type { MaterializeRequest } from '@meterworks/runtime/commands';
import { type ReactNode, useEffect } from 'react';
import { ActStatus } from '../acts/act-status.tsx';
import { materializeRequestOf } from '../acts/materialize-request.ts';
import { planDifference } from '../acts/plan-difference.ts';
import { PlanView } from '../acts/plan-view.tsx';
import { type PlanResult, planResultOf, runResultOf } from '../acts/run-result.ts';
import { RunResultView } from '../acts/run-result-view.tsx';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';

/** All that is computed of a meter's readings, as far as it is not fresh. */
function requestOf(meter: string): MaterializeRequest {
  return materializeRequestOf({ asset: `repaired/${meter}`, from: '', to: '', which: 'needed', downstream: true });
}

/** Looks what is not fresh of a meter before something is said of its readings; undefined where nobody could say. */
export function useStaleBefore(meter: string): {
  readonly isLooking: boolean;
  readonly look: () => Promise<PlanResult | undefined>;
} {
  const { state, start } = useAct();
  return {
    isLooking: isBusy(state),
    async look() {
      const end = await start({ kind: 'plan', payload: requestOf(meter) });
      return end?.kind === 'done' ? planResultOf(end.result) : undefined;
    },
  };
}

/**
 * What something that was said of a meter's readings made stale, and the way to make it anew. `before` is what was not fresh already;
 * `children` say what was done.
 */
export function Consequences(props: {
  readonly meter: string;
  readonly before: PlanResult | undefined;
  readonly children: ReactNode;
}) {
  const { meter, before, children } = props;
  const { text, format } = useWords();
  const plan = useAct();
  const make = useAct();
  const request = requestOf(meter);
  const { start } = plan;
  const asked = JSON.stringify(request);
  useEffect(() => {
    void start({ kind: 'plan', payload: JSON.parse(asked) });
  }, [start, asked]);
  const planned = plan.state.kind === 'done' ? planResultOf(plan.state.result) : undefined;
  const added = planned !== undefined && before !== undefined ? planDifference(planned, before) : planned;
  const others = (planned?.planned ?? 0) - (added?.planned ?? 0);
  const isMade = make.state.kind === 'done' && runResultOf(make.state.result) !== undefined;
  return (
    <div className="grid gap-3 rounded-md border border-line bg-page p-3">
      <p>{children}</p>
      {!isMade && <p className="text-soft">{text.readings.stale}</p>}
      {!isMade && (
        <div className="max-w-2xl">
          <ActStatus state={plan.state} done={() => <PlanView plan={added} text={text.acts} count={format.count} />} />
          {others > 0 && <p className="mt-1 text-soft">{text.readings.staleBefore(others)}</p>}
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
