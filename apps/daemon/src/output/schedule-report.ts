import { openZone } from '@meterworks/assets';
import type { AutomationView, ScheduleView, TickView } from '@meterworks/runtime/read';
import { instantText } from './csv.ts';
import { tableLines } from './table.ts';

/** What `schedules list --json` prints of one. */
export function scheduleJson({ lastTick, next, switchedAt, switchedBy, ...schedule }: ScheduleView) {
  return {
    ...schedule,
    switched_by: switchedBy,
    switched: switchedAt === null ? null : instantText(switchedAt),
    last_tick: lastTick === null ? null : tickJson(lastTick),
    next: next.map(instantText),
  };
}

/** What `schedules list NAME --json` prints of one. */
export function tickJson({ due, firstDue, decision, sentence, decidedAt, run, status, outcome, finishedAt }: TickView) {
  return {
    due: instantText(due),
    first_due: instantText(firstDue),
    decision,
    sentence,
    decided: instantText(decidedAt),
    run,
    status,
    outcome,
    finished: finishedAt === null ? null : instantText(finishedAt),
  };
}

/** Instants as local times of that zone. */
export function scheduleLines(schedules: readonly ScheduleView[], zone: string): string[] {
  if (schedules.length === 0) return ['There are no schedules.'];
  const local = localTime(zone);
  const rows = schedules.map(({ name, enabled, expression, selection, next, lastTick }) => [
    name,
    enabled ? 'on' : 'off',
    expression,
    selection ?? 'all',
    next[0] === undefined ? 'never' : local(next[0]),
    lastTick === null ? '' : `${local(lastTick.due)} ${lastTick.status ?? lastTick.decision}`,
  ]);
  return tableLines(['schedule', 'is', 'when', 'makes', 'next', 'last tick'], rows);
}

export function tickLines(ticks: readonly TickView[], zone: string): string[] {
  if (ticks.length === 0) return ['It has not been due since a daemon works on this house.'];
  const local = localTime(zone);
  return ticks.map(({ due, firstDue, sentence, outcome }) => {
    const when = firstDue < due ? `${local(firstDue)} … ${local(due)}` : local(due);
    return [`${when}  ${sentence}`, ...(outcome === null ? [] : [outcome])].join(' ');
  });
}

function localTime(zone: string): (instant: number) => string {
  const local = openZone(zone);
  return (instant) => local.format(Math.floor(instant / 1000) * 1000);
}

/** What `schedules rules --json` prints of one. */
export function ruleJson({ decidedAt, ...decision }: AutomationView) {
  return { ...decision, decided: instantText(decidedAt) };
}

/** Instants as local times of that zone. */
export function ruleLines(decisions: readonly AutomationView[], zone: string): string[] {
  if (decisions.length === 0)
    return ['Nothing was decided by a rule yet: automation in config.yaml says what is made besides the schedules.'];
  const local = localTime(zone);
  const rows = decisions.map(({ rule, decidedAt, sentence }) => [rule, local(decidedAt), sentence]);
  return tableLines(['rule', 'decided', 'what, and why'], rows);
}
