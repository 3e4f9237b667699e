/** When something is due, again and again. */
export interface Schedule {
  /** The first instant after `after` (UTC ms) at which it is due; undefined if it never is again. */
  next(after: number): number | undefined;
  /** The instants up to and including `until` at which it was due, newest first, at most so many. */
  latest(until: number, count: number): number[];
}

/**
 * The schedule that a cron expression describes. Loads croner, which is why it is asynchronous.
 *
 * @param expression five fields, or six with seconds in front
 * @param zone the IANA zone in which the fields are read. A time that the zone skips comes at the same distance from midnight
 *   on that day; one that it has twice comes once.
 */
export async function openSchedule(expression: string, zone: string): Promise<Schedule> {
  const { Cron } = await import('croner');
  const cron = new Cron(expression, { timezone: zone, paused: true });
  return {
    next: (after) => cron.nextRun(new Date(after))?.getTime(),
    // What croner calls previous lies at least a second before the reference.
    latest: (until, count) => cron.previousRuns(count, new Date(until + 1_000)).map((date) => date.getTime()),
  };
}
