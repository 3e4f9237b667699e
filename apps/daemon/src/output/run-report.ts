import type { RunReport } from '@meterworks/runtime';
import { nothingToDo } from './plan-report.ts';
import { type KeySpan, parseSpans, spansText } from './span-text.ts';
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
    steps: run.steps.map(({ asset, planned, made, changed, cutOff, failed, attempts, seconds, spans }) => ({
      asset,
      planned,
      made,
      changed,
      cut_off: cutOff,
      failed,
      attempts,
      seconds,
      spans: parseSpans(spans),
    })),
    errors: run.errors,
    findings: run.findings,
  };
}

/** Up to how many assets people see one by one. */
const shownSteps = 24;
/** How many errors are shown to people; the run has them all. */
const shownErrors = 10;

export function runLines(run: RunReport): string[] {
  if (run.planned === 0 && run.removed === 0) return [nothingToDo(run.blocked)];
  const steps = run.steps.length > shownSteps ? foldFamilies(run.steps) : run.steps;
  const rows = steps.map((step) => [
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
  const remarks = run.findings.filter(({ blocking }) => !blocking);
  const findings = remarks
    .slice(0, shownErrors)
    .map(
      ({ asset, partition, check, severity, message }) => `${severity}: ${asset} ${partition}: ${check}: ${message}`,
    );
  const moreFindings = remarks.length - shownErrors;
  return [
    ...tableLines(['asset', 'made', 'changed', 'cut off', 'failed', 'partitions'], rows),
    '',
    ...errors,
    ...(more > 0 ? [`… and ${counted(more, 'more failure')}`] : []),
    ...run.steps
      .filter(({ attempts }) => attempts > 1)
      .slice(0, shownErrors)
      .map(({ asset, attempts }) => `${asset} took ${attempts} tries.`),
    ...findings,
    ...(moreFindings > 0 ? [`… and ${counted(moreFindings, 'more finding')}`] : []),
    `${sentenceOf(run)}.`,
  ];
}

interface ShownStep {
  readonly asset: string;
  readonly made: number;
  readonly changed: number;
  readonly cutOff: number;
  readonly failed: number;
  readonly spans: string;
}

/** One line for all that `consumption/…/daily` or `physical/…` stands for, in the order in which they begin. */
function foldFamilies(steps: readonly ShownStep[]): ShownStep[] {
  const families = new Map<string, ShownStep[]>();
  for (const step of steps) {
    const [first, ...rest] = step.asset.split('/');
    const family = rest.length > 1 ? `${first}/…/${rest.at(-1)}` : `${first}/…`;
    families.set(family, [...(families.get(family) ?? []), step]);
  }
  const sum = (members: readonly ShownStep[], count: 'made' | 'changed' | 'cutOff' | 'failed') =>
    members.reduce((total, member) => total + member[count], 0);
  return [...families].map(([family, members]) => ({
    asset: `${family} (${counted(members.length, 'asset')})`,
    made: sum(members, 'made'),
    changed: sum(members, 'changed'),
    cutOff: sum(members, 'cutOff'),
    failed: sum(members, 'failed'),
    spans: hullOf(members.flatMap((member) => parseSpans(member.spans))),
  }));
}

/** From the first partition to the last; keys of one grain order as text. */
function hullOf(spans: readonly KeySpan[]): string {
  const from = spans.map((span) => span.from).sort()[0];
  const to = spans
    .map((span) => span.to)
    .sort()
    .at(-1);
  return from === undefined ? '' : from === to ? from : `${from}…${to}`;
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
