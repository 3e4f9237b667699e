import type { AssetKey } from '@meterworks/assets';

/**
 * Where values and samples lie. *Values* belong to a partition of an asset and are written as a whole; *samples* are points of a
 * raw series, appended and never overwritten. Every call is atomic: a reader sees all of it or nothing, and so does a restart.
 * Times are UTC milliseconds.
 */
export interface SeriesStore {
  /** One entry an ordinal in [from, to], both included; undefined where there is no value. */
  loadValues(asset: AssetKey, from: number, to: number): Promise<(Uint8Array | undefined)[]>;
  /** Saves values, or deletes them where `bytes` is undefined. Saving the same again changes nothing. */
  saveValues(asset: AssetKey, entries: readonly ValueEntry[]): Promise<void>;
  /** Deletes all values of an asset. */
  dropValues(asset: AssetKey): Promise<void>;

  /**
   * Adds samples, in any order. One with the time and value of a known one is a duplicate; one with a known time and another
   * value is kept beside it. `kind` says where they are from; of several kinds for one sample the last in text order stands.
   * Fails with `SampleError`, writing nothing, where a time or value is no finite number.
   */
  appendSamples(series: string, kind: string, times: Float64Array, values: Float64Array): Promise<AppendResult>;
  /**
   * Sets the samples of a kind: one of that kind at the same time goes, whatever its value; those of other kinds stay. Setting the same
   * again changes nothing. What is known beside the value is kept with it, by name; NaN where it is not known. Fails as
   * `appendSamples` does.
   */
  setSamples(series: string, kind: string, samples: SetSamples): Promise<void>;
  /**
   * The samples in [from, to), ascending by time, then value: the order does not depend on how they came. The columns are the
   * caller's own.
   */
  readSamples(series: string, from?: number, to?: number): Promise<Samples>;
  /** Deletes the samples in [from, to); gives how many. */
  deleteSamples(series: string, from: number, to: number): Promise<number>;
  /** Names of the series that have samples, in text order. */
  seriesNames(): Promise<string[]>;
  /**
   * Which time ranges of which series were added to or deleted from since the cursor was given out; without a cursor, or with one
   * of another store, everything there is. A range may be wider than what changed in it, never narrower; one a series. Where there is
   * `more`, not all was looked at yet.
   */
  changedSince(cursor: string | undefined): Promise<SeriesChanges>;
  close(): Promise<void>;
}

export interface ValueEntry {
  readonly ordinal: number;
  readonly bytes: Uint8Array | undefined;
}

/** Columns of one length; each time once. */
export interface SetSamples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly beside?: Readonly<Record<string, Float64Array>>;
}

export interface AppendResult {
  readonly written: number;
  readonly duplicates: number;
}

export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Per sample: the index of its kind in `kindNames`. */
  readonly kinds: Uint8Array;
  readonly kindNames: readonly string[];
}

export interface SeriesChanges {
  /** `from` and `to` are the times of the first and the last sample touched. */
  readonly changed: readonly { readonly series: string; readonly from: number; readonly to: number }[];
  readonly cursor: string;
  /** The store goes on looking: whoever asks again, with this cursor, is told the rest. */
  readonly more?: boolean;
}

/** A sample that cannot be kept. */
export class SampleError extends Error {
  override readonly name = 'SampleError';
  readonly series: string;
  /** Place in the arrays that were given. */
  readonly index: number;
  readonly time: number | undefined;
  readonly value: number | undefined;
  constructor(series: string, index: number, time: number | undefined, value: number | undefined) {
    super(`sample ${index} of "${series}" is not a finite number at a finite time: ${value} at ${time}`);
    this.series = series;
    this.index = index;
    this.time = time;
    this.value = value;
  }
}
