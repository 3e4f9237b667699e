const pageBits = 10;
const pageLength = 1 << pageBits;

/**
 * What dropping all candidates up to and including one costs: 1 each, less for one that repeats the register before it, nothing for a
 * repeated zero. Sums are kept a page apart, and the others computed where somebody asks: where nothing is disturbed nobody does.
 */
export class DroppingCosts {
  readonly #registers: Float64Array;
  readonly #repeat: number;
  /** The sum before each page. */
  readonly #before: Float64Array;
  readonly #pages: (Float64Array | undefined)[] = [];

  constructor(registers: Float64Array, repeat: number) {
    this.#registers = registers;
    this.#repeat = repeat;
    this.#before = new Float64Array(Math.ceil(registers.length / pageLength) + 1);
    let sum = 0;
    for (let i = 0; i < registers.length; i++) {
      if ((i & (pageLength - 1)) === 0) this.#before[i >> pageBits] = sum;
      sum += this.#costOf(i);
    }
  }

  upTo(i: number): number {
    const page = this.#pages[i >> pageBits] ?? this.#open(i >> pageBits);
    return page[i & (pageLength - 1)] as number;
  }

  #open(number: number): Float64Array {
    const page = new Float64Array(pageLength);
    let sum = this.#before[number] as number;
    for (let k = 0; k < pageLength; k++) {
      sum += this.#costOf((number << pageBits) + k);
      page[k] = sum;
    }
    this.#pages[number] = page;
    return page;
  }

  #costOf(i: number): number {
    const register = this.#registers[i];
    if (i === 0 || register !== this.#registers[i - 1]) return 1;
    return register === 0 ? 0 : this.#repeat;
  }
}
