import type { AssetKey } from '../asset-key.ts';
import { type AssetDefinition, carryFacet } from '../definition/asset.ts';
import type { Dependency } from '../definition/dependency.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { mappedRange } from '../graph/mapped-range.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import type { LiveStaleness } from '../staleness/evaluate-staleness.ts';
import type { StateColumns } from '../state/state-columns.ts';
import type { ChangedPartition } from './partition-cause.ts';

/** The upstream ordinals that a partition reads under each dependency: of a lazy one, those that it read when it was made. */
export function inputRanges(
  graph: AssetGraph,
  asset: AssetDefinition,
  columns: StateColumns,
  ordinal: number,
): { readonly dependency: Dependency; readonly range: OrdinalRange }[] {
  const { lazyDeps } = columns.layout;
  const row = columns.rowOf(ordinal);
  return asset.dependencies.map((dependency, index) => {
    const lazy = lazyDeps.indexOf(index);
    if (lazy < 0) return { dependency, range: mappedRange(asset, dependency, graph.asset(dependency.asset), ordinal) };
    if (row < 0) return { dependency, range: { from: 1, to: 0 } };
    const at = (row * lazyDeps.length + lazy) * 2;
    const [from, to] = [columns.lazyRange[at] as number, columns.lazyRange[at + 1] as number];
    return { dependency, range: { from, to } };
  });
}

/** When the partitions of a range last changed, in the facet that is read; those that never did are left out. */
export function changesIn(
  columns: StateColumns,
  dependency: Dependency,
  range: OrdinalRange,
): { readonly asset: AssetKey; readonly ordinal: number; readonly seq: number }[] {
  const { facets } = columns.layout;
  const read = facets.flatMap((name, i) =>
    dependency.facet === undefined ? (name === carryFacet ? [] : [i]) : name === dependency.facet ? [i] : [],
  );
  const changes: ChangedPartition[] = [];
  const last = Math.min(range.to, columns.first + columns.length - 1);
  for (let ordinal = Math.max(range.from, columns.first); ordinal <= last; ordinal++) {
    const row = ordinal - columns.first;
    const seq = Math.max(...read.map((facet) => columns.changedSeq[row * facets.length + facet] as number));
    if (seq > 0) changes.push({ asset: dependency.asset, ordinal, seq });
  }
  return changes;
}

/** The one that changed last; of several the last in order. */
export function newestOf(changes: Iterable<ChangedPartition>): ChangedPartition | undefined {
  let newest: ChangedPartition | undefined;
  for (const change of changes) if (change.seq >= (newest?.seq ?? 0)) newest = change;
  return newest;
}

/**
 * The input whose change came last before (or at) a commit: what made the partition change then. In a running asset that may be
 * an input of a partition before it, whose carried state changed in the same commit. Undefined for an external asset.
 */
export function lastChangedInput(
  graph: AssetGraph,
  staleness: LiveStaleness,
  key: AssetKey,
  ordinal: number,
  until: number,
): ChangedPartition | undefined {
  const asset = graph.asset(key);
  const columns = staleness.columns(key);
  const newestInput = (at: number): ChangedPartition | undefined =>
    newestOf(
      inputRanges(graph, asset, columns, at).flatMap(({ dependency, range }) =>
        changesIn(staleness.columns(dependency.asset), dependency, range).filter((change) => change.seq <= until),
      ),
    );
  let newest = newestInput(ordinal);
  const { facets } = columns.layout;
  const carry = facets.indexOf(carryFacet);
  const inputs = staleness.inputs(key);
  let before = carry < 0 ? -1 : inputs.carriedFrom(ordinal);
  while (before >= 0 && columns.changedSeq[before * facets.length + carry] === until) {
    const at = columns.first + before;
    const earlier = newestInput(at);
    if (earlier !== undefined && earlier.seq > (newest?.seq ?? 0)) newest = earlier;
    before = inputs.carriedFrom(at);
  }
  return newest;
}
