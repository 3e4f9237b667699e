import { Cron } from 'croner';

/**
 * The first instant after `after` (UTC ms) at which a schedule is due; undefined if it never is again.
 *
 * @param expression cron, five fields or six with seconds in front
 * @param zone the IANA zone in which the fields are read. A time that the zone skips comes at the same distance from midnight
 *   on that day; one that it has twice comes once.
 */
export function nextTick(expression: string, zone: string, after: number): number | undefined {
  return new Cron(expression, { timezone: zone, paused: true }).nextRun(new Date(after))?.getTime();
}
