import type { AssetGraph } from '@meterworks/assets';
import type { AssetRecord } from '../state/asset-record.ts';

/** The graph as data, for readers that know no definition. */
export function graphRecords(graph: AssetGraph): AssetRecord[] {
  return graph.keys.map((key, position) => {
    const asset = graph.asset(key);
    return {
      key,
      position,
      grain: asset.scheme.grain,
      ...(asset.scheme.grain === 'none' ? {} : { zone: asset.scheme.zone }),
      ...(asset.group === undefined ? {} : { group: asset.group }),
      ...(asset.unit === undefined ? {} : { unit: asset.unit }),
      ...(asset.description === undefined ? {} : { description: asset.description }),
      tags: asset.tags,
      deps: asset.dependencies.map((dependency) => ({
        name: dependency.name,
        asset: dependency.asset,
        facet: dependency.facet ?? '',
        mapping: dependency.mapping.kind,
      })),
      codecSchema: asset.codec.schema,
      external: asset.compute.kind === 'external',
      codeVersion: asset.codeVersion,
    };
  });
}
