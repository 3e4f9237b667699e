import { slotAt } from '../profile/year-calendar.ts';
import type { HourHistory } from './hour-history.ts';

const hourMs = 3_600_000;

/** A stretch between two believed readings whose amount is known. Times are UTC ms. */
export interface Gap {
  readonly fromTime: number;
  readonly toTime: number;
  /** In the meter's unit, ≥ 0. */
  readonly amount: number;
}

/** A gap cut at every real hour of its local days. */
export interface GapPieces {
  /** Starts of the pieces, and the gap's end: one more than pieces. */
  readonly edges: Float64Array;
  /** Which hour of the history each piece lies in; the doubled hour of a clock change comes twice. */
  readonly slots: Int32Array;
  /** Part of a full hour, > 0. */
  readonly lengths: Float64Array;
  /** The pieces by local day: number of the first piece of each day, and the number of pieces. */
  readonly days: readonly number[];
}

export function cutGap({ fromTime, toTime }: Gap, { zone, firstDay }: HourHistory): GapPieces {
  const edges: number[] = [];
  const slots: number[] = [];
  const days: number[] = [];
  const lastDay = zone.dayOf(toTime - 1);
  for (let day = zone.dayOf(fromTime); day <= lastDay; day++) {
    const start = zone.dayStart(day);
    const until = Math.min(toTime, zone.dayStart(day + 1));
    let at = Math.max(fromTime, start);
    if (at >= until) continue;
    days.push(edges.length);
    while (at < until) {
      edges.push(at);
      slots.push((day - firstDay) * 24 + slotAt(zone, at));
      at = Math.min(until, start + (Math.floor((at - start) / hourMs) + 1) * hourMs);
    }
  }
  days.push(edges.length);
  edges.push(toTime);
  const lengths = Float64Array.from(slots, (_, k) => ((edges[k + 1] as number) - (edges[k] as number)) / hourMs);
  return { edges: Float64Array.from(edges), slots: Int32Array.from(slots), lengths, days };
}
