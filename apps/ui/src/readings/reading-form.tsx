'use client';

import type { CommandPayloads } from '@meterworks/runtime/commands';
import { useState } from 'react';
import { ActStatus } from '../acts/act-status.tsx';
import type { PlanResult } from '../acts/run-result.ts';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { decimalMarks } from '../words/language.ts';
import { useWords } from '../words/use-words.tsx';
import { Consequences, useStaleBefore } from './consequences.tsx';
import { entryResultOf } from './entry-result.ts';
import { JudgementView } from './judgement-view.tsx';
import { fieldsOf, momentsOf } from './local-moment.ts';
import { parseRegister } from './parse-register.ts';

const field = 'w-full min-w-0 rounded-md border border-line-strong bg-page px-2.5 py-1';

/** Takes a reading down: first what is to be said of it, then, if it is wanted so, it is written. */
export function ReadingForm(props: {
  readonly meter: string;
  readonly unit: string | null;
  readonly zone: string;
  /** UTC ms: what the fields begin with. */
  readonly now: number;
}) {
  const { meter, unit, zone } = props;
  const { text, language, format } = useWords();
  const own = text.readings;
  const judging = useAct();
  const writing = useAct();
  const [fields, setFields] = useState(() => ({ ...fieldsOf(props.now, zone), register: '', pass: 0 }));
  const change = (part: Partial<typeof fields>) => {
    judging.reset();
    writing.reset();
    setFields({ ...fields, pass: 0, ...part });
  };
  const { look, isLooking } = useStaleBefore(meter);
  const [before, setBefore] = useState<PlanResult>();
  const write = async (payload: CommandPayloads['add-sample']) => {
    setBefore(await look());
    await writing.start({ kind: 'add-sample', payload });
  };
  const parsed = parseRegister(fields.register, decimalMarks[language]);
  const moments = momentsOf(fields.date, fields.time, zone);
  const moment = moments?.[fields.pass] ?? moments?.[0];
  const entry =
    parsed.kind === 'number' && moment !== undefined
      ? { series: meter, time: moment.time, value: parsed.value }
      : undefined;
  const judgement = judging.state.kind === 'done' ? entryResultOf(judging.state.result) : undefined;
  const isWritten = writing.state.kind === 'done';
  const fault =
    fields.register.trim() !== '' && parsed.kind !== 'number'
      ? own.registerFault[parsed.kind]
      : moments?.length === 0
        ? own.skipped
        : undefined;
  return (
    <div className="grid gap-4">
      <form
        className="grid items-end gap-3 sm:grid-cols-[11rem_9rem_12rem_auto] sm:justify-start"
        onSubmit={(event) => {
          event.preventDefault();
          if (entry !== undefined) void judging.start({ kind: 'add-sample', payload: { ...entry, dryRun: true } });
        }}
      >
        <label className="grid min-w-0 gap-1">
          <span className="text-soft">{own.date}</span>
          <input
            type="date"
            required
            className={field}
            value={fields.date}
            onChange={(event) => change({ date: event.target.value })}
          />
        </label>
        <label className="grid min-w-0 gap-1">
          <span className="text-soft">{own.time}</span>
          <input
            type="time"
            required
            className={field}
            value={fields.time}
            onChange={(event) => change({ time: event.target.value })}
          />
        </label>
        <label className="grid min-w-0 gap-1">
          <span className="text-soft">{own.registerIn(unit)}</span>
          <input
            inputMode="decimal"
            autoComplete="off"
            required
            className={field}
            value={fields.register}
            aria-invalid={fault !== undefined}
            aria-describedby="reading-fault"
            onChange={(event) => change({ register: event.target.value })}
          />
        </label>
        <Button type="submit" disabled={entry === undefined || isBusy(judging.state) || isBusy(writing.state)}>
          {own.check}
        </Button>
        {moments !== undefined && moments.length > 1 && (
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1 sm:col-span-4">
            <legend className="text-soft">{own.twice}</legend>
            {moments.map(({ offset, time }, pass) => (
              <label key={time} className="flex items-center gap-2">
                <input
                  type="radio"
                  name="pass"
                  checked={fields.pass === pass}
                  onChange={() => change({ pass })}
                  className="accent-[var(--accent)]"
                />
                {own.passes(pass, offset)}
              </label>
            ))}
          </fieldset>
        )}
        <p id="reading-fault" role="status" className="text-bad empty:hidden sm:col-span-4">
          {fault}
        </p>
      </form>
      <p className="text-[12px] text-soft">{own.zone(zone)}</p>
      {judging.state.kind !== 'done' && <ActStatus state={judging.state} done={() => null} />}
      {judgement !== undefined && entry !== undefined && !isWritten && (
        <div className="grid gap-3 rounded-md border border-line bg-page p-3">
          <JudgementView judgement={judgement} value={entry.value} unit={unit} zone={zone} />
          {judgement.faults.length === 0 && (
            <div className="flex flex-wrap items-center gap-3">
              <Button
                look={judgement.doubts.length === 0 ? 'main' : 'bad'}
                disabled={isLooking || isBusy(writing.state)}
                onClick={() => void write({ ...entry, ...(judgement.doubts.length > 0 ? { confirmed: true } : {}) })}
              >
                {judgement.doubts.length === 0 ? own.save : own.saveAllTheSame}
              </Button>
              <ActStatus state={writing.state} done={() => null} />
            </div>
          )}
        </div>
      )}
      {isWritten && entry !== undefined && (
        <Consequences meter={meter} before={before}>
          {own.written(format.register(entry.value, unit), format.minute(entry.time, zone))}
        </Consequences>
      )}
    </div>
  );
}
