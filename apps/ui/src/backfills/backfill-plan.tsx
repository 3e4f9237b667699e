import type { CommandProgress } from '../acts/await-command.ts';
import { planResultOf } from '../acts/run-result.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import type { BackfillWish } from './backfill-wish.ts';

const stepsShown = 8;
/** Below a second nobody waits, and history is too coarse to say. */
const shortestMs = 1_000;

/** What would be made and how long it should take; where something above is missing, what to do about it. */
export function BackfillPlan(props: {
  readonly result: CommandProgress['result'];
  readonly wish: BackfillWish;
  readonly onRemedy: (part: Partial<BackfillWish>) => void;
}) {
  const { wish, onRemedy } = props;
  const { text: all, format } = useWords();
  const text = all.backfills;
  const plan = planResultOf(props.result);
  if (plan === undefined) return all.acts.noPlan;
  return (
    <span className="grid gap-1.5 text-ink">
      {plan.planned === 0 ? (
        plan.blocked === 0 && <span>{all.acts.nothingToDo}</span>
      ) : (
        <>
          <span className="font-medium">
            {all.acts.planned(plan.planned)}
            {plan.possible > 0 && all.acts.certain(plan.certain, plan.possible)}
            {' · '}
            {plan.expectedMs === undefined
              ? text.timeUnknown
              : text.time(format.duration(Math.max(shortestMs, plan.expectedMs)))}
          </span>
          {plan.steps.slice(0, stepsShown).map(({ asset, planned, why }) => (
            <span key={asset} className="flex justify-between gap-4 text-[12px] text-soft">
              <span className="min-w-0 break-words">
                {asset} {why.map((kind) => all.status.causes[kind] ?? kind).join(', ')}
              </span>
              {format.count(planned)}
            </span>
          ))}
          {plan.steps.length > stepsShown && (
            <span className="text-[12px] text-soft">{all.acts.moreAssets(plan.steps.length - stepsShown)}</span>
          )}
        </>
      )}
      {plan.blocked > 0 && (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-warn">
          {text.upstreamMissing(plan.blocked)}
          {wish.upstream ? (
            wish.state !== 'failed' && (
              <Button onClick={() => onRemedy({ selection: aboveOf(wish.selection), state: 'failed' })}>
                {text.retryAbove}
              </Button>
            )
          ) : (
            <Button onClick={() => onRemedy({ upstream: true })}>{text.makeAbove}</Button>
          )}
        </span>
      )}
    </span>
  );
}

/** A selection with everything that it is made of. */
function aboveOf(selection: string): string {
  const text = selection.trim();
  if (text === '') return '';
  return /^[\w/.*:-]+$/.test(text) ? `+${text}` : `+(${text})`;
}
