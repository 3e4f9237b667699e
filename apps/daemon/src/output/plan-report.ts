import { type KeySpan, spansText } from './span-text.ts';
import { counted } from './table.ts';

export interface PlannedStep {
  readonly asset: string;
  readonly kind: 'make' | 'remove';
  readonly spans: readonly KeySpan[];
  readonly ordinals: readonly number[];
  readonly certain: number;
  readonly possible: number;
  readonly causes: readonly { readonly kind: string; readonly count: number; readonly sentence: string }[];
}

export interface PlanReport {
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly blocked: number;
  readonly steps: readonly PlannedStep[];
}

/** What `plan --json` and `materialize --dry-run --json` print: the fields of a run in which nothing was made. */
export function planJson(plan: PlanReport, seconds: number) {
  return {
    planned: plan.planned,
    certain: plan.certain,
    possible: plan.possible,
    made: 0,
    cut_off: 0,
    failed: 0,
    blocked: plan.blocked,
    seconds,
    steps: plan.steps.map(({ asset, kind, spans, ordinals, certain, possible, causes }) => ({
      asset,
      kind,
      planned: ordinals.length,
      certain,
      possible,
      spans,
      causes,
    })),
  };
}

export function planLines(plan: PlanReport): string[] {
  if (plan.steps.length === 0) return [nothingToDo(plan.blocked)];
  const lines = plan.steps.flatMap((step) => [
    `${step.asset}  ${step.kind === 'remove' ? 'remove ' : ''}${counted(step.ordinals.length, 'partition')}: ${spansText(step.spans)}`,
    ...step.causes.map(
      ({ sentence, count }) =>
        `    ${sentence}${count === step.ordinals.length ? '' : ` (${counted(count, 'partition')})`}`,
    ),
  ]);
  return [...lines, '', `${totals(plan)}.`];
}

export function nothingToDo(blocked: number): string {
  return blocked === 0
    ? 'Nothing to do: everything is fresh.'
    : `Nothing can be made: ${counted(blocked, 'partition is', 'partitions are')} blocked.`;
}

/** `1,204 partitions to make, 23 certain and 1,181 possible; 2 blocked`. */
function totals({ planned, certain, possible, blocked }: PlanReport): string {
  const kinds =
    possible === 0
      ? ''
      : `, ${counted(certain, 'certain', 'certain')} and at most ${counted(possible, 'more', 'more')}`;
  return `${counted(planned, 'partition')} to make${kinds}${blocked === 0 ? '' : `; ${counted(blocked, 'is', 'are')} blocked`}`;
}
