import { subjectOf } from '../assets/asset-name.ts';
import type { LineageAsset } from './lineage-asset.ts';
import { longestPaths } from './longest-path.ts';

/**
 * The subjects of the assets, one a row, from top to bottom. Subjects that are combined with each other, however indirectly, stand
 * together, parts before what is made of them; the rest as in the graph's order. The same assets give the same order.
 */
export function orderRows(assets: readonly LineageAsset[]): string[] {
  const inputs = new Map<string, Set<string>>();
  const positions = new Map<string, number>();
  const subjects = new Map(assets.map(({ key }) => [key, subjectOf(key)]));
  for (const { key, position, deps } of assets) {
    const row = subjectOf(key);
    positions.set(row, Math.min(positions.get(row) ?? Number.POSITIVE_INFINITY, position));
    const of = inputs.get(row) ?? new Set();
    inputs.set(row, of);
    for (const { asset } of deps) {
      const from = subjects.get(asset);
      if (from !== undefined && from !== row) of.add(from);
    }
  }
  const clusters = findClusters(inputs);
  const depths = longestPaths(inputs.keys(), (row) => inputs.get(row) ?? []);
  const place = (row: string) => positions.get(row) ?? 0;
  const clusterPlace = new Map<string, number>();
  for (const row of inputs.keys()) {
    const cluster = clusters.get(row) ?? row;
    clusterPlace.set(cluster, Math.min(clusterPlace.get(cluster) ?? Number.POSITIVE_INFINITY, place(row)));
  }
  const clusterOf = (row: string) => clusterPlace.get(clusters.get(row) ?? row) ?? 0;
  const depthOf = (row: string) => depths?.get(row) ?? 0;
  return [...inputs.keys()].sort(
    (a, b) => clusterOf(a) - clusterOf(b) || depthOf(a) - depthOf(b) || place(a) - place(b),
  );
}

/** For each row one row that stands for all that are connected with it. */
function findClusters(inputs: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string> {
  const parents = new Map([...inputs.keys()].map((row) => [row, row]));
  const rootOf = (row: string): string => {
    let root = row;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    parents.set(row, root);
    return root;
  };
  for (const [row, from] of inputs) for (const input of from) parents.set(rootOf(input), rootOf(row));
  return new Map([...inputs.keys()].map((row) => [row, rootOf(row)]));
}
