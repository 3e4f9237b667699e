'use client';

import type { EntryJudgement } from '@meterworks/meters/entry';
import { Facts } from '../parts/facts.tsx';
import { useWords } from '../words/use-words.tsx';

/** What speaks for and against a reading before it is written. */
export function JudgementView(props: {
  readonly judgement: EntryJudgement;
  readonly value: number;
  readonly unit: string | null;
  readonly zone: string;
}) {
  const { judgement, unit, zone } = props;
  const { text, format } = useWords();
  const own = text.readings;
  const { faults, doubts, before, after, amount, perDay, usualPerDay, usualOf } = judgement;
  const register = (value: number) => format.register(value, unit);
  const rate = (value: number) => own.aDay(format.amount(value, unit));
  const at = (time: number) => format.minute(time, zone);
  return (
    <div className="grid gap-3">
      <Facts
        facts={[
          [own.register, register(props.value)],
          [own.before, before === null ? own.none : own.registerAt(register(before.register), at(before.time))],
          ...(after === null ? [] : [[own.after, own.registerAt(register(after.register), at(after.time))] as const]),
          [own.sinceThen, amount === null ? '–' : format.amount(amount, unit)],
          [own.thatIs, perDay === null ? '–' : rate(perDay)],
          [
            own.usual,
            usualPerDay === null || usualOf === null
              ? own.notKnownYet
              : `${rate(usualPerDay)}, ${own.usualOf[usualOf]}`,
          ],
        ]}
      />
      {faults.length === 0 && doubts.length === 0 && <p className="text-good">{own.plausible}</p>}
      {[...faults, ...doubts].length > 0 && (
        <ul className={`grid gap-1 ${faults.length > 0 ? 'text-bad' : 'text-warn'}`}>
          {[...faults, ...doubts].map((one) => (
            <li key={one.kind}>{own.against(one, { register, at, rate })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
