import { quantileOf } from './order-statistics.ts';

/**
 * Ascending order of those values of a column that count, in a window that slides over it: a day further costs a search and a shift of
 * neighbours, not a sorting. The same as sorting the window, wherever it was before.
 */
export class SlidingOrder {
  readonly #values: Float64Array;
  readonly #counts: (index: number) => boolean;
  readonly #sorted: Float64Array;
  #from = 0;
  #to = 0;
  #size = 0;

  /**
   * @param longest days that a window has at most
   * @param counts whether the value at an index does; must not change
   */
  constructor(values: Float64Array, longest: number, counts: (index: number) => boolean) {
    this.#values = values;
    this.#counts = counts;
    this.#sorted = new Float64Array(longest);
  }

  /** Moves the window to the days from index `from` to before `to`; quick where `from` and `to` are a little later than before. */
  over(from: number, to: number): this {
    if (from < this.#from || from >= this.#to || to < this.#to) {
      this.#size = 0;
      this.#from = this.#to = from;
    }
    for (; this.#from < from; this.#from++)
      if (this.#counts(this.#from)) this.#remove(this.#values[this.#from] as number);
    for (; this.#to < to; this.#to++) if (this.#counts(this.#to)) this.#insert(this.#values[this.#to] as number);
    return this;
  }

  /** How many values of the window count. */
  get size(): number {
    return this.#size;
  }

  /** The value at a rank, 0 for the least; undefined where there are not so many. */
  at(rank: number): number | undefined {
    return rank < this.#size ? this.#sorted[rank] : undefined;
  }

  /** By linear interpolation; NaN of none. */
  quantile(share: number): number {
    return quantileOf(this.#sorted, share, this.#size);
  }

  /** How many are less than a value. */
  countBelow(value: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(value: number): void {
    const rank = this.countBelow(value);
    this.#sorted.copyWithin(rank + 1, rank, this.#size++);
    this.#sorted[rank] = value;
  }

  #remove(value: number): void {
    const rank = this.countBelow(value);
    this.#sorted.copyWithin(rank, rank + 1, this.#size--);
  }
}
