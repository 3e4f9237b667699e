'use client';

import { parseDay } from '@meterworks/assets';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { ActStatus } from '../acts/act-status.tsx';
import { isBusy, useAct } from '../acts/use-act.ts';
import type { CalendarYear } from '../calendar/calendar-years.ts';
import { RangeCalendar } from '../calendar/range-calendar.tsx';
import { dayText } from '../format/day-text.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import { BackfillPlan } from './backfill-plan.tsx';
import { type BackfillWish, backfillHref, backfillRequestOf, backfillStates, planRequestOf } from './backfill-wish.ts';
import { filedOf } from './filed-backfill.ts';
import type { SelectionFault } from './selected-days.ts';

const field = 'w-full min-w-0 rounded-md border border-line-strong bg-page px-2.5 py-1';
/** Rest after the last change before the plan is asked for, and the address follows. */
const restMs = 600;

/** Asks what shall be made bit by bit, shows the plan of it, and files it. */
export function BackfillForm(props: {
  readonly initial: BackfillWish;
  readonly years: readonly CalendarYear[];
  readonly fault: SelectionFault | undefined;
}) {
  const { years, fault } = props;
  const { text: all } = useWords();
  const text = all.backfills;
  const router = useRouter();
  const [wish, setWish] = useState(props.initial);
  const plan = useAct();
  const file = useAct();
  const { start: startPlan, reset: resetPlan } = plan;
  const change = (part: Partial<BackfillWish>) => {
    resetPlan();
    setWish((before) => ({ ...before, ...part }));
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      router.replace(backfillHref(wish), { scroll: false });
      if (fault !== undefined) return;
      try {
        void startPlan({ kind: 'plan', payload: { ...planRequestOf(wish), observe: false } });
      } catch {
        // the selection is being written; the server says what is wrong with it
      }
    }, restMs);
    return () => clearTimeout(timer);
  }, [wish, fault, router, startPlan]);
  const start = async () => {
    const state = await file.start({ kind: 'backfill', payload: backfillRequestOf(wish) });
    const filed = state?.kind === 'done' ? filedOf(state.result) : undefined;
    if (filed?.kind === 'filed') router.push(`/backfills/${filed.backfill}`);
  };
  const [from, to] = [parseDay(wish.from), parseDay(wish.to)];
  return (
    <form
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <label className="grid gap-1">
        <span className="text-soft">{text.selection}</span>
        <input
          className={`${field} font-mono text-[13px]`}
          placeholder={text.everything}
          value={wish.selection}
          aria-invalid={fault !== undefined}
          onChange={(event) => change({ selection: event.target.value })}
        />
        {fault !== undefined && (
          <span className="text-[12px] text-bad">{all.lineage.fault(fault.at + 1, fault.found, fault.nearest)}</span>
        )}
      </label>
      {years.length > 0 && (
        <RangeCalendar
          years={years}
          range={from === undefined || to === undefined ? undefined : { from, to }}
          onRange={(range) => change({ from: dayText(range.from), to: dayText(range.to) })}
        />
      )}
      <div className="grid grid-cols-2 gap-3 sm:max-w-lg">
        <label className="grid gap-1">
          <span className="text-soft">{all.acts.from}</span>
          <input
            className={field}
            placeholder={all.acts.beginning}
            value={wish.from}
            onChange={(event) => change({ from: event.target.value.trim() })}
          />
        </label>
        <label className="grid gap-1">
          <span className="text-soft">{all.acts.to}</span>
          <input
            className={field}
            placeholder={all.acts.end}
            value={wish.to}
            onChange={(event) => change({ to: event.target.value.trim() })}
          />
        </label>
        <p className="col-span-2 text-[12px] text-soft">{all.acts.dateHint}</p>
      </div>
      <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        <Choices
          legend={text.which}
          name="state"
          value={wish.state}
          options={backfillStates.map((state) => [state, text.states[state]])}
          onChange={(state) => change({ state: state as BackfillWish['state'] })}
        />
        <Choices
          legend={text.order}
          name="order"
          value={wish.newestFirst ? 'newest' : 'oldest'}
          options={[
            ['oldest', text.oldestFirst],
            ['newest', text.newestFirst],
          ]}
          onChange={(order) => change({ newestFirst: order === 'newest' })}
        />
        <fieldset className="grid content-start gap-1">
          <legend className="mb-1 text-soft">{text.around}</legend>
          <Check label={text.upstream} checked={wish.upstream} onChange={(upstream) => change({ upstream })} />
          <Check label={text.downstream} checked={wish.downstream} onChange={(downstream) => change({ downstream })} />
        </fieldset>
      </div>
      <section aria-label={text.plan} className="grid gap-1 rounded-md bg-sunken px-3 py-2.5">
        <h3 className="text-[12px] text-soft">{text.plan}</h3>
        {plan.state.kind === 'idle' && <p className="text-soft">…</p>}
        <ActStatus
          state={plan.state}
          done={(result) => <BackfillPlan result={result} wish={wish} onRemedy={change} />}
        />
      </section>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <ActStatus
          state={file.state}
          done={(result) => {
            const filed = filedOf(result);
            if (filed?.kind === 'covered')
              return (
                <>
                  {text.covered}{' '}
                  <Link href={`/backfills/${filed.backfill}`} className="prose-link">
                    {text.number(filed.backfill)}
                  </Link>
                </>
              );
            return filed?.kind === 'filed' ? text.number(filed.backfill) : all.acts.nothingToDo;
          }}
        />
        <Button look="main" type="submit" disabled={isBusy(file.state) || fault !== undefined}>
          {text.start}
        </Button>
      </div>
    </form>
  );
}

function Choices(props: {
  readonly legend: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <fieldset className="grid content-start gap-1">
      <legend className="mb-1 text-soft">{props.legend}</legend>
      {props.options.map(([value, label]) => (
        <label key={value} className="flex items-center gap-2">
          <input
            type="radio"
            name={props.name}
            checked={props.value === value}
            onChange={() => props.onChange(value)}
            className="accent-[var(--accent)]"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Check(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        className="accent-[var(--accent)]"
      />
      {props.label}
    </label>
  );
}
