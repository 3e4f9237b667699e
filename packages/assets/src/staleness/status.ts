/** What a partition is, the first that applies. Position = the code in packed strips. */
export const statuses = ['running', 'queued', 'failed', 'blocked', 'missing', 'stale', 'fresh'] as const;
export type Status = (typeof statuses)[number];

export const statusCodes = Object.fromEntries(statuses.map((status, code) => [status, code])) as Readonly<
  Record<Status, number>
>;

/** The code where no partition is: a date that the zone skipped, a day without input. */
export const noPartition = 15;
