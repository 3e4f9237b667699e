import { noPartition, type Status, statuses } from '@meterworks/assets';

/** What a status looks like and means; `color` names a custom property of the style sheet. */
export interface StatusFacts {
  readonly status: Status;
  readonly label: string;
  readonly color: string;
  readonly meaning: string;
}

const meanings: Readonly<Record<Status, string>> = {
  running: 'being made now',
  queued: 'waiting for its turn in a run',
  failed: 'the last attempt failed; an older value may stand',
  blocked: 'something it reads failed or is missing',
  missing: 'never made',
  stale: 'made, but of other inputs, code or configuration than those of now',
  fresh: 'made of what is there now',
};

export const statusFacts: readonly StatusFacts[] = statuses.map((status) => ({
  status,
  label: status,
  color: `--status-${status}`,
  meaning: meanings[status],
}));

/** The facts of a code in a strip; undefined where there is no partition or the code is unknown. */
export function factsOfCode(code: number): StatusFacts | undefined {
  return code === noPartition ? undefined : statusFacts[code];
}

/** Counts in the order of `statuses`, without zeros and without words that are no status. */
export function orderedCounts(counts: Readonly<Record<string, number>>): { status: Status; count: number }[] {
  return statuses.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count > 0 ? [{ status, count }] : [];
  });
}

/** The status that a whole asset shows: the first one, in the order of `statuses`, of which there is a partition. */
export function worstStatus(counts: Readonly<Record<string, number>>): Status | undefined {
  return orderedCounts(counts)[0]?.status;
}
