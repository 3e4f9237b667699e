/** Why a partition is not fresh, as bits. */
export const causeBits = {
  'input-changed': 1,
  'input-added': 2,
  'input-removed': 4,
  'code-changed': 8,
  'config-changed': 16,
  'deps-differ': 32,
  'upstream-not-fresh': 64,
  'not-made': 128,
} as const;

export type StaleCauseKind = keyof typeof causeBits;
export const staleCauseKinds = Object.keys(causeBits) as StaleCauseKind[];

export function causesIn(bits: number): readonly StaleCauseKind[] {
  return staleCauseKinds.filter((kind) => (bits & causeBits[kind]) !== 0);
}

/** Counts the causes of many partitions. */
export class CauseCounts {
  /** By bits: there are few kinds of partitions. */
  readonly #partitions = new Map<number, number>();

  add(bits: number): void {
    this.#partitions.set(bits, (this.#partitions.get(bits) ?? 0) + 1);
  }

  /** How many partitions have each cause that some have. */
  total(): Map<StaleCauseKind, number> {
    const counts = new Map<StaleCauseKind, number>();
    for (const [bits, partitions] of this.#partitions)
      for (const kind of causesIn(bits)) counts.set(kind, (counts.get(kind) ?? 0) + partitions);
    return counts;
  }
}
