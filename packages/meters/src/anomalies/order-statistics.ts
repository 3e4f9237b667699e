/** To the spread of a normal distribution, from its median absolute deviation. */
const normalSpread = 1.4826;

/** Of ascending values; NaN of none. */
export function medianOf(sorted: Float64Array): number {
  return quantileOf(sorted, 0.5);
}

/** By linear interpolation between ascending values; NaN of none. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below];
  if (low === undefined) return Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (at - below);
}

/** Robust standard deviation around a centre: 1.4826 × median absolute deviation. Sorts `values` by their distance in place of them. */
export function robustSpread(values: Float64Array, centre: number): number {
  for (let i = 0; i < values.length; i++) values[i] = Math.abs((values[i] as number) - centre);
  return normalSpread * medianOf(values.sort());
}
