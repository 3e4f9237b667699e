import type { Zone } from '@meterworks/assets';
import type { Edge, RepairedDay } from '../values/repaired-day.ts';
import { estimateGap, type GapShape, longestGapDays } from './estimate-gap.ts';
import { collectHours } from './hour-history.ts';

const dayMs = 86_400_000;

/**
 * Says for every midnight inside a gap of at most 14 days how much of the gap's amount lay before it, wherever the days around are known
 * hour by hour. The days of a gap add up to its amount. What comes in anywhere changes a day's split only if it changes the
 * estimate of the very gap that the day touches.
 *
 * @param days local day numbers of `repaired`, ascending
 */
export function splitGaps(
  days: ArrayLike<number>,
  repaired: readonly RepairedDay[],
  zone: Zone,
  shape: GapShape = 'typical',
): RepairedDay[] {
  const split = [...repaired];
  const gaps = repaired.map(({ end }) => end).filter(isGap);
  if (gaps.length === 0) return split;
  const history = collectHours(days, repaired, zone);
  const knownFrom = zone.dayStart(history.firstDay);
  let estimated: GapEdge | undefined;
  let moved: ReadonlyMap<number, number> | undefined;
  for (let at = 0; at < split.length; at++) {
    const { end, resolution } = split[at] as RepairedDay;
    if (!isGap(end) || end.fromTime < knownFrom) continue;
    if (estimated?.fromTime !== end.fromTime) {
      estimated = end;
      moved = movedByMidnights(estimateGap(history, end, resolution, shape));
    }
    const byEnd = moved?.get(zone.dayStart((days[at] as number) + 1));
    if (byEnd === undefined) continue;
    split[at] = { ...(split[at] as RepairedDay), movedByEnd: byEnd };
    const next = split[at + 1];
    if (next !== undefined) split[at + 1] = { ...next, movedByStart: byEnd };
  }
  return split;
}

type GapEdge = Edge & { readonly kind: 'between' };

function isGap(edge: Edge): edge is GapEdge {
  return (
    edge.kind === 'between' && !edge.known && edge.amount > 0 && edge.toTime - edge.fromTime <= longestGapDays * dayMs
  );
}

/** Amount up to each of the hour starts in a gap; undefined where there is no estimate. */
function movedByMidnights(estimate: ReturnType<typeof estimateGap>): ReadonlyMap<number, number> | undefined {
  if (estimate === undefined) return undefined;
  const moved = new Map<number, number>();
  let sum = 0;
  for (const [k, edge] of estimate.edges.entries()) {
    moved.set(edge, sum);
    sum += estimate.amounts[k] ?? 0;
  }
  return moved;
}
