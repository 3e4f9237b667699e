const pageBytes = 65_536;

/**
 * Gives out small arrays that share their memory: one of its own for each of many thousand partitions is dear to make and to collect. All that
 * lies on a page is kept as long as any of it is.
 */
export class SharedMemory {
  #page = new ArrayBuffer(pageBytes);
  #used = 0;

  /** So many zeros. */
  bytes(length: number): Uint8Array {
    const at = this.#take(length);
    return new Uint8Array(this.#page, at, length);
  }

  /** So many zeros. */
  words(length: number): Uint32Array {
    const at = this.#take(4 * length);
    return new Uint32Array(this.#page, at, length);
  }

  #take(length: number): number {
    if (this.#used + length > this.#page.byteLength) {
      this.#page = new ArrayBuffer(Math.max(pageBytes, length));
      this.#used = 0;
    }
    const at = this.#used;
    this.#used += (length + 3) & ~3;
    return at;
  }
}
