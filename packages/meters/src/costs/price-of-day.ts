import type { DayIntervals } from '../values/day-intervals.ts';

/** What a unit cost on average over one local day. */
export interface DayPrice {
  /** Weighted by what was used when. */
  readonly perUnit: number;
  /** Whether every part of the day is weighted by what was told of it, rather than by its length. */
  readonly isWeighted: boolean;
}

const hourMs = 3_600_000;

/**
 * The average price of a day whose prices change within it. Each price holds until the next one, for an hour at most, as each interval of
 * energy does. What was used when says how much each part of the day counts; where nothing is known of that, or nothing was used, its length.
 *
 * @param prices start and price of each part of the day, ascending
 * @param energy what was used from when on; undefined where nothing is known of the day
 * @param from start of the day, UTC ms, and `to` its end
 * @returns undefined where a part of the day that counts has no price
 */
export function priceOfDay(
  prices: DayIntervals | undefined,
  energy: DayIntervals | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): DayPrice | undefined {
  if (prices === undefined) return undefined;
  const used = energy === undefined ? [] : [...pieces(energy, to)];
  const told = used.reduce((sum, { start, end }) => sum + end - start, 0);
  const amount = used.reduce((sum, { value }) => sum + value, 0);
  if (amount > 0) {
    let cost = 0;
    for (const { start, end, value } of used) {
      if (value === 0) continue;
      const price = averageOf(prices, start, end, to);
      if (price === undefined) return undefined;
      cost += value * price;
    }
    return { perUnit: cost / amount, isWeighted: told === to - from };
  }
  const price = averageOf(prices, from, to, to);
  return price === undefined ? undefined : { perUnit: price, isWeighted: told === to - from };
}

/** The price over [start, end) by time; undefined where a part of it has none. */
function averageOf(prices: DayIntervals, start: number, end: number, dayEnd: number): number | undefined {
  let sum = 0;
  let covered = 0;
  for (const piece of pieces(prices, dayEnd)) {
    const length = Math.min(end, piece.end) - Math.max(start, piece.start);
    if (length <= 0) continue;
    sum += piece.value * length;
    covered += length;
  }
  return covered === end - start ? sum / covered : undefined;
}

function* pieces({ starts, amounts }: DayIntervals, dayEnd: number) {
  for (const [i, start] of starts.entries()) {
    const end = Math.min(start + hourMs, dayEnd, starts[i + 1] ?? Number.POSITIVE_INFINITY);
    // Of two that start at once the later one counts.
    if (end > start) yield { start, end, value: amounts[i] as number };
  }
}
