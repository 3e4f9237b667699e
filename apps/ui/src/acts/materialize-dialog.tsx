'use client';

import { useRef, useState } from 'react';
import { formatCount } from '../format/format-number.ts';
import { plural } from '../format/plural.ts';
import { Button } from '../parts/button.tsx';
import { ActStatus, RunLink } from './act-status.tsx';
import type { CommandProgress } from './await-command.ts';
import { type MaterializeWish, materializeRequestOf } from './materialize-request.ts';
import { type PlanResult, planResultOf, runResultOf } from './run-result.ts';
import { isBusy, useAct } from './use-act.ts';

const choices = [
  ['needed', 'what is not fresh'],
  ['failed', 'what failed'],
  ['all', 'everything, fresh or not'],
] as const;

const field = 'w-full rounded-md border border-line-strong bg-page px-2.5 py-1';

/** Asks what of an asset shall be made, shows the plan, and makes it. `partition` is what is chosen on the page. */
export function MaterializeDialog(props: { readonly asset: string; readonly partition: string | undefined }) {
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
      <ActStatus state={make.state} done={madeWords} />
      <Button look="main" disabled={isBusy(make.state)} onClick={open}>
        Materialize…
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
            Materialize {props.asset}
          </h2>
          <fieldset className="grid gap-1">
            <legend className="text-soft">Make</legend>
            {choices.map(([which, label]) => (
              <label key={which} className="flex items-center gap-2">
                <input
                  type="radio"
                  name="which"
                  checked={wish.which === which}
                  onChange={() => change({ which })}
                  className="accent-[var(--accent)]"
                />
                {label}
              </label>
            ))}
          </fieldset>
          <div className="grid gap-3 sm:grid-cols-2">
            <label className="grid gap-1">
              <span className="text-soft">From</span>
              <input
                className={field}
                placeholder="its beginning"
                value={wish.from}
                onChange={(event) => change({ from: event.target.value.trim() })}
              />
            </label>
            <label className="grid gap-1">
              <span className="text-soft">To</span>
              <input
                className={field}
                placeholder="its end"
                value={wish.to}
                onChange={(event) => change({ to: event.target.value.trim() })}
              />
            </label>
            <p className="text-[12px] text-soft sm:col-span-2">
              Days, months or years, both included: 2024-11-27, 2024-11, 2024.
            </p>
          </div>
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={wish.downstream}
              onChange={(event) => change({ downstream: event.target.checked })}
              className="accent-[var(--accent)]"
            />
            and everything that is computed of it
          </label>
          <ActStatus state={plan.state} done={(result) => <Plan plan={planResultOf(result)} />} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>Close</Button>
            <Button
              disabled={isBusy(plan.state)}
              onClick={() => void plan.start({ kind: 'plan', payload: materializeRequestOf(wish) })}
            >
              Show the plan
            </Button>
            <Button look="main" type="submit">
              Materialize
            </Button>
          </div>
        </form>
      </dialog>
    </div>
  );
}

function madeWords(result: CommandProgress['result']) {
  const made = runResultOf(result);
  if (made === undefined) return 'Done.';
  if (made.run === undefined)
    return made.blocked === 0
      ? 'Nothing to do: all of it is fresh.'
      : `Nothing can be made: ${plural(made.blocked, 'partition')} blocked.`;
  return (
    <>
      <RunLink run={made.run} />: {made.status}, {plural(made.made, 'partition')} made
      {made.failed > 0 && `, ${formatCount(made.failed)} failed`}
    </>
  );
}

const stepsShown = 8;

function Plan({ plan }: { readonly plan: PlanResult | undefined }) {
  if (plan === undefined) return 'The plan cannot be read.';
  if (plan.planned === 0)
    return plan.blocked === 0
      ? 'Nothing to do: all of it is fresh.'
      : `Nothing can be made: ${plural(plan.blocked, 'partition')} blocked.`;
  return (
    <span className="grid gap-1 text-ink">
      <span>
        {plural(plan.planned, 'partition')} to make
        {plan.possible > 0 && `: ${formatCount(plan.certain)} certain, at most ${formatCount(plan.possible)} more`}
        {plan.blocked > 0 && `; ${formatCount(plan.blocked)} blocked`}
      </span>
      {plan.steps.slice(0, stepsShown).map(({ asset, planned }) => (
        <span key={asset} className="flex justify-between gap-4 text-[12px] text-soft">
          <span className="break-all">{asset}</span>
          {formatCount(planned)}
        </span>
      ))}
      {plan.steps.length > stepsShown && (
        <span className="text-[12px] text-soft">and {plan.steps.length - stepsShown} more assets</span>
      )}
    </span>
  );
}
