/**
 * Rounds amounts to multiples of a step so that their sum stays what it is (method of the largest remainder). The sum must be a multiple of the
 * step; equal remainders go to the earlier one. Amounts and step > 0, in one unit.
 */
export function toWholeSteps(amounts: Float64Array, step: number): Float64Array {
  const steps = new Float64Array(amounts.length);
  let total = 0;
  let whole = 0;
  for (let k = 0; k < amounts.length; k++) {
    const exact = (amounts[k] as number) / step;
    total += exact;
    // What lies a hair below a multiple is that multiple.
    steps[k] = Math.floor(exact + 1e-6);
    whole += steps[k] as number;
  }
  const left = Math.round(total) - whole;
  if (left > 0) {
    const remainder = (k: number) => (amounts[k] as number) / step - (steps[k] as number);
    const order = Array.from(amounts, (_, k) => k).sort((a, b) => remainder(b) - remainder(a) || a - b);
    for (const k of order.slice(0, left)) steps[k] = (steps[k] as number) + 1;
  }
  return steps.map((count) => count * step);
}
