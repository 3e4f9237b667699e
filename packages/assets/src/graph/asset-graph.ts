import { DirectedGraph } from 'graphology';
import { topologicalSort } from 'graphology-dag';
import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import { carriedIn, dependencySignature } from '../definition/dependency.ts';
import type { Source } from '../definition/source.ts';
import type { StateLayout } from '../state/state-columns.ts';
import { findGraphProblems } from './find-graph-problems.ts';
import { GraphError } from './graph-problem.ts';

/** Every asset in its place: inputs before their readers. */
export interface AssetGraph {
  /** Topological, and as declared where that leaves a choice. */
  readonly keys: readonly AssetKey[];
  readonly sources: readonly Source[];
  has(key: string): key is AssetKey;
  /** @throws RangeError for a key that is not in the graph */
  asset(key: AssetKey): AssetDefinition;
  upstream(key: string): readonly AssetKey[];
  downstream(key: string): readonly AssetKey[];
  /** The widths of the asset's recorded state. */
  layout(key: AssetKey): StateLayout;
  sourceOf(key: string): Source | undefined;
  tagsOf(key: string): readonly string[];
  groupOf(key: string): string | undefined;
}

/**
 * Puts assets and sources together; assets as `defineAsset` gives them, or their definitions alone.
 *
 * @throws GraphError with every problem at once
 */
export function buildGraph(parts: {
  readonly assets: readonly (AssetDefinition | { readonly definition: AssetDefinition })[];
  readonly sources?: readonly Source[];
}): AssetGraph {
  const sources = parts.sources ?? [];
  const assets = parts.assets.map((asset) => ('definition' in asset ? asset.definition : asset));
  const problems = findGraphProblems(assets, sources);
  if (problems.length > 0) throw new GraphError(problems);

  const byKey = new Map(assets.map((asset) => [asset.key, asset]));
  const edges = new DirectedGraph();
  for (const asset of assets) edges.addNode(asset.key);
  for (const asset of assets) for (const dependency of asset.dependencies) edges.mergeEdge(dependency.asset, asset.key);
  const keys = topologicalSort(edges) as AssetKey[];
  const layouts = new Map(assets.map((asset) => [asset.key, layoutOf(asset)]));
  const sourceByAsset = new Map(
    sources.flatMap((source) => source.assets.map((key) => [key as string, source] as const)),
  );

  const definition = (key: string): AssetDefinition => {
    const found = byKey.get(key as AssetKey);
    if (found === undefined) throw new RangeError(`no asset is called ${key}`);
    return found;
  };
  return {
    keys,
    sources,
    has: (key): key is AssetKey => byKey.has(key as AssetKey),
    asset: definition,
    upstream: (key) => edges.inNeighbors(key) as AssetKey[],
    downstream: (key) => edges.outNeighbors(key) as AssetKey[],
    layout: (key) => layouts.get(key) ?? layoutOf(definition(key)),
    sourceOf: (key) => sourceByAsset.get(key),
    tagsOf: (key) => definition(key).tags,
    groupOf: (key) => definition(key).group,
  };
}

function layoutOf(asset: AssetDefinition): StateLayout {
  return {
    facets: asset.facets.map((facet) => facet.name),
    deps: [...asset.dependencies.map(dependencySignature), ...(asset.compute.kind === 'running' ? [carriedIn] : [])],
    lazyDeps: asset.dependencies.flatMap((dependency, index) => (dependency.mapping.kind === 'lazy' ? [index] : [])),
  };
}
