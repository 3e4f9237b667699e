import type { PlanReport } from '@meterworks/runtime';
import { durationText } from './duration-text.ts';
import { spansText } from './span-text.ts';
import { counted } from './table.ts';

/** What `plan --json` and `materialize --dry-run --json` print, and a daemon answers: the fields of a run in which nothing was made. */
export type PlanJson = ReturnType<typeof planJson>;

export function planJson({ planned, certain, possible, blocked, expected, steps }: PlanReport, seconds: number) {
  return {
    planned,
    certain,
    possible,
    made: 0,
    cut_off: 0,
    failed: 0,
    blocked,
    seconds,
    seconds_expected: expected?.seconds ?? null,
    never_timed: expected?.unknown ?? planned,
    steps: steps.map(({ asset, kind, ordinals, certain, possible, spans, causes }) => ({
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

export function planLines(plan: PlanJson): string[] {
  if (plan.steps.length === 0) return [nothingToDo(plan.blocked)];
  const lines = plan.steps.flatMap(({ asset, kind, planned, spans, causes }) => [
    `${asset}  ${kind === 'remove' ? 'remove ' : ''}${counted(planned, 'partition')}: ${spansText(spans)}`,
    ...causes.map(
      ({ sentence, count }) => `    ${sentence}${count === planned ? '' : ` (${counted(count, 'partition')})`}`,
    ),
  ]);
  return [...lines, '', `${totals(plan)}.`, ...timeLines(plan)];
}

export function nothingToDo(blocked: number): string {
  return blocked === 0
    ? 'Nothing to do: everything is fresh.'
    : `Nothing can be made: ${counted(blocked, 'partition is', 'partitions are')} blocked.`;
}

/** `1,204 partitions to make, 23 certain and at most 1,181 more; 2 are blocked`. */
function totals({ planned, certain, possible, blocked }: PlanJson): string {
  const kinds =
    possible === 0
      ? ''
      : `, ${counted(certain, 'certain', 'certain')} and at most ${counted(possible, 'more', 'more')}`;
  return `${counted(planned, 'partition')} to make${kinds}${blocked === 0 ? '' : `; ${counted(blocked, 'is', 'are')} blocked`}`;
}

function timeLines({ seconds_expected: seconds, never_timed: unknown, planned }: PlanJson): string[] {
  if (seconds === null) return [];
  const except =
    unknown === 0 || unknown === planned
      ? ''
      : `, without ${counted(unknown, 'partition')} of assets that were never made`;
  const time = seconds < 1 ? 'less than a second' : `about ${durationText(seconds * 1000)} at most`;
  return [`It should take ${time}${except}.`];
}
