import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import { ordinalContaining, ordinalsWithin } from '../partitions/grain-mapping.ts';
import type { Grain, OrdinalRange, PartitionScheme } from '../partitions/partition-scheme.ts';
import type { AssetGraph } from './asset-graph.ts';

/**
 * Which partitions of an asset there are at `asOf` (UTC ms): those that exist by its scheme, cut by its own rule, or else by
 * the hull of what its plain, window and within dependencies on partitioned assets have. Undefined when there are none.
 */
export function resolveDomain(
  graph: AssetGraph,
  asset: AssetDefinition,
  asOf: number,
  domains: ReadonlyMap<AssetKey, OrdinalRange | undefined>,
): OrdinalRange | undefined {
  const exists = { from: asset.scheme.startOrdinal, to: asset.scheme.lastExisting(asOf) };
  if (exists.to < exists.from) return undefined;
  const upstream = (name: string): OrdinalRange | undefined =>
    hull(
      asset.dependencies
        .filter((dependency) => dependency.name === name)
        .map((dependency) =>
          inOrdinalsOf(asset.scheme, graph.asset(dependency.asset).scheme, domains.get(dependency.asset)),
        ),
    );
  if (asset.domain !== undefined) return cut(asset.domain({ exists, scheme: asset.scheme, upstream }), exists);
  const shaping = asset.dependencies.filter(
    (dependency) =>
      dependency.mapping.kind !== 'lazy' &&
      dependency.mapping.kind !== 'all' &&
      graph.asset(dependency.asset).scheme.grain !== 'none',
  );
  if (shaping.length === 0 || asset.scheme.grain === 'none') return exists;
  return cut(hull([...new Set(shaping.map((dependency) => dependency.name))].map(upstream)), exists);
}

/** The smallest extent that holds all of these. */
export function hull(extents: readonly (OrdinalRange | undefined)[]): OrdinalRange | undefined {
  return extents.reduce((all, one) => {
    if (all === undefined || one === undefined) return all ?? one;
    return { from: Math.min(all.from, one.from), to: Math.max(all.to, one.to) };
  }, undefined);
}

function cut(extent: OrdinalRange | undefined, exists: OrdinalRange): OrdinalRange | undefined {
  if (extent === undefined) return undefined;
  const from = Math.max(extent.from, exists.from);
  const to = Math.min(extent.to, exists.to);
  return to < from ? undefined : { from, to };
}

function inOrdinalsOf(
  own: PartitionScheme<Grain>,
  other: PartitionScheme<Grain>,
  extent: OrdinalRange | undefined,
): OrdinalRange | undefined {
  if (extent === undefined || own.grain === other.grain) return extent;
  if (own.grain === 'none' || other.grain === 'none') return undefined;
  if (fineness(other) < fineness(own)) {
    return { from: ordinalContaining(other, extent.from, own), to: ordinalContaining(other, extent.to, own) };
  }
  return { from: ordinalsWithin(other, extent.from, own).from, to: ordinalsWithin(other, extent.to, own).to };
}

const order: readonly Grain[] = ['hour', 'day', 'month', 'year', 'none'];
const fineness = (scheme: PartitionScheme<Grain>): number => order.indexOf(scheme.grain);
