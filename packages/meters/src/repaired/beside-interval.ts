import { intervalFlags, type RepairedSeries } from '../repair/repaired-series.ts';
import type { Beside, Edge } from '../values/repaired-day.ts';

/** Shorter intervals are as well split by the profile alone (meter-science §4: within 10 days a straight line is enough). */
const longMs = 10 * 86_400_000;
/** What lies beside is looked at over this part of the interval's own length. */
const part = 0.5;

/** The instant up to which readings may still say something of what lies beside an interval. */
export function besideSettledAt(fromTime: number, toTime: number): number {
  const length = toTime - fromTime;
  return length <= longMs ? toTime : toTime + part * length;
}

const none: Beside = new Float64Array(0);

/** What was counted beside the interval from believed point `from` to the next, over at least half of its length where readings reach so far. */
export function besideInterval(series: RepairedSeries, from: number, edge: Edge): Beside {
  if (edge.kind !== 'between' || edge.known || !(edge.amount > 0)) return none;
  const length = edge.toTime - edge.fromTime;
  if (length <= longMs) return none;
  const before = amountBeside(series, from - 1, -1, edge.fromTime, part * length);
  const after = amountBeside(series, from + 1, 1, edge.toTime, part * length);
  return Float64Array.of(before.time, before.amount, after.time, after.amount);
}

/** Adds up intervals from number `first` on in one direction until they are long enough; a bounded guess ends it. */
function amountBeside(
  { times, amounts, flags }: RepairedSeries,
  first: number,
  direction: 1 | -1,
  border: number,
  enough: number,
): { readonly time: number; readonly amount: number } {
  let time = Number.NaN;
  let amount = 0;
  for (let p = first; p >= 0 && p < times.length - 1; p += direction) {
    if (((flags[p] as number) & intervalFlags.bridged) !== 0) break;
    amount += amounts.at(p) as number;
    time = times[direction > 0 ? p + 1 : p] as number;
    if (Math.abs(time - border) >= enough) break;
  }
  return { time, amount: Number.isNaN(time) ? Number.NaN : amount };
}
