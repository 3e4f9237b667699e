/** By how much two ways of summing up such amounts, or registers, may differ: some last digits of a double, and no reading is finer. */
export function roundingOf(size: number, other = 0, third = 0): number {
  return 1e-9 * Math.max(1, Math.abs(size), Math.abs(other), Math.abs(third));
}
