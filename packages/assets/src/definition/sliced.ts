import type { Grain, PartitionScheme } from '../partitions/partition-scheme.ts';
import { canonicalJson } from '../value/codec.ts';
import type { ConfigPiece } from './asset.ts';

/** Configuration that differs by partition: each piece holds from its key on. */
export class Sliced<C> {
  readonly pieces: readonly { readonly from: string | undefined; readonly value: C }[];
  constructor(pieces: readonly { readonly from: string | undefined; readonly value: C }[]) {
    this.pieces = pieces;
  }
}

/** Pieces of configuration, ascending; `from` undefined for the first. A change of one piece touches its partitions only. */
export function sliced<C>(pieces: readonly { readonly from: string | undefined; readonly value: C }[]): Sliced<C> {
  return new Sliced(pieces);
}

/** The pieces by ordinal; one that holds everywhere where the configuration is not sliced. */
export function configPieces(config: unknown, scheme: PartitionScheme<Grain>): ConfigPiece[] {
  if (!(config instanceof Sliced))
    return [{ from: Number.NEGATIVE_INFINITY, value: config, text: canonicalJson(config) }];
  return config.pieces.map(({ from, value }) => ({
    from: from === undefined ? Number.NEGATIVE_INFINITY : scheme.ordinalOf(from),
    value,
    text: canonicalJson(value),
  }));
}
