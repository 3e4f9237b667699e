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

/** By bits: asked for every partition of a run. */
const kindsIn: (readonly StaleCauseKind[])[] = [];

export function causesIn(bits: number): readonly StaleCauseKind[] {
  kindsIn[bits] ??= staleCauseKinds.filter((kind) => (bits & causeBits[kind]) !== 0);
  return kindsIn[bits];
}
