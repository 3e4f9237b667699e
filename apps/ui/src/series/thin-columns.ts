/** A series as columns: times ascending, and values that stand at them; null where there is none. */
export interface SeriesColumns {
  readonly times: readonly number[];
  readonly columns: readonly (readonly (number | null)[])[];
}

/**
 * Which points to show: all if there are at most `limit`, else per bucket of equally many points the one with the smallest and the
 * one with the largest value of each column, so that no peak is lost. Ascending indices, at most `limit` of them.
 */
export function thinIndices({ times, columns }: SeriesColumns, limit: number): number[] {
  if (times.length <= limit) return times.map((_, i) => i);
  const buckets = Math.max(1, Math.floor(limit / (2 * Math.max(1, columns.length))));
  const chosen = new Set<number>();
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * times.length) / buckets);
    const to = Math.floor(((bucket + 1) * times.length) / buckets);
    for (const column of columns) {
      const extremes = extremesOf(column, from, to);
      if (extremes !== undefined) chosen.add(extremes.smallest).add(extremes.largest);
    }
  }
  return [...chosen].sort((a, b) => a - b);
}

function extremesOf(column: readonly (number | null)[], from: number, to: number) {
  let found: { smallest: number; largest: number } | undefined;
  for (let i = from; i < to; i++) {
    const value = column[i];
    if (value === null || value === undefined) continue;
    if (found === undefined) found = { smallest: i, largest: i };
    else if (value < (column[found.smallest] as number)) found.smallest = i;
    else if (value > (column[found.largest] as number)) found.largest = i;
  }
  return found;
}
