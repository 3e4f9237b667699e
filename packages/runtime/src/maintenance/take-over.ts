import {
  type AssetGraph,
  type AssetKey,
  dependencySignature,
  type StateColumns,
  type StateLayout,
} from '@meterworks/assets';
import { carryKey } from '../execute/carry-key.ts';
import type { SeriesStore } from '../series/series-store.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';

/** An asset that goes by another key than it was recorded under. */
export interface Renaming {
  readonly from: AssetKey;
  readonly to: AssetKey;
}

/**
 * Lets renamed assets take over what is recorded under their former keys: states, failures, history and values, and in the assets that
 * read them the name of the dependency, so that none is made again. Values are copied first, then everything else changes in one
 * commit, after which there is nothing to take over: a crash leaves the old state or the new one. Gives what was taken over.
 */
export async function takeOverFormerKeys(place: {
  readonly graph: AssetGraph;
  readonly state: StateStore;
  readonly series: SeriesStore;
  readonly fence: Fenced;
}): Promise<Renaming[]> {
  const { graph, state, series, fence } = place;
  if (graph.keys.every((key) => graph.asset(key).formerKeys.length === 0)) return [];
  const recorded = new Set(await state.recordedAssets());
  const renamings = findRenamings(graph, recorded);
  if (renamings.length === 0) return [];

  const former = new Map(renamings.map(({ from, to }) => [to, from]));
  const touched = graph.keys.filter(
    (key) =>
      (former.has(key) || recorded.has(key)) &&
      (former.has(key) || graph.upstream(key).some((input) => former.has(input))),
  );
  const recordedAs = (key: AssetKey): AssetKey => former.get(key) ?? key;
  const layouts = new Map(touched.map((key) => [key, formerLayout(graph, key, former)]));
  const states = await state.readStates(
    touched.map((key) => ({ key: recordedAs(key), layout: layouts.get(key) as StateLayout })),
  );
  const relabelled = touched.map((key) => {
    const columns = states.get(recordedAs(key)) as StateColumns;
    return { asset: key, columns: columns.relabelled(graph.layout(key)) };
  });
  for (const { from, to } of renamings) {
    const columns = states.get(from) as StateColumns;
    await copyValues(series, from, to, columns);
    await copyValues(series, carryKey(from), carryKey(to), columns);
  }
  await state.commit(fence, () => ({ renamed: renamings, states: relabelled }));
  for (const { from } of renamings) {
    await series.dropValues(from);
    await series.dropValues(carryKey(from));
  }
  return renamings;
}

/** Each recorded key that is declared no more goes to the first asset that names it and has no record of its own. */
function findRenamings(graph: AssetGraph, recorded: ReadonlySet<AssetKey>): Renaming[] {
  const taken = new Set<AssetKey>();
  return graph.keys.flatMap((to) => {
    if (recorded.has(to)) return [];
    const from = graph.asset(to).formerKeys.find((key) => recorded.has(key) && !graph.has(key) && !taken.has(key));
    if (from === undefined) return [];
    taken.add(from);
    return [{ from, to }];
  });
}

/** Today's layout with the dependencies' signatures as they were under the former keys. */
function formerLayout(graph: AssetGraph, key: AssetKey, former: ReadonlyMap<AssetKey, AssetKey>): StateLayout {
  const layout = graph.layout(key);
  const { dependencies } = graph.asset(key);
  const deps = layout.deps.map((signature, index) => {
    const dependency = dependencies[index];
    const from = dependency === undefined ? undefined : former.get(dependency.asset);
    if (dependency === undefined || from === undefined) return signature;
    return dependencySignature({ ...dependency, asset: from });
  });
  return { ...layout, deps };
}

async function copyValues(series: SeriesStore, from: AssetKey, to: AssetKey, columns: StateColumns): Promise<void> {
  if (columns.length === 0) return;
  const values = await series.loadValues(from, columns.first, columns.first + columns.length - 1);
  const entries = values.flatMap((bytes, i) => (bytes === undefined ? [] : [{ ordinal: columns.first + i, bytes }]));
  if (entries.length > 0) await series.saveValues(to, entries);
}
