import type { AssetGraph, AssetKey } from '@meterworks/assets';

export interface LineageNode {
  readonly asset: string;
  readonly grain: string;
  readonly external: boolean;
  readonly unit?: string;
  readonly group?: string;
  readonly description?: string;
}

/** `from` is read by `to`, in this way; only the facet named, if one is. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly mapping: string;
  readonly facet?: string;
}

/** The drawn part of the graph; inputs before their readers. */
export interface LineageGraph {
  readonly assets: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

/** The selected assets and the edges between them. */
export function lineageGraph(graph: AssetGraph, selected: ReadonlySet<AssetKey>): LineageGraph {
  const keys = graph.keys.filter((key) => selected.has(key));
  const assets = keys.map((key): LineageNode => {
    const { scheme, compute, unit, group, description } = graph.asset(key);
    return {
      asset: key,
      grain: scheme.grain,
      external: compute.kind === 'external',
      ...(unit === undefined ? {} : { unit }),
      ...(group === undefined ? {} : { group }),
      ...(description === undefined ? {} : { description }),
    };
  });
  const edges = keys.flatMap((key) =>
    graph
      .asset(key)
      .dependencies.filter((dependency) => selected.has(dependency.asset))
      .map(({ asset, mapping, facet }): LineageEdge => {
        const edge = { from: asset, to: key, mapping: mapping.kind };
        return facet === undefined ? edge : { ...edge, facet };
      }),
  );
  return { assets, edges };
}
