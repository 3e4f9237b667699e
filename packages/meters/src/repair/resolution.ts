/** Share of the steps that must fit the grid: single typed oddities do not change a meter's resolution. */
const fittingShare = 0.99;
/** Steps looked at; the first ones, so that later readings change nothing. */
const sample = 4096;
/** With fewer steps than this, a common divisor may be chance: the places after the decimal point are all that can be said. */
const fewSteps = 30;

/**
 * The resolution of a register: the coarsest of 1, 2, 5 × 10^k that nearly all its positive steps are multiples of.
 * From few steps: the coarsest of 1, 0.1, 0.01 … that fits all registers, so that a meter read by hand keeps its resolution as readings are
 * added. 0 where there is none of at least a millionth of the median step: a continuous register, or nothing ever moved.
 */
export function learnResolution(registers: Float64Array): number {
  const steps: number[] = [];
  const displays: number[] = [registers[0] ?? 0];
  let magnitude = 0;
  for (let i = 1; i < registers.length && steps.length < sample; i++) {
    const register = registers[i] as number;
    const step = register - (registers[i - 1] as number);
    if (!(step > 0)) continue;
    steps.push(step);
    displays.push(register);
    if (register > magnitude) magnitude = register;
  }
  if (steps.length === 0) return 0;
  const median = Float64Array.from(steps).sort()[steps.length >> 1] as number;
  // Differences of doubles carry the rounding of the registers.
  const noise = magnitude * 2 ** -50;
  const few = steps.length < fewSteps;
  const finest = Math.log10(median) - 6;
  for (let exponent = few ? 0 : Math.ceil(Math.log10(median)); exponent >= finest; exponent--) {
    for (const mantissa of few ? [1] : [5, 2, 1]) {
      const unit = exponent >= 0 ? mantissa * 10 ** exponent : mantissa / 10 ** -exponent;
      if (unit < 8 * noise) return 0;
      if (fits(few ? displays : steps, unit, noise)) return unit;
    }
  }
  return 0;
}

function fits(values: readonly number[], unit: number, noise: number): boolean {
  let misfits = Math.floor((1 - fittingShare) * values.length);
  const slack = noise + unit * 1e-6;
  for (const value of values) {
    if (Math.abs(value - Math.round(value / unit) * unit) > slack && --misfits < 0) return false;
  }
  return true;
}
