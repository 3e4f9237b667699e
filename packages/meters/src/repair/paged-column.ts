const pageBits = 12;
const pageLength = 1 << pageBits;
const inPage = pageLength - 1;

/**
 * Numbers by place that mostly follow a rule: only pages in which one was set take memory, so that a series of millions costs what is
 * disturbed in it.
 */
export class PagedColumn {
  readonly #ruled: (place: number) => number;
  readonly #pages: (Float64Array | undefined)[] = [];

  /** @param ruled what a place holds as long as nothing near it was set; its answer for a place must not change before that */
  constructor(ruled: (place: number) => number) {
    this.#ruled = ruled;
  }

  at(place: number): number {
    const page = this.#pages[place >> pageBits];
    return page === undefined ? this.#ruled(place) : (page[place & inPage] as number);
  }

  set(place: number, value: number): void {
    const number = place >> pageBits;
    const first = number << pageBits;
    const page = this.#pages[number] ?? Float64Array.from({ length: pageLength }, (_, i) => this.#ruled(first + i));
    this.#pages[number] = page;
    page[place & inPage] = value;
  }

  /** Whether the place lies in a page in which something was set. */
  isSet(place: number): boolean {
    return this.#pages[place >> pageBits] !== undefined;
  }
}

/** Numbers by place, filled one place after the other, that mostly are the one before. */
export class CarriedColumn {
  /** What a page's places hold as long as none of them was set. */
  readonly #carried: number[] = [];
  readonly #column: PagedColumn;

  constructor(first: number) {
    this.#column = new PagedColumn((place) => this.#carried[place >> pageBits] ?? first);
  }

  at(place: number): number {
    return this.#column.at(place);
  }

  set(place: number, value: number): void {
    if (this.at(place) !== value) this.#column.set(place, value);
  }

  /** This place holds what the one before it does. */
  carry(place: number): void {
    if ((place & inPage) === 0) this.#carried[place >> pageBits] = this.at(place - 1);
    else if (this.#column.isSet(place)) this.#column.set(place, this.at(place - 1));
  }
}
