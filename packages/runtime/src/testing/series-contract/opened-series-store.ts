import type { Samples, SeriesStore } from '../../series/series-store.ts';

/** A store that is empty at first, and how it is opened once more on the same data, as another process would. */
export interface OpenedSeriesStore {
  readonly store: SeriesStore;
  readonly again: () => Promise<SeriesStore>;
  readonly remove: () => Promise<void>;
}

export const hour = 3_600_000;
export const june = Date.UTC(2024, 5, 1);

export function append(
  store: SeriesStore,
  series: string,
  samples: readonly { time: number; value: number }[],
  kind = 'sensor',
) {
  return store.appendSamples(
    series,
    kind,
    Float64Array.from(samples, ({ time }) => time),
    Float64Array.from(samples, ({ value }) => value),
  );
}

/** Time, value and kind of each sample, in order. */
export function listed({ times, values, kinds, kindNames }: Samples): [number, number, string | undefined][] {
  return Array.from(times, (time, i) => [time, values[i] as number, kindNames[kinds[i] as number]]);
}

/** For comparison: bytes of any kind of array are equal. */
export function plain(bytes: Uint8Array | undefined): number[] | undefined {
  return bytes === undefined ? undefined : [...bytes];
}
