import type { AssetKey } from '../asset-key.ts';
import { type AssetDefinition, type ConfigPiece, carryFacet } from '../definition/asset.ts';
import { type Dependency, dependencySignature } from '../definition/dependency.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { lastInputBefore, mappedRange } from '../graph/mapped-range.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import type { InputSums, MarkCounts } from '../version/input-sums.ts';
import {
  type ConfigStart,
  compareDefinition,
  compareInputs,
  compareMarks,
  everywhere,
  type Places,
  type Reach,
} from './compare-columns.ts';
import { causeBits } from './stale-cause.ts';
import type { Upstreams } from './upstreams.ts';

/** One dependency, and where its columns lie. */
interface Edge {
  readonly upstream: AssetDefinition;
  readonly sums: InputSums;
  readonly index: number;
  /** Place among the lazy dependencies, or -1. */
  readonly lazy: number;
  /** How far the inputs reach around a partition's own ordinal; undefined where that takes more than a sum to tell. */
  readonly reach: Reach | undefined;
}

/** An edge by which something marked may be read. */
interface MarkedEdge {
  readonly edge: Edge;
  readonly marks: MarkCounts;
}

/** Compares what an asset's rows record of their inputs with what is there now, and records it anew. */
export class RecordedInputs {
  readonly #asset: AssetDefinition;
  readonly #columns: StateColumns;
  readonly #edges: readonly Edge[];
  readonly #notFresh: readonly MarkedEdge[];
  readonly #stuck: readonly MarkedEdge[];
  readonly #unmade: readonly MarkedEdge[];
  readonly #unmadeLazily: readonly MarkedEdge[];
  readonly #code: number;
  readonly #configs: readonly ConfigStart[];
  /** The first partition that there is: nothing is carried into it. */
  readonly #first: number;
  /** Of a running asset: the facet that versions the carried state; -1 for others. */
  readonly #carry: number;
  /** What `#locate` found last. */
  #from = 1;
  #to = 0;

  /** @param domain the partitions that the asset has now */
  constructor(
    graph: AssetGraph,
    asset: AssetDefinition,
    columns: StateColumns,
    view: Upstreams,
    domain: OrdinalRange | undefined,
  ) {
    this.#asset = asset;
    this.#columns = columns;
    const { lazyDeps, facets } = columns.layout;
    this.#edges = asset.dependencies.map((dependency, index) => ({
      upstream: graph.asset(dependency.asset),
      sums: view.sums(dependency.asset, dependency.facet),
      index,
      lazy: lazyDeps.indexOf(index),
      reach: reachOf(dependency, graph.asset(dependency.asset)),
    }));
    this.#notFresh = markedEdges(this.#edges, (key) => view.notFresh(key));
    this.#stuck = markedEdges(this.#edges, (key) => view.stuck(key));
    const unmade = markedEdges(this.#edges, (key) => view.unmade(key));
    this.#unmade = unmade.filter(({ edge }) => edge.lazy < 0);
    this.#unmadeLazily = unmade.filter(({ edge }) => edge.lazy >= 0);
    this.#code = columns.codes.indexOf(asset.codeVersion);
    this.#configs = asset.config.map((piece) => ({ from: piece.from, index: columns.configs.indexOf(piece.text) }));
    this.#first = domain?.from ?? Number.POSITIVE_INFINITY;
    this.#carry = asset.compute.kind === 'running' ? facets.indexOf(carryFacet) : -1;
  }

  /** Every cause for which a row that was made is not fresh. */
  causesOf(row: number, ordinal: number): number {
    const causes = new Uint8Array(1);
    this.compare({ causes, from: ordinal, start: 0, end: 1 });
    const bits = causes[0] as number;
    return this.#carry < 0 ? bits : bits | this.carriedCause(row, ordinal);
  }

  /** Sets the causes of many partitions, but for what is carried: `not-made` alone, or all others for which one that was made is not fresh. */
  compare(places: Places): void {
    const { causes, from, start, end } = places;
    compareDefinition(places, this.#columns, this.#code, this.#configs);
    for (const edge of this.#edges) {
      if (edge.reach !== undefined) compareInputs(places, this.#columns, edge.sums, edge.index, edge.reach);
      else
        for (let i = start; i < end; i++) {
          if ((causes[i] as number) & causeBits['not-made']) continue;
          const row = from + i - this.#columns.first;
          this.#locate(edge, row, from + i);
          causes[i] = (causes[i] as number) | this.#inputCause(edge, row);
        }
    }
    this.compareUpstream(places);
  }

  /** Adds to the causes of many partitions whether something is read that is not fresh. */
  compareUpstream(places: Places): void {
    const { causes, from, start, end } = places;
    for (const { edge, marks } of this.#notFresh) {
      if (edge.reach !== undefined) compareMarks(places, marks, edge.reach);
      else
        for (let i = start; i < end; i++) {
          this.#locate(edge, this.#columns.rowOf(from + i), from + i);
          if (marks.over(this.#from, this.#to) > 0) causes[i] = (causes[i] as number) | causeBits['upstream-not-fresh'];
        }
    }
  }

  /** What differs in one dependency alone: a bit of `input-…`, or 0. */
  inputCause(dependency: number, row: number, ordinal: number): number {
    const edge = this.#edges[dependency];
    if (edge === undefined) return 0;
    this.#locate(edge, row, ordinal);
    return this.#inputCause(edge, row);
  }

  #inputCause({ sums, index }: Edge, row: number): number {
    sums.over(this.#from, this.#to);
    return this.#differs(row, index, sums.count, sums.high, sums.low);
  }

  /** Of a running asset: what differs in the state that is carried into a partition. */
  carriedCause(row: number, ordinal: number): number {
    const from = this.carriedFrom(ordinal);
    const at = (from * this.#columns.layout.facets.length + this.#carry) * 2;
    const { version } = this.#columns;
    if (from < 0) return this.#differs(row, this.#edges.length, 0, 0, 0);
    return this.#differs(row, this.#edges.length, 1, version[at] as number, version[at + 1] as number);
  }

  #differs(row: number, index: number, count: number, high: number, low: number): number {
    const columns = this.#columns;
    const at = row * columns.layout.deps.length + index;
    const recorded = columns.inputCountAt(at);
    if (count !== recorded) return count > recorded ? causeBits['input-added'] : causeBits['input-removed'];
    return columns.inputHash[at * 2] === high && columns.inputHash[at * 2 + 1] === low ? 0 : causeBits['input-changed'];
  }

  /** The row whose state is carried into a partition, or -1 where there is none: the first one begins anew. */
  carriedFrom(ordinal: number): number {
    const columns = this.#columns;
    for (let before = ordinal - 1; before >= this.#first; before--) {
      if (columns.isMade(before)) return before - columns.first;
      if (this.#asset.scheme.exists(before)) return -1;
    }
    return -1;
  }

  upstreamCause(row: number, ordinal: number): number {
    return this.#readsMarked(this.#notFresh, row, ordinal) ? causeBits['upstream-not-fresh'] : 0;
  }

  /** Whether an input has no value and cannot get one before something else is mended. */
  stuck(row: number, ordinal: number): boolean {
    return this.#readsMarked(this.#stuck, row, ordinal);
  }

  /** Whether `lacksInput` holds of any partition. */
  get mayLackInputs(): boolean {
    return this.#unmade.length > 0;
  }

  /** Whether an input that is always read has no value as yet: nothing must be computed without it. */
  lacksInput(ordinal: number): boolean {
    return this.#readsMarked(this.#unmade, -1, ordinal);
  }

  /** The same of what was read lazily, per lazy dependency. */
  lacksRead(lazyRead: readonly (OrdinalRange | undefined)[]): boolean {
    for (let i = 0; i < this.#unmadeLazily.length; i++) {
      const { edge, marks } = this.#unmadeLazily[i] as MarkedEdge;
      const read = lazyRead[edge.lazy];
      if (read !== undefined && marks.over(read.from, read.to) > 0) return true;
    }
    return false;
  }

  #readsMarked(marked: readonly MarkedEdge[], row: number, ordinal: number): boolean {
    for (let i = 0; i < marked.length; i++) {
      const { edge, marks } = marked[i] as MarkedEdge;
      this.#locate(edge, row, ordinal);
      if (marks.over(this.#from, this.#to) > 0) return true;
    }
    return false;
  }

  /** Sets the ordinals that a row reads by an edge. Rows are many and asked after often: nothing is allocated for most. */
  #locate({ index, upstream, lazy, reach }: Edge, row: number, ordinal: number): void {
    if (reach !== undefined) {
      this.#from = ordinal - reach.before;
      this.#to = ordinal + reach.after;
    } else if (lazy < 0) {
      const { from, to } = mappedRange(this.#asset, this.#asset.dependencies[index] as Dependency, upstream, ordinal);
      this.#from = from;
      this.#to = to;
    } else {
      const at = (row * this.#columns.layout.lazyDeps.length + lazy) * 2;
      this.#from = row < 0 ? 1 : (this.#columns.lazyRange[at] as number);
      this.#to = row < 0 ? 0 : (this.#columns.lazyRange[at + 1] as number);
    }
  }

  /** What there is now of the inputs of all partitions before an ordinal: per dependency its signature, a count and a hash. */
  before(from: number): readonly (readonly [string, number, number, number])[] {
    return this.#edges.map(({ index, upstream, sums }) => {
      const dependency = this.#asset.dependencies[index] as Dependency;
      sums.over(Number.MIN_SAFE_INTEGER, lastInputBefore(this.#asset, dependency, upstream, from));
      return [dependencySignature(dependency), sums.count, sums.high, sums.low] as const;
    });
  }

  /**
   * Writes code, configuration and inputs as they are now into a row.
   *
   * @param lazyRead per lazy dependency the ordinals that were read, undefined for none
   */
  record(row: number, ordinal: number, lazyRead: readonly (OrdinalRange | undefined)[]): void {
    const columns = this.#columns;
    columns.code[row] = columns.codeIndex(this.#asset.codeVersion);
    columns.config[row] = columns.configIndex(configAt(this.#asset, ordinal).text);
    columns.flags[row] = (columns.flags[row] as number) & ~partitionFlags.depsDiffer;
    const lazyCount = columns.layout.lazyDeps.length;
    for (let lazy = 0; lazy < lazyCount; lazy++) {
      const at = (row * lazyCount + lazy) * 2;
      const read = lazyRead[lazy];
      columns.lazyRange[at] = read?.from ?? 1;
      columns.lazyRange[at + 1] = read?.to ?? 0;
    }
    for (let i = 0; i < this.#edges.length; i++) {
      const edge = this.#edges[i] as Edge;
      this.#locate(edge, row, ordinal);
      edge.sums.over(this.#from, this.#to);
      this.#write(row, edge.index, edge.sums.count, edge.sums.high, edge.sums.low);
    }
    if (this.#carry < 0) return;
    const from = this.carriedFrom(ordinal);
    const at = (from * columns.layout.facets.length + this.#carry) * 2;
    if (from < 0) this.#write(row, this.#edges.length, 0, 0, 0);
    else this.#write(row, this.#edges.length, 1, columns.version[at] as number, columns.version[at + 1] as number);
  }

  #write(row: number, index: number, count: number, high: number, low: number): void {
    const columns = this.#columns;
    const at = row * columns.layout.deps.length + index;
    columns.inputCount[at] = count;
    columns.inputHash[at * 2] = high;
    columns.inputHash[at * 2 + 1] = low;
  }
}

/** Leaves those where nothing is marked: mostly all is well, and no row needs to be looked at for it. */
function markedEdges(edges: readonly Edge[], marksOf: (key: AssetKey) => MarkCounts): MarkedEdge[] {
  return edges.map((edge) => ({ edge, marks: marksOf(edge.upstream.key) })).filter(({ marks }) => marks.total > 0);
}

function reachOf({ mapping }: Dependency, upstream: AssetDefinition): Reach | undefined {
  if (mapping.kind === 'window') return mapping;
  if (mapping.kind === 'all') return everywhere;
  if (mapping.kind !== 'identity') return undefined;
  return upstream.scheme.grain === 'none' ? everywhere : { before: 0, after: 0 };
}

/** The piece of configuration that holds for a partition. */
export function configAt(asset: AssetDefinition, ordinal: number): ConfigPiece {
  let at = asset.config.length - 1;
  while (at > 0 && (asset.config[at] as ConfigPiece).from > ordinal) at--;
  const piece = asset.config[at];
  if (piece === undefined) throw new RangeError(`${asset.key} has no configuration`);
  return piece;
}
