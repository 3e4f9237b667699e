import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { resolveDomain } from '../graph/resolve-domain.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { partitionFlags, StateColumns } from '../state/state-columns.ts';
import { RecordedInputs } from './recorded-inputs.ts';
import { causeBits } from './stale-cause.ts';
import { noPartition, statusCodes } from './status.ts';
import { Upstreams } from './upstreams.ts';

/** What every partition of an asset is; index 0 is the ordinal `domain.from`. */
export interface AssetStaleness {
  readonly key: AssetKey;
  readonly domain: OrdinalRange | undefined;
  /** Codes of `statuses`, or `noPartition`. */
  readonly status: Uint8Array;
  /** Bits of `causeBits`. */
  readonly causes: Uint8Array;
  /** Recorded ordinals that left the domain: to be removed. */
  readonly removed: readonly number[];
}

export interface Staleness {
  /** UTC ms that decided which partitions exist. */
  readonly asOf: number;
  readonly assets: ReadonlyMap<AssetKey, AssetStaleness>;
  of(key: AssetKey): AssetStaleness;
}

/** Causes that lie in the partition's own record: what they say is certain. */
const ownCauses = 255 & ~causeBits['upstream-not-fresh'];

export function isCertain(bits: number): boolean {
  return (bits & ownCauses) !== 0;
}

/** Staleness that follows a run: after an asset's state changed, `refresh` brings it, and what its readers see of it, up to date. */
export class LiveStaleness implements Staleness {
  readonly asOf: number;
  readonly assets = new Map<AssetKey, AssetStaleness>();
  readonly #graph: AssetGraph;
  readonly #states: ReadonlyMap<AssetKey, StateColumns>;
  readonly #upstreams: Upstreams;

  constructor(graph: AssetGraph, states: ReadonlyMap<AssetKey, StateColumns>, asOf: number) {
    this.asOf = asOf;
    this.#graph = graph;
    this.#states = states;
    this.#upstreams = new Upstreams(graph, states);
    for (const key of graph.keys) this.refresh(key);
  }

  refresh(key: AssetKey): AssetStaleness {
    const asset = this.#graph.asset(key);
    const columns = this.columns(key);
    const staleness =
      asset.compute.kind === 'external'
        ? evaluateExternal(asset, columns)
        : evaluateAsset(this.#graph, asset, columns, this.#upstreams, this.asOf);
    this.assets.set(key, staleness);
    this.#upstreams.add(staleness);
    return staleness;
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

function evaluateExternal(asset: AssetDefinition, columns: StateColumns): AssetStaleness {
  const status = new Uint8Array(columns.length).fill(noPartition);
  let first = -1;
  let last = -1;
  for (let row = 0; row < columns.length; row++) {
    if (((columns.flags[row] as number) & partitionFlags.made) === 0) continue;
    status[row] = statusCodes.fresh;
    if (first < 0) first = row;
    last = row;
  }
  if (first < 0)
    return { key: asset.key, domain: undefined, status: new Uint8Array(0), causes: new Uint8Array(0), removed: [] };
  return {
    key: asset.key,
    domain: { from: columns.first + first, to: columns.first + last },
    status: status.subarray(first, last + 1),
    causes: new Uint8Array(last - first + 1),
    removed: [],
  };
}

function evaluateAsset(
  graph: AssetGraph,
  asset: AssetDefinition,
  columns: StateColumns,
  view: Upstreams,
  asOf: number,
): AssetStaleness {
  const domain = resolveDomain(graph, asset, asOf, view.domains);
  const length = domain === undefined ? 0 : domain.to - domain.from + 1;
  const status = new Uint8Array(length).fill(noPartition);
  const causes = new Uint8Array(length);
  const inputs = new RecordedInputs(graph, asset, columns, view, domain);
  const running = asset.compute.kind === 'running';
  const from = domain?.from ?? 0;
  const hasGaps = domain !== undefined && asset.scheme.count(domain.from, domain.to) < length;
  let previousFresh = true;
  let previousStuck = false;
  for (let i = 0; i < length; i++) {
    const ordinal = from + i;
    if (hasGaps && !asset.scheme.exists(ordinal)) continue;
    const row = columns.rowOf(ordinal);
    const flags = row < 0 ? 0 : (columns.flags[row] as number);
    const made = (flags & partitionFlags.made) !== 0;
    let bits = made ? inputs.causesOf(row, ordinal) : causeBits['not-made'] | inputs.upstreamCause(row, ordinal);
    if (running && !previousFresh) bits |= causeBits['upstream-not-fresh'];
    if (made && (flags & partitionFlags.pinned) !== 0) bits = 0;
    causes[i] = bits;
    if ((flags & partitionFlags.failed) !== 0) status[i] = statusCodes.failed;
    else if (bits === 0) status[i] = statusCodes.fresh;
    else if ((running && previousStuck) || inputs.stuck(row, ordinal)) status[i] = statusCodes.blocked;
    else status[i] = made ? statusCodes.stale : statusCodes.missing;
    previousFresh = status[i] === statusCodes.fresh;
    previousStuck = !made && (status[i] === statusCodes.failed || status[i] === statusCodes.blocked);
  }
  return { key: asset.key, domain, status, causes, removed: leftDomain(columns, domain) };
}

function leftDomain(columns: StateColumns, domain: OrdinalRange | undefined): number[] {
  const gone: number[] = [];
  const last = columns.first + columns.length - 1;
  if (domain !== undefined && domain.from <= columns.first && last <= domain.to) return gone;
  for (let row = 0; row < columns.length; row++) {
    const ordinal = columns.first + row;
    if (domain !== undefined && ordinal >= domain.from && ordinal <= domain.to) continue;
    if (columns.flags[row] !== 0) gone.push(ordinal);
  }
  return gone;
}
