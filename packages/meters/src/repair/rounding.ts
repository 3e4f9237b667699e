/** Rounds a positive number up to so many significant digits; 0, NaN and Infinity stay. */
export function roundUp(value: number, digits: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return value;
  const unit = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return Math.ceil(value / unit - 1e-9) * unit;
}
