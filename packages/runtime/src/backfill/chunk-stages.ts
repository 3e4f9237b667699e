import type { AssetGraph, AssetKey } from '@meterworks/assets';

/** Assets that go through the dates together. */
export interface ChunkGroup {
  /** Partitions of the finest grain a chunk; infinite for all at once. */
  readonly size: number;
  readonly newestFirst: boolean;
  /** Topological. */
  readonly assets: readonly AssetKey[];
}

/**
 * Groups assets by how they are cut, so that each group comes after those that hold its inputs: were a coarse group first, it would
 * pull the finely cut one along all at once. Assets of one cut stay together as long as no other cut lies between them.
 */
export function chunkGroups(
  graph: AssetGraph,
  cutOf: ReadonlyMap<AssetKey, { readonly size: number; readonly newestFirst: boolean }>,
): ChunkGroup[] {
  const groups = new Map<string, { stage: number; size: number; newestFirst: boolean; assets: AssetKey[] }>();
  /** Per asset: cut → the last stage in which it occurs at or above the asset. */
  const above = new Map<AssetKey, ReadonlyMap<string, number>>();
  for (const key of graph.keys) {
    const stages = new Map<string, number>();
    for (const input of graph.upstream(key))
      for (const [id, stage] of above.get(input) ?? []) stages.set(id, Math.max(stage, stages.get(id) ?? 0));
    const cut = cutOf.get(key);
    if (cut !== undefined) {
      const own = `${cut.size} ${cut.newestFirst}`;
      const stage = Math.max(0, ...[...stages].map(([id, last]) => (id === own ? last : last + 1)));
      stages.set(own, stage);
      const group = groups.get(`${stage} ${own}`) ?? { stage, ...cut, assets: [] };
      group.assets.push(key);
      groups.set(`${stage} ${own}`, group);
    }
    above.set(key, stages);
  }
  return [...groups.values()].sort((a, b) => a.stage - b.stage);
}
