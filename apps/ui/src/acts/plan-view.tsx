import type { Texts } from '../words/texts.ts';
import type { PlanResult } from './run-result.ts';

const stepsShown = 8;
const spansShown = 3;

/** What a plan would make: how much, of which assets, and from when to when. */
export function PlanView(props: {
  readonly plan: PlanResult | undefined;
  readonly text: Texts['acts'];
  readonly count: (value: number) => string;
}) {
  const { plan, text } = props;
  if (plan === undefined) return text.noPlan;
  if (plan.planned === 0) return plan.blocked === 0 ? text.nothingToDo : text.allBlocked(plan.blocked);
  return (
    <span className="grid gap-1 text-ink">
      <span>
        {text.planned(plan.planned)}
        {plan.possible > 0 && text.certain(plan.certain, plan.possible)}
        {plan.blocked > 0 && text.plannedBlocked(plan.blocked)}
      </span>
      {plan.steps.slice(0, stepsShown).map(({ asset, planned, spans }) => (
        <span key={asset} className="flex flex-wrap justify-between gap-x-4 text-[12px] text-soft">
          <span className="break-all">{asset}</span>
          <span className="ml-auto text-right">{`${props.count(planned)}: ${spansText(spans)}`}</span>
        </span>
      ))}
      {plan.steps.length > stepsShown && (
        <span className="text-[12px] text-soft">{text.moreAssets(plan.steps.length - stepsShown)}</span>
      )}
    </span>
  );
}

function spansText(spans: PlanResult['steps'][number]['spans']): string {
  const shown = spans.slice(0, spansShown).map(({ from, to }) => (from === to ? from : `${from} … ${to}`));
  return [...shown, ...(spans.length > spansShown ? ['…'] : [])].join(', ');
}
