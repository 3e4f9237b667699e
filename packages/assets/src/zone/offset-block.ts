import { dayMs } from './civil-date.ts';

/** Length of a block of the transition table: 2^37 ms, about 4.4 years. */
export const blockMs = 2 ** 37;
/**
 * Distance of the probes that look for transitions: 2^28 ms, about 3.1 days. The shortest time for which a zone left an
 * offset and came back to it is 4 days (Freetown 1939), after 1950 it is 7 days (Recife 2000).
 */
const probeMs = 2 ** 28;

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

/** First instant in (from, to] whose offset is another than at `from`; transitions lie on whole seconds. */
function firstOther(offset: number, from: number, to: number, offsetOf: (instant: number) => number): number {
  let same = Math.floor(from / 1000);
  let other = Math.ceil(to / 1000);
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetOf(middle * 1000) === offset) same = middle;
    else other = middle;
  }
  return other * 1000;
}
