/** Numbers that come one by one, in eight bytes each. */
export class GrowingColumn {
  #room = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#room.length) {
      const wider = new Float64Array(2 * this.#room.length);
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#room[this.#length++] = value;
  }

  /** What came so far; no copy. */
  values(): Float64Array {
    return this.#room.subarray(0, this.#length);
  }
}
