/** To the spread of a normal distribution, from its median absolute deviation. */
const normalSpread = 1.4826;

/** Of ascending values; NaN of none. */
export function medianOf(sorted: Float64Array): number {
  return quantileOf(sorted, 0.5);
}

/** By linear interpolation between ascending values, the first `size` of them; NaN of none. */
export function quantileOf(sorted: Float64Array, share: number, size = sorted.length): number {
  if (size === 0) return Number.NaN;
  const at = (size - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = below + 1 < size ? (sorted[below + 1] as number) : low;
  return low + (high - low) * (at - below);
}

/**
 * Robust standard deviation of ascending values around a centre: 1.4826 × median absolute deviation, of all of them or of those on the
 * side asked about (1 above, −1 below), whichever is wider: dark days make the lower side of a solar month long.
 */
export function robustSpread(sorted: Float64Array, centre: number, side: number): number {
  const all = new Float64Array(sorted.length);
  let ofSide = 0;
  for (let i = 0; i < sorted.length; i++) {
    const distance = (sorted[i] as number) - centre;
    all[i] = Math.abs(distance);
    if (distance * side >= 0) ofSide++;
  }
  const onSide = side > 0 ? all.slice(sorted.length - ofSide) : all.slice(0, ofSide);
  return normalSpread * Math.max(medianOf(sortSmall(all)), medianOf(sortSmall(onSide)) || 0);
}

/** Sorts in place; by insertion where there are few values, which is several times faster than the platform's sort. */
export function sortSmall(values: Float64Array): Float64Array {
  if (values.length > 80) return values.sort();
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    let k = i - 1;
    while (k >= 0 && (values[k] as number) > value) {
      values[k + 1] = values[k] as number;
      k--;
    }
    values[k + 1] = value;
  }
  return values;
}
