const lowestExponent = -60;
const exponents = 120;
/** 128 bins an octave: a bin is less than 0.8 % wide. */
const mantissaBits = 7;
const binsPerOctave = 2 ** mantissaBits;
const exponentBias = 1023;

/**
 * Counts positive numbers in bins of constant relative width, to read quantiles without sorting. A quantile is the upper end
 * of its bin, so that one value more among thousands moves it rarely and by steps.
 */
export class LogHistogram {
  readonly #counts = new Uint32Array(exponents * binsPerOctave);
  readonly #value = new Float64Array(1);
  readonly #words = new Uint32Array(this.#value.buffer);
  #total = 0;
  /** Bins below and above these are empty. */
  #lowest = exponents * binsPerOctave;
  #highest = -1;

  /** @param counted what `counted` of another one gave: to go on from there */
  constructor(counted: readonly number[] = []) {
    for (let i = 0; i < counted.length; i += 2) this.#count(counted[i] as number, counted[i + 1] as number);
  }

  get total(): number {
    return this.#total;
  }

  /** Number and count of each bin that is not empty, one after the other. */
  counted(): number[] {
    const counted: number[] = [];
    for (let bin = this.#lowest; bin <= this.#highest; bin++) {
      const count = this.#counts[bin] as number;
      if (count > 0) counted.push(bin, count);
    }
    return counted;
  }

  /** Values outside 2^-60…2^60 are counted at the ends. */
  add(value: number): void {
    this.#value[0] = value;
    // Little-endian: the high word holds sign, 11 bits of exponent and the upper mantissa.
    const high = this.#words[1] as number;
    const bin = (high >>> (20 - mantissaBits)) - (exponentBias + lowestExponent) * binsPerOctave;
    const last = exponents * binsPerOctave - 1;
    this.#count(bin < 0 ? 0 : bin > last ? last : bin, 1);
  }

  #count(bin: number, times: number): void {
    this.#counts[bin] = (this.#counts[bin] as number) + times;
    this.#total += times;
    if (bin < this.#lowest) this.#lowest = bin;
    if (bin > this.#highest) this.#highest = bin;
  }

  /** The value at rank ⌊share · (total − 1)⌋, so that with few values the largest one is left out; NaN where nothing was counted. */
  quantile(share: number): number {
    if (this.#total === 0) return Number.NaN;
    let rest = Math.floor(share * (this.#total - 1));
    for (let index = this.#lowest; index <= this.#highest; index++) {
      rest -= this.#counts[index] as number;
      if (rest < 0) return upperEnd(index);
    }
    return Number.NaN;
  }
}

function upperEnd(bin: number): number {
  const octave = Math.floor(bin / binsPerOctave);
  return 2 ** (octave + lowestExponent) * (1 + (bin - octave * binsPerOctave + 1) / binsPerOctave);
}
