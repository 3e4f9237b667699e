'use client';

import { ActStatus } from '../acts/act-status.tsx';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import { useStaleBefore } from './consequences.tsx';
import { useDecided } from './decided-here.tsx';

type Verdict = 'accept' | 'reject' | 'withdraw';

/** Says what is right about a reading, or all up to `until`; or takes back what was said. Times are UTC ms. */
export function FindingActs(props: {
  readonly meter: string;
  readonly time: number;
  readonly value: number;
  readonly until: number | undefined;
  /** What was said of it. */
  readonly verdict: 'accept' | 'reject' | undefined;
}) {
  const { meter, time, value, until, verdict } = props;
  const own = useWords().text.readings;
  const decided = useDecided();
  const { state, start } = useAct();
  const { look, isLooking } = useStaleBefore(meter);
  const decide = async (said: Verdict) => {
    const payload = { series: meter, time, value, ...(until === undefined ? {} : { until }), verdict: said };
    const before = await look();
    const end = await start({ kind: 'decide-repair', payload });
    if (end?.kind === 'done') decided(before);
  };
  const choices: readonly Verdict[] = verdict === undefined ? ['accept', 'reject'] : ['withdraw'];
  return (
    <div className="flex flex-wrap items-center gap-3">
      {choices.map((said) => (
        <Button
          key={said}
          disabled={isLooking || isBusy(state)}
          title={own.verdictMeanings[said]}
          onClick={() => void decide(said)}
        >
          {own.decide[said]}
        </Button>
      ))}
      <ActStatus state={state} done={() => null} />
    </div>
  );
}
