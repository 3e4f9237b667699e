import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import type { Dependency } from '../definition/dependency.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { mappedRange } from '../graph/mapped-range.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { isCertain, type LiveStaleness } from '../staleness/evaluate-staleness.ts';
import { configAt } from '../staleness/recorded-inputs.ts';
import { causesIn } from '../staleness/stale-cause.ts';
import { noPartition, type Status, statusCodes, statuses } from '../staleness/status.ts';
import type { StateColumns } from '../state/state-columns.ts';
import { configChanges, type PartitionCause } from './partition-cause.ts';

/** What a partition is and why, as facts. `status` is undefined where the asset has no such partition. */
export interface PartitionFacts {
  readonly status: Status | undefined;
  readonly certain: boolean;
  readonly causes: readonly PartitionCause[];
}

/** A partition that changed, and the commit at which it did. */
export interface ChangedPartition {
  readonly asset: AssetKey;
  readonly ordinal: number;
  readonly seq: number;
}

export function explainPartition(
  graph: AssetGraph,
  staleness: LiveStaleness,
  key: AssetKey,
  ordinal: number,
): PartitionFacts {
  const asset = graph.asset(key);
  const { domain, status, causes } = staleness.of(key);
  const at = domain === undefined ? -1 : ordinal - domain.from;
  const code = status[at];
  if (code === undefined || code === noPartition) return { status: undefined, certain: false, causes: [] };
  const bits = causes[at] ?? 0;
  return {
    status: statuses[code],
    certain: isCertain(bits),
    causes: causesIn(bits).flatMap((kind) => causeOf(graph, staleness, asset, ordinal, kind)),
  };
}

function causeOf(
  graph: AssetGraph,
  staleness: LiveStaleness,
  asset: AssetDefinition,
  ordinal: number,
  kind: PartitionCause['kind'],
): PartitionCause[] {
  const columns = staleness.columns(asset.key);
  const row = columns.rowOf(ordinal);
  switch (kind) {
    case 'not-made':
    case 'deps-differ':
      return [{ kind }];
    case 'code-changed':
      return [{ kind, from: columns.codes[columns.code[row] as number] ?? '', to: asset.codeVersion }];
    case 'config-changed':
      return [
        {
          kind,
          changes: configChanges(
            columns.configs[columns.config[row] as number] ?? 'null',
            configAt(asset, ordinal).text,
          ),
        },
      ];
    case 'input-added':
    case 'input-changed':
    case 'input-removed':
      return changedInputs(graph, staleness, asset, ordinal, row < 0 ? 0 : (columns.madeSeq[row] as number)).map(
        (one) => ({ kind, ...one }),
      );
    case 'upstream-not-fresh':
      return inputRanges(graph, asset, columns, ordinal).flatMap(({ dependency, range }) => {
        const culprits = notFresh(staleness, dependency.asset, range);
        return culprits.length === 0 ? [] : [{ kind, asset: dependency.asset, culprits }];
      });
  }
}

/** Per dependency the upstream partitions in the mapping that changed after the given commit. */
function changedInputs(
  graph: AssetGraph,
  staleness: LiveStaleness,
  asset: AssetDefinition,
  ordinal: number,
  since: number,
) {
  return inputRanges(graph, asset, staleness.columns(asset.key), ordinal).flatMap(({ dependency, range }) => {
    const culprits = changesIn(staleness.columns(dependency.asset), dependency, range)
      .filter((change) => change.seq > since)
      .map((change) => change.ordinal);
    return culprits.length === 0 ? [] : [{ dependency: dependency.name, asset: dependency.asset, culprits }];
  });
}

/**
 * The input whose change came last before (or at) a commit: what made the partition change then. Undefined for an external
 * asset, and where code or configuration was the reason.
 */
export function lastChangedInput(
  graph: AssetGraph,
  staleness: LiveStaleness,
  key: AssetKey,
  ordinal: number,
  until: number,
): ChangedPartition | undefined {
  const asset = graph.asset(key);
  let last: ChangedPartition | undefined;
  for (const { dependency, range } of inputRanges(graph, asset, staleness.columns(key), ordinal)) {
    for (const change of changesIn(staleness.columns(dependency.asset), dependency, range)) {
      if (change.seq <= until && change.seq > (last?.seq ?? 0)) last = { asset: dependency.asset, ...change };
    }
  }
  return last;
}

function inputRanges(graph: AssetGraph, asset: AssetDefinition, columns: StateColumns, ordinal: number) {
  const { lazyDeps } = columns.layout;
  const row = columns.rowOf(ordinal);
  return asset.dependencies.map((dependency, index): { dependency: Dependency; range: OrdinalRange } => {
    const lazy = lazyDeps.indexOf(index);
    if (lazy < 0) return { dependency, range: mappedRange(asset, dependency, graph.asset(dependency.asset), ordinal) };
    const at = (row * lazyDeps.length + lazy) * 2;
    return {
      dependency,
      range:
        row < 0
          ? { from: 1, to: 0 }
          : { from: columns.lazyRange[at] as number, to: columns.lazyRange[at + 1] as number },
    };
  });
}

/** When the partitions of a range last changed, in the facet that is read. */
function changesIn(
  columns: StateColumns,
  dependency: Dependency,
  range: OrdinalRange,
): { ordinal: number; seq: number }[] {
  const { facets } = columns.layout;
  const read = dependency.facet === undefined ? facets.map((_, i) => i) : [facets.indexOf(dependency.facet)];
  const changes: { ordinal: number; seq: number }[] = [];
  const last = Math.min(range.to, columns.first + columns.length - 1);
  for (let ordinal = Math.max(range.from, columns.first); ordinal <= last; ordinal++) {
    const row = ordinal - columns.first;
    const seq = Math.max(...read.map((facet) => columns.changedSeq[row * facets.length + facet] as number));
    if (seq > 0) changes.push({ ordinal, seq });
  }
  return changes;
}

function notFresh(staleness: LiveStaleness, key: AssetKey, range: OrdinalRange): number[] {
  const { domain, status } = staleness.of(key);
  if (domain === undefined) return [];
  const culprits: number[] = [];
  for (let ordinal = Math.max(range.from, domain.from); ordinal <= Math.min(range.to, domain.to); ordinal++) {
    const code = status[ordinal - domain.from];
    if (code !== statusCodes.fresh && code !== noPartition) culprits.push(ordinal);
  }
  return culprits;
}
