/**
 * One column of unsigned 32-bit numbers, packed as the cheapest of: one constant, runs of equal numbers, or raw numbers of
 * 1, 2 or 4 bytes. Every packed lane starts and ends at a multiple of 4 bytes, so that raw ones are copied as they lie.
 */
export const laneEncodings = { constant: 0, runs: 1, raw8: 2, raw16: 3, raw32: 4 } as const;
export type LaneEncoding = (typeof laneEncodings)[keyof typeof laneEncodings];

/** Where lanes are written to: grows as needed. Little-endian, as is every platform that Node runs on with our driver. */
export class LaneWriter {
  #words = new Uint32Array(1024);
  #length = 0;

  /** Appends numbers [start, start + stride, …), `count` of them, and says how they were packed. */
  write(column: ArrayLike<number>, start: number, stride: number, count: number): LaneEncoding {
    let runs = count === 0 ? 0 : 1;
    let largest = count === 0 ? 0 : (column[start] as number) >>> 0;
    for (let row = 1, at = start + stride; row < count; row++, at += stride) {
      const value = (column[at] as number) >>> 0;
      if (value !== (column[at - stride] as number) >>> 0) runs++;
      if (value > largest) largest = value;
    }
    if (runs <= 1) {
      this.#reserve(1);
      this.#words[this.#length++] = largest;
      return laneEncodings.constant;
    }
    const width = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4;
    const rawWords = Math.ceil((count * width) / 4);
    if (1 + 2 * runs < rawWords) {
      this.#writeRuns(column, start, stride, count, runs);
      return laneEncodings.runs;
    }
    this.#reserve(rawWords);
    const buffer = this.#words.buffer;
    const offset = this.#length * 4;
    const target =
      width === 1
        ? new Uint8Array(buffer, offset)
        : width === 2
          ? new Uint16Array(buffer, offset)
          : new Uint32Array(buffer, offset);
    for (let row = 0, at = start; row < count; row++, at += stride) target[row] = column[at] as number;
    this.#length += rawWords;
    return width === 1 ? laneEncodings.raw8 : width === 2 ? laneEncodings.raw16 : laneEncodings.raw32;
  }

  /** What was written so far. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#words.buffer, 0, this.#length * 4);
  }

  /** The number of runs, the values, then the row at which each run ends. */
  #writeRuns(column: ArrayLike<number>, start: number, stride: number, count: number, runs: number): void {
    this.#reserve(1 + 2 * runs);
    const words = this.#words;
    words[this.#length] = runs;
    let run = this.#length + 1;
    for (let row = 0, at = start; row < count; row++, at += stride) {
      const value = (column[at] as number) >>> 0;
      if (row > 0 && value !== words[run]) {
        words[run + runs] = row;
        run++;
      }
      words[run] = value;
    }
    words[run + runs] = count;
    this.#length += 1 + 2 * runs;
  }

  #reserve(words: number): void {
    if (this.#length + words <= this.#words.length) return;
    const grown = new Uint32Array(Math.max(this.#words.length * 2, this.#length + words));
    grown.set(this.#words);
    this.#words = grown;
  }
}

/** Reads lanes in the order in which they were written; a reading past the end is a `RangeError`. */
export class LaneReader {
  readonly #words: Uint32Array<ArrayBuffer>;
  #position = 0;

  /** `bytes` is copied if it does not lie at a multiple of 4. */
  constructor(bytes: Uint8Array) {
    const whole = Math.floor(bytes.byteLength / 4);
    this.#words = new Uint32Array(whole);
    new Uint8Array(this.#words.buffer).set(bytes.subarray(0, whole * 4));
  }

  read(encoding: number, column: Target, start: number, stride: number, count: number): void {
    if (encoding === laneEncodings.constant) {
      const value = this.#next(1)[0] as number;
      if (value !== 0) for (let row = 0, at = start; row < count; row++, at += stride) column[at] = value;
      return;
    }
    if (encoding === laneEncodings.runs) {
      const runs = this.#next(1)[0] as number;
      const values = this.#next(runs);
      const ends = this.#next(runs);
      let row = 0;
      for (let run = 0; run < runs; run++) {
        const value = values[run] as number;
        const end = ends[run] as number;
        if (end > count) throw new RangeError('a run ends past the last row');
        for (; row < end; row++) column[start + row * stride] = value;
      }
      return;
    }
    const source = this.#raw(encoding, count);
    if (stride === 1) {
      if (start === 0 && column.length === count) column.set(source);
      else for (let row = 0; row < count; row++) column[start + row] = source[row] as number;
      return;
    }
    for (let row = 0, at = start; row < count; row++, at += stride) column[at] = source[row] as number;
  }

  #raw(encoding: number, count: number): Uint8Array | Uint16Array | Uint32Array {
    const width = encoding === laneEncodings.raw8 ? 1 : encoding === laneEncodings.raw16 ? 2 : 4;
    if (width === 4 && encoding !== laneEncodings.raw32) throw new RangeError(`lane encoding ${encoding} is not known`);
    const words = this.#next(Math.ceil((count * width) / 4));
    if (width === 4) return words;
    return width === 1
      ? new Uint8Array(words.buffer, words.byteOffset, count)
      : new Uint16Array(words.buffer, words.byteOffset, count);
  }

  #next(words: number): Uint32Array<ArrayBuffer> {
    const from = this.#position;
    this.#position += words;
    if (this.#position > this.#words.length) throw new RangeError('the packed columns end too early');
    return this.#words.subarray(from, this.#position);
  }
}

/** The columns' array kinds; a number is cut to the kind's width, which gives an Int32Array its signs back. */
type Target = Uint8Array | Uint16Array | Uint32Array | Int32Array;
