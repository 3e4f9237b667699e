import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { StateColumns } from '../state/state-columns.ts';
import type { AssetStaleness, Staleness } from './asset-staleness.ts';
import { evaluateAsset, evaluateExternal, type JudgedBefore } from './evaluate-asset.ts';
import { RecordedInputs } from './recorded-inputs.ts';
import { Upstreams } from './upstreams.ts';

/** The sums over so many rows are kept after all were judged: some 10 MB. */
const rowsSummed = 500_000;

/**
 * Staleness that follows what happens: after an asset's state changed, `refresh` brings that asset up to date, and `update` those
 * below it as well, as far down as anything comes out different.
 */
export class LiveStaleness implements Staleness {
  readonly assets = new Map<AssetKey, AssetStaleness>();
  readonly #graph: AssetGraph;
  readonly #states: ReadonlyMap<AssetKey, StateColumns>;
  readonly #upstreams: Upstreams;
  readonly #positions: ReadonlyMap<AssetKey, number>;
  #asOf: number;
  /** Counts judgements; per asset the one it was judged by last, and the one that found it otherwise than before. */
  #judgements = 0;
  readonly #judgedBy = new Map<AssetKey, number>();
  readonly #alteredBy = new Map<AssetKey, number>();
  /** Judged since `takeJudged` was asked last. */
  #judged = new Set<AssetKey>();

  constructor(graph: AssetGraph, states: ReadonlyMap<AssetKey, StateColumns>, asOf: number) {
    this.#asOf = asOf;
    this.#graph = graph;
    this.#states = states;
    this.#upstreams = new Upstreams(graph, states);
    this.#positions = new Map(graph.keys.map((key, position) => [key, position]));
    const readersLeft = new Map(graph.keys.map((key) => [key, graph.downstream(key).length]));
    const rows = states.values().reduce((sum, { length }) => sum + length, 0);
    for (const key of graph.keys) {
      this.refresh(key);
      if (rows <= rowsSummed) continue;
      // Of a large graph the sums would outweigh the states: kept are those that somebody is still to read.
      for (const input of graph.upstream(key)) {
        const left = (readersLeft.get(input) ?? 0) - 1;
        readersLeft.set(input, left);
        if (left === 0) this.#upstreams.forgetSums(input);
      }
    }
  }

  get asOf(): number {
    return this.#asOf;
  }

  /**
   * Judges an asset whose state changed.
   *
   * @param recorded the ordinals of the rows that did, where they are known: they were just recorded, with the inputs as they are
   */
  refresh(key: AssetKey, recorded?: readonly number[]): AssetStaleness {
    const before = this.assets.get(key);
    const isRest = recorded !== undefined && before !== undefined && this.#readsTheSame(key);
    const staleness = this.#judge(key, true, isRest ? { staleness: before, recorded } : undefined);
    this.#alteredBy.set(key, this.#judgements);
    return staleness;
  }

  /** How an asset is whose own state did not change since it was judged: judged anew only if something that it reads was altered since. */
  current(key: AssetKey): AssetStaleness {
    const before = this.of(key);
    if (this.#readsTheSame(key)) return before;
    const after = this.#judge(key, false);
    if (!readAlike(before, after)) this.#alteredBy.set(key, this.#judgements);
    return after;
  }

  /** Brings every asset up to date with those whose states changed and that were refreshed. */
  settle(): void {
    for (const key of this.#graph.keys) this.current(key);
  }

  /** Whether nothing that an asset reads was altered since it was judged. */
  #readsTheSame(key: AssetKey): boolean {
    const judged = this.#judgedBy.get(key) ?? 0;
    return this.#graph.upstream(key).every((input) => (this.#alteredBy.get(input) ?? 0) <= judged);
  }

  /** @param altered whether its state changed since it was judged */
  #judge(key: AssetKey, altered: boolean, before?: JudgedBefore): AssetStaleness {
    const asset = this.#graph.asset(key);
    const columns = this.columns(key);
    const staleness =
      asset.compute.kind === 'external'
        ? evaluateExternal(asset, columns)
        : evaluateAsset(
            this.#graph,
            asset,
            columns,
            this.#upstreams,
            this.#asOf,
            asset.compute.kind === 'running' ? undefined : before,
          );
    this.assets.set(key, staleness);
    this.#upstreams.add(staleness, altered);
    this.#judged.add(key);
    this.#judgedBy.set(key, ++this.#judgements);
    return staleness;
  }

  /** Judges assets anew whose states changed, and all below them whose inputs may count otherwise for it. */
  update(changed: Iterable<AssetKey>): void {
    this.#updateFrom(changed, true);
  }

  /** @param altered whether the states of the first ones changed, or only what partitions there are of them */
  #updateFrom(changed: Iterable<AssetKey>, altered: boolean): void {
    const first = new Set(changed);
    const waiting = new Set(first);
    // Topological: by the time an asset's turn comes, all that it reads has been judged.
    const positions = [...first].map((key) => this.#positions.get(key) as number);
    for (let at = Math.min(...positions); waiting.size > 0 && at < this.#graph.keys.length; at++) {
      const key = this.#graph.keys[at] as AssetKey;
      if (!waiting.delete(key)) continue;
      const before = this.assets.get(key);
      const after = this.#judge(key, altered && first.has(key));
      this.#alteredBy.set(key, this.#judgements);
      if (!first.has(key) && before !== undefined && readAlike(before, after)) continue;
      for (const reader of this.#graph.downstream(key)) waiting.add(reader);
    }
  }

  /** Moves to another instant (UTC ms): what partitions there are may change by that. */
  moveTo(asOf: number): void {
    const before = this.#asOf;
    this.#asOf = asOf;
    const differs = new Map<AssetDefinition['scheme'], boolean>();
    const grown = this.#graph.keys.filter((key) => {
      const { scheme, compute } = this.#graph.asset(key);
      if (compute.kind === 'external') return false;
      const known = differs.get(scheme) ?? scheme.lastExisting(before) !== scheme.lastExisting(asOf);
      differs.set(scheme, known);
      return known;
    });
    if (grown.length > 0) this.#updateFrom(grown, false);
  }

  /** The assets that were judged since this was asked last; at first all of them. */
  takeJudged(): ReadonlySet<AssetKey> {
    const judged = this.#judged;
    this.#judged = new Set();
    return judged;
  }

  of(key: AssetKey): AssetStaleness {
    const found = this.assets.get(key);
    if (found === undefined) throw new RangeError(`no asset is called ${key}`);
    return found;
  }

  columns(key: AssetKey): StateColumns {
    return this.#states.get(key) ?? new StateColumns(this.#graph.layout(key));
  }

  /** Compares and records the inputs of an asset's rows as they are at this moment. */
  inputs(key: AssetKey): RecordedInputs {
    const { domain } = this.of(key);
    return new RecordedInputs(this.#graph, this.#graph.asset(key), this.columns(key), this.#upstreams, domain);
  }
}

/**
 * All assets × all partitions in one pass in topological order: content against recorded content, never events.
 * Pure: the states, the graph and an instant decide.
 */
export function evaluateStaleness(
  graph: AssetGraph,
  states: ReadonlyMap<AssetKey, StateColumns>,
  asOf: number,
): LiveStaleness {
  return new LiveStaleness(graph, states, asOf);
}

/** Whether readers of an asset, whose recorded values did not change, find it as it was. */
function readAlike(before: AssetStaleness, after: AssetStaleness): boolean {
  return (
    before.domain?.from === after.domain?.from &&
    before.domain?.to === after.domain?.to &&
    ((before.unsettled === after.unsettled && after.unsettled === 0) || isAlike(before.status, after.status))
  );
}

function isAlike(before: Uint8Array, after: Uint8Array): boolean {
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) return false;
  return true;
}
