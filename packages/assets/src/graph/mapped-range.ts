import type { AssetDefinition } from '../definition/asset.ts';
import type { Dependency } from '../definition/dependency.ts';
import { ordinalsWithin } from '../partitions/grain-mapping.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';

const everything: OrdinalRange = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
const nothing: OrdinalRange = { from: 1, to: 0 };

/** The upstream ordinals that a partition reads by its mapping; for a lazy dependency none, as only what was read counts. */
export function mappedRange(
  asset: AssetDefinition,
  dependency: Dependency,
  upstream: AssetDefinition,
  ordinal: number,
): OrdinalRange {
  const { mapping } = dependency;
  switch (mapping.kind) {
    case 'identity':
      return upstream.scheme.grain === 'none' ? everything : { from: ordinal, to: ordinal };
    case 'window':
      return { from: ordinal - mapping.before, to: ordinal + mapping.after };
    case 'within':
      return {
        from: ordinalsWithin(asset.scheme, ordinal - mapping.before, upstream.scheme).from,
        to: ordinalsWithin(asset.scheme, ordinal + mapping.after, upstream.scheme).to,
      };
    case 'all':
      return everything;
    case 'lazy':
      return nothing;
  }
}

/** Whether a computation that is resumed at one of its partitions reads the upstream from there on only, and not all of it. */
export function isCutByResuming(asset: AssetDefinition, dependency: Dependency, upstream: AssetDefinition): boolean {
  return dependency.mapping.kind === 'all' && upstream.scheme.grain === asset.scheme.grain;
}

/** The last upstream ordinal that partitions before `from` come from, by what is promised of a checkpoint there. */
export function lastInputBefore(
  asset: AssetDefinition,
  dependency: Dependency,
  upstream: AssetDefinition,
  from: number,
): number {
  if (isCutByResuming(asset, dependency, upstream)) return from - 1;
  return mappedRange(asset, dependency, upstream, from - 1).to;
}
