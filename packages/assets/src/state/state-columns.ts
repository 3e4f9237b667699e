import { bytes, CompactColumn, shorts, words } from './compact-column.ts';

/** What a partition's flags byte says. */
export const partitionFlags = {
  /** A good materialization (or observation) is recorded; its columns hold. */
  made: 1,
  /** … and its value is Absent. */
  absent: 2,
  /** The last attempt failed. With `made`, the last good value is kept. */
  failed: 4,
  /** The definition's dependencies are not those it was made with. */
  depsDiffer: 8,
  /** The user said: keep this value. */
  pinned: 16,
} as const;

/** The columns' widths: which facets and dependencies the numbers belong to. */
export interface StateLayout {
  readonly facets: readonly string[];
  /** Signatures of the dependencies (name, asset, facet, mapping). */
  readonly deps: readonly string[];
  /** Which of `deps` record the range that was read instead of following from the mapping. */
  readonly lazyDeps: readonly number[];
}

/**
 * Everything recorded about an asset's partitions, as columns over the ordinals [first, first + length).
 * Row r of a column with width w occupies [r·w, (r+1)·w); 64-bit values are two unsigned 32-bit lanes, high first.
 * Sequence numbers count commits of the state database, starting at 1; 0 is "never".
 */
export class StateColumns {
  readonly layout: StateLayout;
  first = 0;
  length = 0;
  /** 2 lanes a facet. */
  version = new Uint32Array(0);
  /** 2 lanes a dependency: order-free hash over (ordinal, version) of the inputs. */
  inputHash = new Uint32Array(0);
  /** Per lazy dependency: first and last ordinal read; first > last where nothing was read. */
  lazyRange = new Int32Array(0);
  /** Code versions, and canonical JSON of configurations, that rows refer to. */
  codes: string[] = [];
  configs: string[] = [];
  readonly #flags = new CompactColumn(bytes);
  readonly #changedSeq = new CompactColumn(words);
  readonly #madeSeq = new CompactColumn(words);
  readonly #code = new CompactColumn(shorts);
  readonly #config = new CompactColumn(shorts);
  readonly #inputCount = new CompactColumn(words);

  constructor(layout: StateLayout) {
    this.layout = layout;
  }

  /** Bits of `partitionFlags`. Whoever only looks asks `flagsAt`, which spells nothing out; so with the columns below. */
  get flags(): Uint8Array<ArrayBuffer> {
    return this.#flags.rows(this.length);
  }
  set flags(content: Uint8Array<ArrayBuffer> | number) {
    this.#flags.replace(content);
  }
  /** The rows, or the one number that all of them are; so with the columns below. */
  get allFlags(): Uint8Array<ArrayBuffer> | number {
    return this.#flags.all;
  }
  flagsAt(row: number): number {
    return this.#flags.at(row);
  }

  /** Per facet: the commit at which its version last changed. */
  get changedSeq(): Uint32Array<ArrayBuffer> {
    return this.#changedSeq.rows(this.length * this.layout.facets.length);
  }
  set changedSeq(content: Uint32Array<ArrayBuffer> | number) {
    this.#changedSeq.replace(content);
  }
  get allChangedSeqs(): Uint32Array<ArrayBuffer> | number {
    return this.#changedSeq.all;
  }

  /** The commit at which the partition was last made or confirmed. */
  get madeSeq(): Uint32Array<ArrayBuffer> {
    return this.#madeSeq.rows(this.length);
  }
  set madeSeq(content: Uint32Array<ArrayBuffer> | number) {
    this.#madeSeq.replace(content);
  }
  get allMadeSeqs(): Uint32Array<ArrayBuffer> | number {
    return this.#madeSeq.all;
  }
  madeSeqAt(row: number): number {
    return this.#madeSeq.at(row);
  }

  /** Index into `codes`. */
  get code(): Uint16Array<ArrayBuffer> {
    return this.#code.rows(this.length);
  }
  set code(content: Uint16Array<ArrayBuffer> | number) {
    this.#code.replace(content);
  }
  get allCodes(): Uint16Array<ArrayBuffer> | number {
    return this.#code.all;
  }

  /** Index into `configs`. */
  get config(): Uint16Array<ArrayBuffer> {
    return this.#config.rows(this.length);
  }
  set config(content: Uint16Array<ArrayBuffer> | number) {
    this.#config.replace(content);
  }
  get allConfigs(): Uint16Array<ArrayBuffer> | number {
    return this.#config.all;
  }

  /** Per dependency: how many inputs were there. */
  get inputCount(): Uint32Array<ArrayBuffer> {
    return this.#inputCount.rows(this.length * this.layout.deps.length);
  }
  set inputCount(content: Uint32Array<ArrayBuffer> | number) {
    this.#inputCount.replace(content);
  }
  get allInputCounts(): Uint32Array<ArrayBuffer> | number {
    return this.#inputCount.all;
  }
  /** @param at row times the number of dependencies, plus the dependency's */
  inputCountAt(at: number): number {
    return this.#inputCount.at(at);
  }

  /** Row of an ordinal, or -1 where nothing can be recorded yet. */
  rowOf(ordinal: number): number {
    const row = ordinal - this.first;
    return row >= 0 && row < this.length ? row : -1;
  }

  isMade(ordinal: number): boolean {
    const row = this.rowOf(ordinal);
    return row >= 0 && (this.flagsAt(row) & partitionFlags.made) !== 0;
  }

  /** The commit at which any part of a partition's value changed last, or was deleted; 0 where it never did. */
  lastChange(ordinal: number): number {
    const row = this.rowOf(ordinal);
    const width = this.layout.facets.length;
    return row < 0 ? 0 : Math.max(0, ...this.changedSeq.subarray(row * width, (row + 1) * width));
  }

  /** Whether its value is to be kept; only what is made can be pinned. */
  isPinned(ordinal: number): boolean {
    const row = this.rowOf(ordinal);
    return row >= 0 && (this.flagsAt(row) & partitionFlags.pinned) !== 0;
  }

  /** The same rows under other names of facets and dependencies, of which there must be as many. */
  relabelled(layout: StateLayout): StateColumns {
    const { first, length, version, inputHash, lazyRange, codes, configs } = this;
    const copy = Object.assign(new StateColumns(layout), {
      first,
      length,
      version,
      inputHash,
      lazyRange,
      codes,
      configs,
    });
    copy.flags = this.flags;
    copy.changedSeq = this.changedSeq;
    copy.madeSeq = this.madeSeq;
    copy.code = this.code;
    copy.config = this.config;
    copy.inputCount = this.inputCount;
    return copy;
  }

  /** Makes room for the ordinals [from, to]; what is recorded stays. */
  cover(from: number, to: number): void {
    if (to < from) return;
    const first = this.length === 0 ? from : Math.min(this.first, from);
    const last = this.length === 0 ? to : Math.max(this.first + this.length - 1, to);
    if (this.length > 0 && first === this.first && last === this.first + this.length - 1) return;
    const shift = this.length === 0 ? 0 : this.first - first;
    const length = last - first + 1;
    const { facets, deps, lazyDeps } = this.layout;
    this.flags = moved(this.flags, new Uint8Array(length), shift);
    this.version = moved(this.version, new Uint32Array(length * facets.length * 2), shift * facets.length * 2);
    this.changedSeq = moved(this.changedSeq, new Uint32Array(length * facets.length), shift * facets.length);
    this.madeSeq = moved(this.madeSeq, new Uint32Array(length), shift);
    this.code = moved(this.code, new Uint16Array(length), shift);
    this.config = moved(this.config, new Uint16Array(length), shift);
    this.inputHash = moved(this.inputHash, new Uint32Array(length * deps.length * 2), shift * deps.length * 2);
    this.inputCount = moved(this.inputCount, new Uint32Array(length * deps.length), shift * deps.length);
    this.lazyRange = moved(this.lazyRange, new Int32Array(length * lazyDeps.length * 2), shift * lazyDeps.length * 2);
    this.first = first;
    this.length = length;
  }

  /** The index under which a code version (or configuration) is recorded, adding it if it is new. */
  codeIndex(code: string): number {
    return indexIn(this.codes, code);
  }
  configIndex(config: string): number {
    return indexIn(this.configs, config);
  }
}

function indexIn(table: string[], text: string): number {
  const known = table.indexOf(text);
  if (known >= 0) return known;
  table.push(text);
  return table.length - 1;
}

function moved<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(from: A, into: A, offset: number): A {
  into.set(from, offset);
  return into;
}
