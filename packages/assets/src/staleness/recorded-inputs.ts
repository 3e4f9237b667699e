import type { AssetDefinition, ConfigPiece } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { mappedRange } from '../graph/mapped-range.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import type { InputSums } from '../version/input-sums.ts';
import { causeBits } from './stale-cause.ts';
import type { Upstreams } from './upstreams.ts';

/** Compares what an asset's rows record of their inputs with what is there now, and records it anew. */
export class RecordedInputs {
  readonly #asset: AssetDefinition;
  readonly #columns: StateColumns;
  readonly #view: Upstreams;
  readonly #edges: readonly {
    readonly upstream: AssetDefinition;
    readonly sums: InputSums;
    readonly index: number;
    readonly lazy: number;
  }[];
  readonly #code: number;
  readonly #configs: readonly { readonly from: number; readonly index: number }[];

  constructor(graph: AssetGraph, asset: AssetDefinition, columns: StateColumns, view: Upstreams) {
    this.#asset = asset;
    this.#columns = columns;
    this.#view = view;
    const { lazyDeps } = columns.layout;
    this.#edges = asset.dependencies.map((dependency, index) => ({
      upstream: graph.asset(dependency.asset),
      sums: view.sums(dependency.asset, dependency.facet),
      index,
      lazy: lazyDeps.indexOf(index),
    }));
    this.#code = columns.codes.indexOf(asset.codeVersion);
    this.#configs = asset.config.map((piece) => ({ from: piece.from, index: columns.configs.indexOf(piece.text) }));
  }

  causesOf(row: number, ordinal: number): number {
    const columns = this.#columns;
    let bits = ((columns.flags[row] as number) & partitionFlags.depsDiffer) === 0 ? 0 : causeBits['deps-differ'];
    if (columns.code[row] !== this.#code) bits |= causeBits['code-changed'];
    if (columns.config[row] !== this.#configIndex(ordinal)) bits |= causeBits['config-changed'];
    const width = columns.layout.deps.length;
    for (const { sums, index, upstream, lazy } of this.#edges) {
      const range = this.#range(index, upstream, lazy, row, ordinal);
      sums.over(range.from, range.to);
      const at = row * width + index;
      const count = columns.inputCount[at] as number;
      if (sums.count > count) bits |= causeBits['input-added'];
      else if (sums.count < count) bits |= causeBits['input-removed'];
      else if (columns.inputHash[at * 2] !== sums.high || columns.inputHash[at * 2 + 1] !== sums.low)
        bits |= causeBits['input-changed'];
      if (this.#view.notFresh(upstream.key, range)) bits |= causeBits['upstream-not-fresh'];
    }
    return bits;
  }

  upstreamCause(row: number, ordinal: number): number {
    return this.#edges.some(({ index, upstream, lazy }) =>
      this.#view.notFresh(upstream.key, this.#range(index, upstream, lazy, row, ordinal)),
    )
      ? causeBits['upstream-not-fresh']
      : 0;
  }

  stuck(row: number, ordinal: number): boolean {
    return this.#edges.some(({ index, upstream, lazy }) =>
      this.#view.stuck(upstream.key, this.#range(index, upstream, lazy, row, ordinal)),
    );
  }

  #range(index: number, upstream: AssetDefinition, lazy: number, row: number, ordinal: number): OrdinalRange {
    const dependency = this.#asset.dependencies[index];
    if (dependency === undefined) throw new RangeError(`dependency ${index} of ${this.#asset.key} is gone`);
    if (lazy < 0) return mappedRange(this.#asset, dependency, upstream, ordinal);
    if (row < 0) return { from: 1, to: 0 };
    const at = (row * this.#columns.layout.lazyDeps.length + lazy) * 2;
    return { from: this.#columns.lazyRange[at] as number, to: this.#columns.lazyRange[at + 1] as number };
  }

  #configIndex(ordinal: number): number {
    let index = -1;
    for (const piece of this.#configs) if (piece.from <= ordinal) index = piece.index;
    return index;
  }

  /**
   * Writes code, configuration and inputs as they are now into a row.
   *
   * @param lazyRead per lazy dependency the ordinals that were read, undefined for none
   */
  record(row: number, ordinal: number, lazyRead: readonly (OrdinalRange | undefined)[]): void {
    const columns = this.#columns;
    const { deps, lazyDeps } = columns.layout;
    columns.code[row] = columns.codeIndex(this.#asset.codeVersion);
    columns.config[row] = columns.configIndex(configAt(this.#asset, ordinal).text);
    columns.flags[row] = (columns.flags[row] as number) & ~partitionFlags.depsDiffer;
    lazyDeps.forEach((_, lazy) => {
      const at = (row * lazyDeps.length + lazy) * 2;
      columns.lazyRange[at] = lazyRead[lazy]?.from ?? 1;
      columns.lazyRange[at + 1] = lazyRead[lazy]?.to ?? 0;
    });
    for (const { sums, index, upstream, lazy } of this.#edges) {
      const range = this.#range(index, upstream, lazy, row, ordinal);
      sums.over(range.from, range.to);
      const at = row * deps.length + index;
      columns.inputCount[at] = sums.count;
      columns.inputHash[at * 2] = sums.high;
      columns.inputHash[at * 2 + 1] = sums.low;
    }
  }
}

/** The piece of configuration that holds for a partition. */
export function configAt(asset: AssetDefinition, ordinal: number): ConfigPiece {
  const piece = asset.config.findLast((one) => one.from <= ordinal) ?? asset.config[0];
  if (piece === undefined) throw new RangeError(`${asset.key} has no configuration`);
  return piece;
}
