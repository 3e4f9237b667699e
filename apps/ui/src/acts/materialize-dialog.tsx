'use client';

import { useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import { ActStatus } from './act-status.tsx';
import { type MaterializeWish, materializeRequestOf } from './materialize-request.ts';
import { PlanView } from './plan-view.tsx';
import { planResultOf } from './run-result.ts';
import { RunResultView } from './run-result-view.tsx';
import { isBusy, useAct } from './use-act.ts';

const choices = ['needed', 'failed', 'all'] as const;

const field = 'w-full rounded-md border border-line-strong bg-page px-2.5 py-1';

/** Asks what of an asset shall be made, shows the plan, and makes it. `partition` is what is chosen on the page. */
export function MaterializeDialog(props: { readonly asset: string; readonly partition: string | undefined }) {
  const { text: words, format } = useWords();
  const text = words.acts;
  const dialog = useRef<HTMLDialogElement>(null);
  const plan = useAct();
  const make = useAct();
  const blank: MaterializeWish = {
    asset: props.asset,
    from: props.partition ?? '',
    to: props.partition ?? '',
    which: 'needed',
    downstream: false,
  };
  const [wish, setWish] = useState(blank);
  const change = (part: Partial<MaterializeWish>) => {
    plan.reset();
    setWish({ ...wish, ...part });
  };
  const open = () => {
    setWish(blank);
    plan.reset();
    dialog.current?.showModal();
  };
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      <ActStatus state={make.state} done={(result) => <RunResultView result={result} />} />
      <Button look="main" disabled={isBusy(make.state)} onClick={open}>
        {text.materializeOpen}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby="materialize-title"
        className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border border-line-strong bg-surface p-0 text-ink backdrop:bg-black/40"
      >
        <form
          className="grid gap-4 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            dialog.current?.close();
            void make.start({ kind: 'materialize', payload: materializeRequestOf(wish) });
          }}
        >
          <h2 id="materialize-title" className="text-lg font-semibold break-words">
            {text.materializeTitle(props.asset)}
          </h2>
          <fieldset className="grid gap-1">
            <legend className="text-soft">{text.which}</legend>
            {choices.map((which) => (
              <label key={which} className="flex items-center gap-2">
                <input
                  type="radio"
                  name="which"
                  checked={wish.which === which}
                  onChange={() => change({ which })}
                  className="accent-[var(--accent)]"
                />
                {text.choices[which]}
              </label>
            ))}
          </fieldset>
          <div className="grid gap-3 sm:grid-cols-2">
            <label className="grid gap-1">
              <span className="text-soft">{text.from}</span>
              <input
                className={field}
                placeholder={text.beginning}
                value={wish.from}
                onChange={(event) => change({ from: event.target.value.trim() })}
              />
            </label>
            <label className="grid gap-1">
              <span className="text-soft">{text.to}</span>
              <input
                className={field}
                placeholder={text.end}
                value={wish.to}
                onChange={(event) => change({ to: event.target.value.trim() })}
              />
            </label>
            <p className="text-[12px] text-soft sm:col-span-2">{text.dateHint}</p>
          </div>
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={wish.downstream}
              onChange={(event) => change({ downstream: event.target.checked })}
              className="accent-[var(--accent)]"
            />
            {text.downstream}
          </label>
          <ActStatus
            state={plan.state}
            done={(result) => <PlanView plan={planResultOf(result)} text={text} count={format.count} />}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{text.close}</Button>
            <Button
              disabled={isBusy(plan.state)}
              onClick={() => void plan.start({ kind: 'plan', payload: materializeRequestOf(wish) })}
            >
              {text.showPlan}
            </Button>
            <Button look="main" type="submit">
              {text.materialize}
            </Button>
          </div>
        </form>
      </dialog>
    </div>
  );
}
