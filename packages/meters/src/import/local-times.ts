import { dayMs, type Zone } from '@meterworks/assets';

/**
 * The instants (UTC ms) of wall-clock times (ms since 1970-01-01T00:00 on the clock), in the order of their rows; NaN for
 * those that the clocks skipped.
 *
 * The hour that clocks show twice is told apart by the order of rows: times count through the first pass (summer time) until
 * one does not lie after the row before it within that hour; from there on they are the second pass. A file whose newest row
 * is on top is walked from its end.
 */
export function resolveLocalTimes(wallTimes: Float64Array, zone: Zone): Float64Array {
  const instants = new Float64Array(wallTimes.length);
  const descending = (wallTimes[0] ?? 0) > (wallTimes.at(-1) ?? 0);
  /** The latest instant given out, per hour that is shown twice; the hour is known by its local day. */
  const latest = new Map<number, number>();
  for (let step = 0; step < wallTimes.length; step++) {
    const row = descending ? wallTimes.length - 1 - step : step;
    const wallTime = wallTimes[row] ?? Number.NaN;
    const found = zone.localToInstants(1970, 1, 1, 0, 0, 0, wallTime);
    const first = found[0] ?? Number.NaN;
    const second = found[1];
    if (second === undefined) {
      instants[row] = first;
      continue;
    }
    const day = Math.floor(wallTime / dayMs);
    const before = latest.get(day);
    const instant = before === undefined || first > before ? first : second;
    latest.set(day, before === undefined ? instant : Math.max(before, instant));
    instants[row] = instant;
  }
  return instants;
}
