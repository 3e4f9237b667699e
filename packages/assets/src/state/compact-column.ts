/** The kinds of array that a column may be. */
type Rows = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** So many zeros, by the kind of column. */
export const bytes = (length: number) => new Uint8Array(length);
export const shorts = (length: number) => new Uint16Array(length);
export const words = (length: number) => new Uint32Array(length);

/** A column of numbers that takes no space as long as all of them are the same and nobody wants to write. */
export class CompactColumn<A extends Rows> {
  readonly #spell: (length: number) => A;
  #rows: A | undefined;
  #constant = 0;

  /** @param spell makes an array of so many zeros */
  constructor(spell: (length: number) => A) {
    this.#spell = spell;
  }

  at(row: number): number {
    return this.#rows === undefined ? this.#constant : (this.#rows[row] as number);
  }

  /** All rows, or the number that all of them are: for loops over many. */
  get all(): A | number {
    return this.#rows ?? this.#constant;
  }

  /** All rows, spelled out from then on. */
  rows(length: number): A {
    if (this.#rows === undefined) {
      this.#rows = this.#spell(length);
      if (this.#constant !== 0) this.#rows.fill(this.#constant);
    }
    return this.#rows;
  }

  /** Replaces the column by other rows, or by one number for all of them. */
  replace(content: A | number): void {
    this.#rows = typeof content === 'number' ? undefined : content;
    this.#constant = typeof content === 'number' ? content : 0;
  }
}
