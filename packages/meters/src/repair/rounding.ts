/** Rounds a positive number up to so many significant digits; 0, NaN and Infinity stay. */
export function roundUp(value: number, digits: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return value;
  const exponent = Math.floor(Math.log10(value)) - digits + 1;
  // Dividing by a whole power of ten gives the double nearest to the decimal number.
  if (exponent < 0) return Math.ceil(value * 10 ** -exponent - 1e-9) / 10 ** -exponent;
  return Math.ceil(value / 10 ** exponent - 1e-9) * 10 ** exponent;
}
