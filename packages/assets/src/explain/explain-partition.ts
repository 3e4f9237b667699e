import type { AssetKey } from '../asset-key.ts';
import { type AssetDefinition, carryFacet } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { type AssetStaleness, isCertain } from '../staleness/asset-staleness.ts';
import type { LiveStaleness } from '../staleness/evaluate-staleness.ts';
import { configAt } from '../staleness/recorded-inputs.ts';
import { causeBits, causesIn, type StaleCauseKind } from '../staleness/stale-cause.ts';
import { noPartition, type Status, statusCodes, statuses } from '../staleness/status.ts';
import { changesIn, inputRanges, newestOf } from './changed-inputs.ts';
import { type ChangedPartition, configChanges, type PartitionCause } from './partition-cause.ts';

/** What a partition is and why, as facts. `status` is undefined where the asset has no such partition. */
export interface PartitionFacts {
  readonly status: Status | undefined;
  readonly certain: boolean;
  readonly causes: readonly PartitionCause[];
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
  kind: StaleCauseKind,
): PartitionCause[] {
  const columns = staleness.columns(asset.key);
  const row = columns.rowOf(ordinal);
  switch (kind) {
    case 'not-made':
      return [{ kind: columns.lastChange(ordinal) > 0 ? 'deleted' : kind }];
    case 'deps-differ':
      return [{ kind }];
    case 'code-changed':
      return [{ kind, from: columns.codes[columns.code[row] as number] ?? '', to: asset.codeVersion }];
    case 'config-changed': {
      const before = columns.configs[columns.config[row] as number] ?? 'null';
      return [{ kind, changes: configChanges(before, configAt(asset, ordinal).text) }];
    }
    case 'input-added':
    case 'input-changed':
    case 'input-removed':
      return differingInputs(graph, staleness, asset, ordinal, row, kind);
    case 'upstream-not-fresh':
      return upstreamsNotFresh(graph, staleness, asset, ordinal);
  }
}

/** The inputs that differ in the given way, each with the upstream partitions that changed since this one was made. */
function differingInputs(
  graph: AssetGraph,
  staleness: LiveStaleness,
  asset: AssetDefinition,
  ordinal: number,
  row: number,
  kind: 'input-added' | 'input-changed' | 'input-removed',
): PartitionCause[] {
  const columns = staleness.columns(asset.key);
  const inputs = staleness.inputs(asset.key);
  const since = columns.madeSeq[row] as number;
  const causeFrom = (key: AssetKey, changes: readonly ChangedPartition[]): PartitionCause => {
    const later = changes.filter((change) => change.seq > since);
    return { kind, asset: key, culprits: later.map((change) => change.ordinal), newest: newestOf(later) };
  };
  const causes = inputRanges(graph, asset, columns, ordinal).flatMap(({ dependency, range }, index) =>
    inputs.inputCause(index, row, ordinal) === causeBits[kind]
      ? [causeFrom(dependency.asset, changesIn(staleness.columns(dependency.asset), dependency, range))]
      : [],
  );
  if (asset.compute.kind !== 'running' || inputs.carriedCause(row, ordinal) !== causeBits[kind]) return causes;
  const before = inputs.carriedFrom(ordinal);
  const { facets } = columns.layout;
  const seq = columns.changedSeq[before * facets.length + facets.indexOf(carryFacet)] ?? 0;
  const change = { asset: asset.key, ordinal: columns.first + before, seq };
  return [...causes, causeFrom(asset.key, before < 0 ? [] : [change])];
}

/** Per dependency the partitions that are not fresh; of a running asset also those before this one. */
function upstreamsNotFresh(
  graph: AssetGraph,
  staleness: LiveStaleness,
  asset: AssetDefinition,
  ordinal: number,
): PartitionCause[] {
  const kind = 'upstream-not-fresh';
  const causes = inputRanges(graph, asset, staleness.columns(asset.key), ordinal).flatMap(({ dependency, range }) => {
    const culprits = notFresh(staleness.of(dependency.asset), range);
    return culprits.length === 0 ? [] : [{ kind, asset: dependency.asset, culprits } as const];
  });
  if (asset.compute.kind !== 'running') return causes;
  const own = staleness.of(asset.key);
  const before = notFresh(own, { from: Number.NEGATIVE_INFINITY, to: ordinal - 1 });
  const origin = before.findLast((at) => startsAlone(own, at));
  return origin === undefined ? causes : [...causes, { kind, asset: asset.key, culprits: [origin] }];
}

/** Whether a partition is not fresh for a reason besides those before it. */
function startsAlone({ domain, status, causes }: AssetStaleness, ordinal: number): boolean {
  const at = ordinal - (domain?.from ?? 0);
  return isCertain(causes[at] ?? 0) || status[at] === statusCodes.failed;
}

function notFresh({ domain, status }: AssetStaleness, range: OrdinalRange): number[] {
  if (domain === undefined) return [];
  const culprits: number[] = [];
  for (let ordinal = Math.max(range.from, domain.from); ordinal <= Math.min(range.to, domain.to); ordinal++) {
    const code = status[ordinal - domain.from];
    if (code !== statusCodes.fresh && code !== noPartition) culprits.push(ordinal);
  }
  return culprits;
}
