import type { Grain, OrdinalRange, PartitionScheme } from './partition-scheme.ts';

const fineness: Record<Grain, number> = { hour: 0, day: 1, month: 2, year: 3, none: 4 };

/** Partitions of a longer grain were asked for inside one of a shorter grain. */
export class GrainOrderError extends Error {
  override readonly name = 'GrainOrderError';
  readonly coarse: Grain;
  readonly fine: Grain;
  constructor(coarse: Grain, fine: Grain) {
    super(`partitions of grain "${fine}" do not lie within one of grain "${coarse}"`);
    this.coarse = coarse;
    this.fine = fine;
  }
}

/**
 * The partitions of a finer scheme inside one of a coarser scheme, by local date; both schemes are in one zone (building the graph
 * sees to that). It begins no earlier than the finer scheme's start and may be empty. It does not ask what exists at some time:
 * for the open month take the lesser of `to` and `fine.lastExisting(asOf)`. Inside an unpartitioned asset `to` is infinite.
 * @throws GrainOrderError
 */
export function ordinalsWithin(
  coarse: PartitionScheme<Grain>,
  ordinal: number,
  fine: PartitionScheme<Grain>,
): OrdinalRange {
  if (coarse.grain === fine.grain) return { from: Math.max(ordinal, fine.startOrdinal), to: ordinal };
  if (fineness[fine.grain] > fineness[coarse.grain]) throw new GrainOrderError(coarse.grain, fine.grain);
  if (coarse.grain === 'none') return { from: fine.startOrdinal, to: Number.POSITIVE_INFINITY };
  return {
    from: Math.max(fine.ordinalOfDay(coarse.firstDay(ordinal)), fine.startOrdinal),
    to: fine.ordinalOfDay(coarse.lastDay(ordinal) + 1) - 1,
  };
}

/** The partition of a coarser scheme in which one of a finer scheme lies, by local date. @throws GrainOrderError */
export function ordinalContaining(
  fine: PartitionScheme<Grain>,
  ordinal: number,
  coarse: PartitionScheme<Grain>,
): number {
  if (coarse.grain === fine.grain) return ordinal;
  if (fineness[fine.grain] > fineness[coarse.grain]) throw new GrainOrderError(coarse.grain, fine.grain);
  return coarse.ordinalOfDay(fine.firstDay(ordinal));
}
