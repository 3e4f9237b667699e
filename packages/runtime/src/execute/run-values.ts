import {
  type AssetDefinition,
  type AssetGraph,
  type AssetKey,
  type CancelSignal,
  ColumnSeries,
  decodeValue,
  type OrdinalRange,
  partitionFlags,
  type Series,
  type StateColumns,
} from '@meterworks/assets';
import type { SeriesStore } from '../series/series-store.ts';
import { LostValueError } from './lost-value-error.ts';

/** Values of one asset by ordinal, as far as this run knows them. */
interface ValueColumn {
  offset: number;
  values: (unknown | undefined)[];
  /** The stretch that has been loaded or made; undefined while empty. */
  known: OrdinalRange | undefined;
}

/**
 * The values that pass through a run: what a step made is handed to its readers in memory, the store is read only for the rest.
 * An asset's values are let go when its last reader in the run is done.
 */
export class RunValues {
  readonly #graph: AssetGraph;
  readonly #series: SeriesStore;
  readonly #states: ReadonlyMap<AssetKey, StateColumns>;
  readonly #columns = new Map<AssetKey, ValueColumn>();

  constructor(graph: AssetGraph, series: SeriesStore, states: ReadonlyMap<AssetKey, StateColumns>) {
    this.#graph = graph;
    this.#series = series;
    this.#states = states;
  }

  /** Brings the values of a range into memory; what is there already is not read again. @throws LostValueError */
  async load(key: AssetKey, range: OrdinalRange, signal: CancelSignal): Promise<void> {
    const column = this.#columns.get(key);
    const known = column?.known;
    if (known === undefined) return this.#read(key, range, signal);
    if (range.from < known.from) await this.#read(key, { from: range.from, to: known.from - 1 }, signal);
    if (range.to > known.to) await this.#read(key, { from: known.to + 1, to: range.to }, signal);
  }

  async #read(key: AssetKey, range: OrdinalRange, signal: CancelSignal): Promise<void> {
    if (range.to < range.from) return;
    signal.throwIfAborted();
    const asset = this.#graph.asset(key);
    const values =
      asset.compute.kind === 'external'
        ? await this.#loadExternal(asset, range, signal)
        : (await this.#series.loadValues(key, range.from, range.to)).map((bytes, i) => {
            if (bytes !== undefined) return decodeValue(asset.codec, bytes);
            if (this.#hasValue(key, range.from + i)) throw new LostValueError(key, asset.scheme.keyOf(range.from + i));
            return undefined;
          });
    const column = this.#cover(key, range);
    for (let i = 0; i < values.length; i++) column.values[range.from + i - column.offset] = values[i];
  }

  #hasValue(key: AssetKey, ordinal: number): boolean {
    const columns = this.#states.get(key);
    if (columns === undefined || ordinal < columns.first || ordinal >= columns.first + columns.length) return false;
    const { made, absent } = partitionFlags;
    return (columns.flagsAt(ordinal - columns.first) & (made | absent)) === made;
  }

  async #loadExternal(
    asset: AssetDefinition,
    range: OrdinalRange,
    signal: CancelSignal,
  ): Promise<readonly (unknown | undefined)[]> {
    const source = this.#graph.sourceOf(asset.key);
    if (source === undefined) throw new RangeError(`no source observes ${asset.key}`);
    return source.load(asset.key, range, signal);
  }

  /** Declares a range to be known, without values as yet. */
  #cover(key: AssetKey, range: OrdinalRange): ValueColumn {
    let column = this.#columns.get(key);
    if (column === undefined) {
      column = { offset: range.from, values: [], known: undefined };
      this.#columns.set(key, column);
    }
    const { known } = column;
    if (known === undefined) {
      column.offset = range.from;
      column.values = new Array<unknown>(range.to - range.from + 1).fill(undefined);
      column.known = range;
      return column;
    }
    if (range.from < known.from) {
      column.values = [...new Array<unknown>(column.offset - range.from).fill(undefined), ...column.values];
      column.offset = range.from;
    }
    while (column.offset + column.values.length <= range.to) column.values.push(undefined);
    column.known = { from: Math.min(known.from, range.from), to: Math.max(known.to, range.to) };
    return column;
  }

  /** Takes the values of a stretch that was just made, in place of whatever was known. */
  replace(key: AssetKey, from: number, values: (unknown | undefined)[]): void {
    this.#columns.set(key, { offset: from, values, known: { from, to: from + values.length - 1 } });
  }

  at(key: AssetKey, ordinal: number): unknown | undefined {
    const column = this.#columns.get(key);
    return column?.values[ordinal - column.offset];
  }

  series(key: AssetKey, range: OrdinalRange): Series<string, unknown> {
    const { scheme } = this.#graph.asset(key);
    const column = this.#columns.get(key);
    if (column === undefined) return new ColumnSeries(scheme, [], range.from, range.from, range.from - 1);
    return new ColumnSeries(scheme, column.values, column.offset, range.from, range.to);
  }

  release(key: AssetKey): void {
    this.#columns.delete(key);
  }
}
