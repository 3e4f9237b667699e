/** Readings as two columns that grow: instants in ms, and register values. */
export class ReadingColumns {
  #times: Float64Array;
  #values: Float64Array;
  #length = 0;

  constructor(capacity = 64) {
    this.#times = new Float64Array(Math.max(1, capacity));
    this.#values = new Float64Array(Math.max(1, capacity));
  }

  push(time: number, value: number): void {
    if (this.#length === this.#times.length) this.#grow();
    this.#times[this.#length] = time;
    this.#values[this.#length] = value;
    this.#length++;
  }

  times(): Float64Array {
    return this.#times.slice(0, this.#length);
  }

  values(): Float64Array {
    return this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const values = new Float64Array(this.#values.length * 2);
    times.set(this.#times);
    values.set(this.#values);
    this.#times = times;
    this.#values = values;
  }
}
