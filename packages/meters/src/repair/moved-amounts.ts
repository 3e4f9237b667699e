/** Amounts by believed point, as an array holds them or as they follow from the registers. */
export interface Amounts extends Iterable<number> {
  readonly length: number;
  at(point: number): number | undefined;
}

/** What the register moved from each point to the next: the difference of the two, but where something else was decided; 0 for the last. */
export class MovedAmounts implements Amounts {
  readonly #registers: Float64Array;
  readonly #decided: ReadonlyMap<number, number>;

  constructor(registers: Float64Array, decided: ReadonlyMap<number, number>) {
    this.#registers = registers;
    this.#decided = decided;
  }

  get length(): number {
    return this.#registers.length;
  }

  at(point: number): number {
    const decided = this.#decided.size === 0 ? undefined : this.#decided.get(point);
    if (decided !== undefined) return decided;
    if (point === this.length - 1) return 0;
    return (this.#registers[point + 1] as number) - (this.#registers[point] as number);
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let point = 0; point < this.length; point++) yield this.at(point);
  }
}
