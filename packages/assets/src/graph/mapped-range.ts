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
