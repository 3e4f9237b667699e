import type { AssetKey } from '../asset-key.ts';
import { carryFacet } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { StateColumns } from '../state/state-columns.ts';
import { InputSums, MarkCounts } from '../version/input-sums.ts';
import type { AssetStaleness } from './asset-staleness.ts';
import { noPartition, statusCodes } from './status.ts';

const noMarks = new MarkCounts(0, new Uint8Array(0));

/** What readers need of the assets before them, made once each. */
export class Upstreams {
  readonly domains = new Map<AssetKey, OrdinalRange | undefined>();
  readonly #graph: AssetGraph;
  readonly #states: ReadonlyMap<AssetKey, StateColumns>;
  readonly #sums = new Map<AssetKey, Map<string | undefined, InputSums>>();
  readonly #notFresh = new Map<AssetKey, MarkCounts>();
  readonly #stuck = new Map<AssetKey, MarkCounts>();
  readonly #unmade = new Map<AssetKey, MarkCounts>();

  constructor(graph: AssetGraph, states: ReadonlyMap<AssetKey, StateColumns>) {
    this.#graph = graph;
    this.#states = states;
  }

  /**
   * Takes in how an asset is now.
   *
   * @param altered whether its state is another one, so that what was summed up of it no longer counts
   */
  add(staleness: AssetStaleness, altered: boolean): void {
    const { key, domain, status } = staleness;
    this.domains.set(key, domain);
    const sums = this.#sums.get(key)?.values() ?? [];
    if (altered || ![...sums].every((one) => one.isOf(this.#columns(key), domain))) this.#sums.delete(key);
    if (staleness.unsettled === 0) {
      for (const marks of [this.#notFresh, this.#stuck, this.#unmade]) marks.delete(key);
      return;
    }
    const from = domain?.from ?? 0;
    const columns = this.#columns(key);
    const notFresh = new Uint8Array(status.length);
    const stuck = new Uint8Array(status.length);
    const unmade = new Uint8Array(status.length);
    let isStuck = false;
    let isUnmade = false;
    for (let i = 0; i < status.length; i++) {
      const code = status[i];
      if (code === statusCodes.fresh || code === noPartition) continue;
      notFresh[i] = 1;
      if (columns.isMade(from + i)) continue;
      unmade[i] = 1;
      isUnmade = true;
      if (code !== statusCodes.failed && code !== statusCodes.blocked) continue;
      stuck[i] = 1;
      isStuck = true;
    }
    this.#notFresh.set(key, new MarkCounts(from, notFresh));
    this.#stuck.set(key, isStuck ? new MarkCounts(from, stuck) : noMarks);
    this.#unmade.set(key, isUnmade ? new MarkCounts(from, unmade) : noMarks);
  }

  /** Lets the sums over an asset's versions go; they are made again when somebody asks. */
  forgetSums(key: AssetKey): void {
    this.#sums.delete(key);
  }

  sums(key: AssetKey, facet: string | undefined): InputSums {
    let byFacet = this.#sums.get(key);
    if (byFacet === undefined) {
      byFacet = new Map();
      this.#sums.set(key, byFacet);
    }
    let sums = byFacet.get(facet);
    if (sums === undefined) {
      const columns = this.#columns(key);
      const names = columns.layout.facets;
      const facets =
        facet === undefined ? names.flatMap((name, i) => (name === carryFacet ? [] : [i])) : [names.indexOf(facet)];
      sums = new InputSums(columns, facets, this.domains.get(key));
      byFacet.set(facet, sums);
    }
    return sums;
  }

  #columns(key: AssetKey): StateColumns {
    return this.#states.get(key) ?? new StateColumns(this.#graph.layout(key));
  }

  /** Where something is not fresh. */
  notFresh(key: AssetKey): MarkCounts {
    return this.#notFresh.get(key) ?? noMarks;
  }

  /** Where something has no value and cannot get one: it failed, or waits for what failed. */
  stuck(key: AssetKey): MarkCounts {
    return this.#stuck.get(key) ?? noMarks;
  }

  /** Where something has no value, whether or not it could be made. */
  unmade(key: AssetKey): MarkCounts {
    return this.#unmade.get(key) ?? noMarks;
  }
}
