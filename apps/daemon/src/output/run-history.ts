import type { RunDetail, RunView, StepView } from '@meterworks/runtime/read';
import { instantText } from './csv.ts';
import { tableLines } from './table.ts';

/** What `runs --json` prints. */
export function runListJson(runs: readonly RunView[]) {
  return runs.map(runFields);
}

export function runListLines(runs: readonly RunView[]): string[] {
  if (runs.length === 0) return ['There are no runs yet.'];
  const rows = runs.map((run) => [
    String(run.id),
    run.status,
    instantText(Math.floor(run.startedAt / 1000) * 1000),
    secondsText(run.durationMs),
    `${run.kind} (${run.actor})`,
    run.counts.made ?? 0,
    run.counts.failed ?? 0,
    run.selection === '' ? 'all' : run.selection,
  ]);
  return tableLines(['run', 'status', 'started', 'took', 'what', 'made', 'failed', 'selection'], rows);
}

/** What `runs ID --json` prints. */
export function runDetailJson({ run, steps, log, checks, retries }: RunDetail) {
  return {
    ...runFields(run),
    steps: steps.map((step) => ({
      asset: step.asset,
      from: step.fromKey,
      to: step.toKey,
      status: step.status,
      planned: step.planned,
      made: step.made,
      changed: step.changed,
      cut_off: step.cutOff,
      failed: step.failed,
      attempts: step.attempts,
      started: instantText(step.startedAt),
      finished: step.finishedAt === null ? null : instantText(step.finishedAt),
      seconds: step.durationMs === null ? null : step.durationMs / 1000,
      causes: step.causes,
      error: step.error,
    })),
    checks,
    retries: retries.map(({ at, ...retry }) => ({ ...retry, at: instantText(at) })),
    log: log.map(({ at, ...line }) => ({ at: instantText(at), ...line })),
  };
}

export function runDetailLines({ run, steps, log, checks, retries }: RunDetail): string[] {
  const rows = steps.map((step) => [
    step.asset,
    step.attempts === 1 ? step.status : `${step.status} (${step.attempts} tries)`,
    step.made,
    step.changed,
    step.cutOff,
    step.failed,
    secondsText(step.durationMs),
    spanOf(step),
  ]);
  return [
    ...runListLines([run]),
    ...(run.error === null ? [] : ['', run.error]),
    '',
    ...tableLines(['asset', 'status', 'made', 'changed', 'cut off', 'failed', 'took', 'partitions'], rows),
    ...retries.map(
      ({ asset, attempt, of, at, message }) =>
        `${asset} waits for try ${attempt} of ${of}, at ${instantText(at)}, because ${message}`,
    ),
    ...checkLines(checks),
    ...(log.length === 0 ? [] : ['', ...log.map((line) => `${instantText(line.at)} ${line.level} ${line.message}`)]),
  ];
}

function checkLines(checks: RunDetail['checks']): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ asset, check, severity, blocking, passed, found }) => [
    asset,
    check,
    blocking ? `${severity}, blocking` : severity,
    passed,
    found,
  ]);
  return ['', ...tableLines(['asset', 'check', 'severity', 'passed', 'found'], rows)];
}

function runFields(run: RunView) {
  return {
    run: run.id,
    kind: run.kind,
    actor: run.actor,
    selection: run.selection,
    status: run.status,
    started: instantText(run.startedAt),
    finished: run.finishedAt === null ? null : instantText(run.finishedAt),
    seconds: run.durationMs === null ? null : run.durationMs / 1000,
    counts: run.counts,
    error: run.error,
  };
}

function spanOf({ fromKey, toKey }: StepView): string {
  return fromKey === toKey ? fromKey : `${fromKey} … ${toKey}`;
}

function secondsText(ms: number | null): string {
  return ms === null ? '' : `${(ms / 1000).toFixed(1)} s`;
}
