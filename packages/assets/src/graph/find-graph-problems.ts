import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import type { Dependency } from '../definition/dependency.ts';
import type { Source } from '../definition/source.ts';
import { nearestName } from '../nearest-name.ts';
import type { Grain } from '../partitions/partition-scheme.ts';
import type { GraphProblem } from './graph-problem.ts';

/** Everything that keeps these assets from being a graph. */
export function findGraphProblems(assets: readonly AssetDefinition[], sources: readonly Source[]): GraphProblem[] {
  const byKey = new Map<AssetKey, AssetDefinition>();
  const problems: GraphProblem[] = [];
  for (const asset of assets) {
    if (byKey.has(asset.key)) problems.push({ kind: 'duplicate-key', asset: asset.key });
    byKey.set(asset.key, asset);
  }
  for (const asset of byKey.values()) {
    problems.push(...facetProblems(asset));
    for (const dependency of asset.dependencies) {
      const upstream = byKey.get(dependency.asset);
      if (upstream === undefined) {
        const nearest = nearestName(dependency.asset, [...byKey.keys()]) as AssetKey | undefined;
        problems.push({ kind: 'unknown-dependency', asset: asset.key, dependency: dependency.asset, nearest });
      } else {
        problems.push(...edgeProblems(asset, upstream, dependency));
      }
    }
  }
  problems.push(...sourceProblems(byKey, sources), ...findCycles(byKey));
  return problems;
}

/** Only of a record can parts be versioned. */
function facetProblems({ key, codec, facets }: AssetDefinition): GraphProblem[] {
  const { schema } = codec;
  const known = schema.kind === 'record' ? schema.fields.map((field) => field.name) : undefined;
  return facets.flatMap((facet): GraphProblem[] => {
    if (facet.fields === undefined) return [];
    const fields = known === undefined ? [] : facet.fields.filter((field) => !known.includes(field));
    return known === undefined || fields.length > 0
      ? [{ kind: 'unfit-facet', asset: key, facet: facet.name, fields }]
      : [];
  });
}

function edgeProblems(asset: AssetDefinition, upstream: AssetDefinition, dependency: Dependency): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const facets = upstream.facets.map((facet) => facet.name);
  if (dependency.facet !== undefined && !facets.includes(dependency.facet)) {
    problems.push({
      kind: 'unknown-facet',
      asset: asset.key,
      dependency: upstream.key,
      facet: dependency.facet,
      facets,
    });
  }
  const partitioned = asset.scheme.grain !== 'none' && upstream.scheme.grain !== 'none';
  if (partitioned && asset.scheme.zone !== upstream.scheme.zone) {
    problems.push({
      kind: 'zone-mismatch',
      asset: asset.key,
      zone: asset.scheme.zone,
      dependency: upstream.key,
      dependencyZone: upstream.scheme.zone,
    });
  }
  if (!pairs(dependency.mapping.kind, asset.scheme.grain, upstream.scheme.grain)) {
    problems.push({
      kind: 'grain-mismatch',
      asset: asset.key,
      grain: asset.scheme.grain,
      dependency: upstream.key,
      dependencyGrain: upstream.scheme.grain,
      mapping: dependency.mapping.kind,
    });
  }
  return problems;
}

const fineness: Readonly<Record<Grain, number>> = { hour: 0, day: 1, month: 2, year: 3, none: 4 };

function pairs(mapping: Dependency['mapping']['kind'], own: Grain, upstream: Grain): boolean {
  switch (mapping) {
    case 'identity':
      return own === upstream || upstream === 'none';
    case 'window':
      return own === upstream;
    case 'within':
      return own !== 'none' && fineness[upstream] < fineness[own];
    case 'all':
    case 'lazy':
      return true;
  }
}

function sourceProblems(byKey: ReadonlyMap<AssetKey, AssetDefinition>, sources: readonly Source[]): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const observed = new Set<AssetKey>();
  for (const source of sources) {
    for (const key of source.assets) {
      observed.add(key);
      if (byKey.get(key)?.compute.kind !== 'external')
        problems.push({ kind: 'source-of-unknown', source: source.name, asset: key });
    }
  }
  for (const asset of byKey.values()) {
    if (asset.compute.kind === 'external' && !observed.has(asset.key))
      problems.push({ kind: 'external-without-source', asset: asset.key });
  }
  return problems;
}

/** One path for each strongly connected knot, found by depth-first search, starting and ending with the same key. */
function findCycles(byKey: ReadonlyMap<AssetKey, AssetDefinition>): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const done = new Set<AssetKey>();
  const path: AssetKey[] = [];
  const visit = (key: AssetKey): void => {
    const at = path.indexOf(key);
    if (at >= 0) {
      problems.push({ kind: 'cycle', path: [...path.slice(at), key] });
      return;
    }
    if (done.has(key)) return;
    path.push(key);
    for (const dependency of byKey.get(key)?.dependencies ?? []) visit(dependency.asset);
    path.pop();
    done.add(key);
  };
  for (const key of byKey.keys()) visit(key);
  return problems;
}
