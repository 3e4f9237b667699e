/** Share of the steps that must fit the grid: single typed oddities do not change a meter's resolution. */
const fittingShare = 0.99;
/** Steps looked at; the first ones, so that later readings change nothing. */
const sample = 4096;
/** With fewer steps than this, a common divisor may be chance: the places after the decimal point are all that can be said. */
const fewSteps = 30;

/** The first positive steps of a register, from which its resolution is learned. */
export class FirstSteps {
  readonly #steps: number[];
  /** Registers that were stepped from and to; only as long as there are few. */
  readonly #displays: number[];
  #magnitude: number;
  /** The resolution, once as many steps are known as are looked at. */
  #settled: number | undefined;

  /** @param taken what `taken` of another one gave: to go on from there; or the first register of all */
  constructor(taken: TakenSteps | number) {
    if (typeof taken === 'number') {
      this.#steps = [];
      this.#displays = [taken];
      this.#magnitude = 0;
    } else {
      this.#steps = [...taken.steps];
      this.#displays = [];
      this.#magnitude = taken.magnitude;
      this.#settled = taken.settled;
    }
  }

  /** Looks at the steps to registers number `from` (at least 1) to before `to`. */
  add(registers: Float64Array, from: number, to: number): void {
    if (this.#settled !== undefined) return;
    for (let i = from; i < to && this.#steps.length < sample; i++) {
      const register = registers[i] as number;
      const step = register - (registers[i - 1] as number);
      if (!(step > 0)) continue;
      this.#steps.push(step);
      if (this.#steps.length < fewSteps) this.#displays.push(register);
      if (register > this.#magnitude) this.#magnitude = register;
    }
    if (this.#steps.length >= sample) this.#settled = this.#learn();
  }

  /** Undefined where there are too few to go on without the registers themselves. */
  taken(): TakenSteps | undefined {
    const settled = this.#settled;
    if (settled !== undefined) return { steps: new Float64Array(), magnitude: this.#magnitude, settled };
    return this.#steps.length < fewSteps
      ? undefined
      : { steps: Float64Array.from(this.#steps), magnitude: this.#magnitude, settled };
  }

  /**
   * The resolution of a register: the coarsest of 1, 2, 5 × 10^k that nearly all its positive steps are multiples of.
   * From few steps: the coarsest of 1, 0.1, 0.01 … that fits all registers, so that a meter read by hand keeps its resolution as readings are
   * added. 0 where there is none of at least a millionth of the median step: a continuous register, or nothing ever moved.
   */
  resolution(): number {
    return this.#settled ?? this.#learn();
  }

  #learn(): number {
    const steps = this.#steps;
    if (steps.length === 0) return 0;
    const median = Float64Array.from(steps).sort()[steps.length >> 1] as number;
    // Differences of doubles carry the rounding of the registers.
    const noise = this.#magnitude * 2 ** -50;
    const few = steps.length < fewSteps;
    const finest = Math.log10(median) - 6;
    for (let exponent = few ? 0 : Math.ceil(Math.log10(median)); exponent >= finest; exponent--) {
      for (const mantissa of few ? [1] : [5, 2, 1]) {
        const unit = exponent >= 0 ? mantissa * 10 ** exponent : mantissa / 10 ** -exponent;
        if (unit < 8 * noise) return 0;
        if (fits(few ? this.#displays : steps, unit, noise)) return unit;
      }
    }
    return 0;
  }
}

/** The first steps of a register, as they are kept for later. */
export interface TakenSteps {
  /** Empty where the resolution is settled. */
  readonly steps: Float64Array;
  /** The highest register that was stepped to. */
  readonly magnitude: number;
  /** The resolution, where no later step can change it. */
  readonly settled: number | undefined;
}

/** The resolution of a whole column of registers. */
export function learnResolution(registers: Float64Array): number {
  const first = new FirstSteps(registers[0] ?? 0);
  first.add(registers, 1, registers.length);
  return first.resolution();
}

function fits(values: readonly number[], unit: number, noise: number): boolean {
  let misfits = Math.floor((1 - fittingShare) * values.length);
  const slack = noise + unit * 1e-6;
  for (const value of values) {
    if (Math.abs(value - Math.round(value / unit) * unit) > slack && --misfits < 0) return false;
  }
  return true;
}
