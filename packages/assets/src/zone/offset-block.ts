import { dayMs } from './civil-date.ts';

/** Length of a block of the transition table: 2^37 ms, about 4.4 years. */
export const blockMs = 2 ** 37;
/**
 * Distance of the probes that look for transitions. The shortest time for which a zone left an offset and came back to it is
 * 4 days (Freetown 1939), and since 1950 nearly 7 (Recife 2000): 2^28 ms are 3.1 days, 2^29 ms 6.2 days.
 */
const probeMsBefore1950 = 2 ** 28;
const probeMsSince1950 = 2 ** 29;
const year1950 = -631_152_000_000;
const hourMs = 3_600_000;

/** Offsets of one zone over one block of time: segment i has its offset from `starts[i]` to the next start, the last to `end`. */
export interface OffsetBlock {
  readonly end: number;
  /** First instants (UTC ms); the first is the block's start and as a rule no transition. */
  readonly starts: Float64Array;
  /** Local time minus UTC, ms. */
  readonly offsets: Float64Array;
  /**
   * The latest local day (day number) that had begun before the segment. Clocks set back over a midnight show a date a second
   * time; the day goes on then: a local day begins once, at its first instant.
   */
  readonly reachedDays: Float64Array;
  /** The instants within the block at which the offset changes, ascending. */
  readonly transitions: readonly number[];
  /** Local dates (day numbers) that a transition within the block jumped over. */
  readonly skippedDays: readonly number[];
}

/**
 * Finds the offsets in [index · blockMs, (index + 1) · blockMs) by probing and bisecting.
 * @param offsetOf the zone's offset at an instant, in ms; slow (it formats text), so it is asked as rarely as possible
 */
export function findOffsetBlock(index: number, offsetOf: (instant: number) => number): OffsetBlock {
  const begin = index * blockMs;
  const end = begin + blockMs;
  const probeMs = begin - probeMsSince1950 < year1950 ? probeMsBefore1950 : probeMsSince1950;
  const starts = [begin];
  const offsets: number[] = [];
  const reachedDays: number[] = [];
  const transitions: number[] = [];
  const skippedDays: number[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  // One probe before the block: a day that began then may go on into it.
  let at = begin - probeMs;
  let offset = offsetOf(at);
  for (let next = begin; next <= end; next += probeMs) {
    const instant = next === end ? end - 1 : next;
    const found = offsetOf(instant);
    while (offset !== found) {
      const transition = firstOther(offset, at, instant, offsetOf);
      const after = transition === instant ? found : offsetOf(transition);
      const dayBefore = Math.max(reached, Math.floor((transition - 1 + offset) / dayMs));
      if (transition >= begin) {
        const dayAfter = Math.floor((transition + after) / dayMs);
        for (let day = dayBefore + 1; day < dayAfter; day++) skippedDays.push(day);
        transitions.push(transition);
        if (transition > begin) {
          offsets.push(offset);
          reachedDays.push(reached);
          starts.push(transition);
        }
      }
      reached = dayBefore;
      offset = after;
      at = transition;
    }
    at = instant;
  }
  offsets.push(offset);
  reachedDays.push(reached);
  return {
    end,
    starts: Float64Array.from(starts),
    offsets: Float64Array.from(offsets),
    reachedDays: Float64Array.from(reachedDays),
    transitions,
    skippedDays,
  };
}

/** First instant in (from, to] whose offset is another than at `from`: nearly all are full UTC hours, all are whole seconds. */
function firstOther(offset: number, from: number, to: number, offsetOf: (instant: number) => number): number {
  const isOther = (instant: number) => instant >= to || (instant > from && offsetOf(instant) !== offset);
  const hour = bisect(Math.floor(from / hourMs), Math.ceil(to / hourMs), (candidate) => isOther(candidate * hourMs));
  if (!isOther(hour * hourMs - 1000)) return hour * hourMs;
  return bisect((hour - 1) * 3600, hour * 3600 - 1, (candidate) => isOther(candidate * 1000)) * 1000;
}

/** The least number in (no, yes] for which a condition holds that holds from some number on. */
function bisect(no: number, yes: number, holds: (candidate: number) => boolean): number {
  let low = no;
  let high = yes;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
