import type { AssetDefinition } from '../definition/asset.ts';
import type { RecordedInputs } from '../staleness/recorded-inputs.ts';
import { canonicalJson } from '../value/codec.ts';
import { formatHash, hashText } from '../version/content-hash.ts';

/**
 * A hash of everything that the values before a checkpoint come from, and of how values and checkpoint are written: where it is
 * another than it was, the checkpoint says nothing any more.
 *
 * @param first the first partition of the asset
 * @param from where the checkpoint lies
 */
export function checkpointBasis(asset: AssetDefinition, inputs: RecordedInputs, first: number, from: number): string {
  const { codeVersion, config, codec, facets, compute } = asset;
  const basis = {
    first,
    from,
    codeVersion,
    config: config.map((piece) => [piece.from, piece.text]),
    inputs: inputs.before(from),
    value: codec.schema,
    facets: facets.map(({ name, fields }) => [name, fields]),
    state: compute.kind === 'whole' ? compute.checkpoint?.codec.schema : undefined,
  };
  return formatHash(hashText(canonicalJson(basis)));
}
