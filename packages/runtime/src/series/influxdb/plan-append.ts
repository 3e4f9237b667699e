import { sortedSamples } from '../embedded/merge-samples.ts';
import { type AppendResult, SampleError } from '../series-store.ts';
import type { StoredRows } from './stored-rows.ts';

/** What of an append has to be written, and as which of several values of one instant. */
export interface PlannedAppend extends AppendResult {
  readonly points: readonly { readonly time: number; readonly value: number; readonly take: number }[];
}

/**
 * Compares samples with the stored points of their time range. A sample that is there already is written once more only if its kind
 * is later in text order than the stored ones; another value at a time that is taken gets the next free take.
 *
 * @throws SampleError where a time or value is no finite number
 */
export function planAppend(
  series: string,
  kind: string,
  times: Float64Array,
  values: Float64Array,
  stored: StoredRows,
): PlannedAppend {
  const count = Math.max(times.length, values.length);
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(times[i]) || !Number.isFinite(values[i]))
      throw new SampleError(series, i, times[i], values[i]);
  }
  const sorted = sortedSamples(times, values);
  const points: { time: number; value: number; take: number }[] = [];
  let written = 0;
  let at = 0;
  for (let i = 0; i < count; ) {
    const time = sorted.times[i] as number;
    while (at < stored.times.length && (stored.times[at] as number) < time) at++;
    const known = new Map<number, string>();
    const takes = new Set<number>();
    for (let row = at; row < stored.times.length && stored.times[row] === time; row++) {
      const value = stored.values[row] as number;
      const name = stored.kindNames[stored.kinds[row] as number] as string;
      const standing = known.get(value);
      if (standing === undefined || name > standing) known.set(value, name);
      if (name === kind) takes.add(stored.takes[row] as number);
    }
    for (; i < count && sorted.times[i] === time; i++) {
      const value = sorted.values[i] as number;
      const standing = known.get(value);
      if (standing === undefined) written++;
      else if (kind <= standing) continue;
      let take = 0;
      while (takes.has(take)) take++;
      takes.add(take);
      known.set(value, kind);
      points.push({ time, value, take });
    }
  }
  return { points, written, duplicates: count - written };
}
