import { noPartition, type Status, statuses } from '@meterworks/assets';

/** What a status looks like; `color` names a custom property of the style sheet. */
export interface StatusFacts {
  readonly status: Status;
  readonly color: string;
}

export const statusFacts: readonly StatusFacts[] = statuses.map((status) => ({ status, color: `--status-${status}` }));

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
