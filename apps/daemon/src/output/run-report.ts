import { nothingToDo } from './plan-report.ts';
import { type KeySpan, spansText } from './span-text.ts';
import { counted, grouped, tableLines } from './table.ts';

export interface MadeStep {
  readonly asset: string;
  readonly planned: number;
  readonly made: number;
  readonly changed: number;
  readonly cutOff: number;
  readonly failed: number;
  readonly seconds: number;
  readonly spans: readonly KeySpan[];
}

export interface MadeRun {
  readonly runId: number | undefined;
  readonly status: 'success' | 'partial' | 'failed' | 'cancelled';
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly made: number;
  readonly cutOff: number;
  readonly failed: number;
  readonly blocked: number;
  readonly removed: number;
  readonly seconds: number;
  readonly steps: readonly MadeStep[];
  readonly errors: readonly { readonly asset: string; readonly partition: string; readonly message: string }[];
}

/** What `materialize --json` prints. Counts are numbers of partitions. */
export function runJson(run: MadeRun) {
  return {
    run: run.runId ?? null,
    status: run.status,
    planned: run.planned,
    certain: run.certain,
    possible: run.possible,
    made: run.made,
    cut_off: run.cutOff,
    failed: run.failed,
    blocked: run.blocked,
    removed: run.removed,
    seconds: run.seconds,
    steps: run.steps.map(({ asset, planned, made, changed, cutOff, failed, seconds, spans }) => ({
      asset,
      planned,
      made,
      changed,
      cut_off: cutOff,
      failed,
      seconds,
      spans,
    })),
    errors: run.errors,
  };
}

/** How many errors are shown to people; the run has them all. */
const shownErrors = 10;

export function runLines(run: MadeRun): string[] {
  if (run.planned === 0 && run.removed === 0) return [nothingToDo(run.blocked)];
  const rows = run.steps.map((step) => [
    step.asset,
    step.made,
    step.changed,
    step.cutOff,
    step.failed,
    spansText(step.spans, 2),
  ]);
  const errors = run.errors
    .slice(0, shownErrors)
    .map(({ asset, partition, message }) => `${asset} ${partition} failed: ${message}`);
  const more = run.errors.length - shownErrors;
  return [
    ...tableLines(['asset', 'made', 'changed', 'cut off', 'failed', 'partitions'], rows),
    '',
    ...errors,
    ...(more > 0 ? [`… and ${counted(more, 'more failure')}`] : []),
    `${sentenceOf(run)}.`,
  ];
}

function sentenceOf(run: MadeRun): string {
  const verb = { success: 'done', partial: 'done in part', failed: 'failed', cancelled: 'cancelled' }[run.status];
  const facts = [
    `${counted(run.made, 'partition')} made`,
    ...(run.cutOff === 0 ? [] : [`${grouped(run.cutOff)} left as they were, their inputs came out equal`]),
    ...(run.removed === 0 ? [] : [`${grouped(run.removed)} removed`]),
    ...(run.failed === 0 ? [] : [`${grouped(run.failed)} failed`]),
    ...(run.blocked === 0 ? [] : [`${grouped(run.blocked)} blocked`]),
  ];
  const name = run.runId === undefined ? 'Run' : `Run ${run.runId}`;
  return `${name} ${verb}: ${facts.join(', ')}, in ${run.seconds.toFixed(1)} s`;
}
