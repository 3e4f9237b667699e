import type { RunReport } from '@meterworks/runtime';
import { nothingToDo } from './plan-report.ts';
import { parseSpans, spansText } from './span-text.ts';
import { counted, grouped, tableLines } from './table.ts';

/** What `materialize --json` prints. Counts are numbers of partitions. */
export function runJson(run: RunReport) {
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
      spans: parseSpans(spans),
    })),
    errors: run.errors,
  };
}

/** How many errors are shown to people; the run has them all. */
const shownErrors = 10;

export function runLines(run: RunReport): string[] {
  if (run.planned === 0 && run.removed === 0) return [nothingToDo(run.blocked)];
  const rows = run.steps.map((step) => [
    step.asset,
    step.made,
    step.changed,
    step.cutOff,
    step.failed,
    spansText(parseSpans(step.spans), 2),
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

function sentenceOf(run: RunReport): string {
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
