import { type Column, laneByLane, laneEncodings, rawWidth } from './packed-lane.ts';

/** How a column's array is made. */
interface ColumnKind<A extends Column> {
  new (buffer: ArrayBuffer, byteOffset?: number, length?: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

/** Reads columns in the order in which they were written; bytes or encodings that end too early are a `RangeError`. */
export class LaneReader {
  readonly #words: Uint32Array<ArrayBuffer>;
  readonly #encodings: string;
  #position = 0;
  #next = 0;

  /** Columns may become views into `bytes`, which must be the reader's alone. Bytes not at a multiple of 4 are copied. */
  constructor(bytes: Uint8Array, encodings: string) {
    const { buffer, byteOffset } = bytes;
    const length = Math.floor(bytes.byteLength / 4);
    this.#words =
      buffer instanceof ArrayBuffer && byteOffset % 4 === 0
        ? new Uint32Array(buffer, byteOffset, length)
        : new Uint32Array(new Uint8Array(bytes).buffer, 0, length);
    this.#encodings = encodings;
  }

  /** A column, or the one number that all its rows hold. */
  readCompact<A extends Column>(Kind: ColumnKind<A>, width: number, count: number): A | number {
    if (width === 0 || this.#encodings[this.#next] !== String(laneEncodings.constant))
      return this.readColumn(Kind, width, count);
    this.#next++;
    return this.#take(1)[0] as number;
  }

  readColumn<A extends Column>(Kind: ColumnKind<A>, width: number, count: number): A {
    if (width === 0) return zeros(Kind, 0);
    if (this.#encodings[this.#next] !== laneByLane) return this.#readWhole(Kind, width * count);
    this.#next++;
    const column = zeros(Kind, width * count);
    for (let lane = 0; lane < width; lane++) this.#readLane(column, lane, width, count);
    return column;
  }

  #readWhole<A extends Column>(Kind: ColumnKind<A>, length: number): A {
    const encoding = this.#encoding();
    if (encoding === laneEncodings.constant) {
      const value = this.#take(1)[0] as number;
      const column = zeros(Kind, length);
      if (value !== 0) column.fill(value);
      return column;
    }
    if (encoding === laneEncodings.runs) {
      const column = zeros(Kind, length);
      this.#readRuns(column, 0, 1, length);
      return column;
    }
    const width = rawWidth(encoding);
    const words = this.#take(Math.ceil((length * width) / 4));
    if (width === Kind.BYTES_PER_ELEMENT) return new Kind(words.buffer, words.byteOffset, length);
    const column = zeros(Kind, length);
    column.set(rawNumbers(words, width, length));
    return column;
  }

  #readLane(column: Column, start: number, stride: number, count: number): void {
    const encoding = this.#encoding();
    if (encoding === laneEncodings.constant) {
      const value = this.#take(1)[0] as number;
      for (let row = 0, at = start; row < count; row++, at += stride) column[at] = value;
    } else if (encoding === laneEncodings.runs) this.#readRuns(column, start, stride, count);
    else {
      const width = rawWidth(encoding);
      const numbers = rawNumbers(this.#take(Math.ceil((count * width) / 4)), width, count);
      for (let row = 0, at = start; row < count; row++, at += stride) column[at] = numbers[row] as number;
    }
  }

  #readRuns(column: Column, start: number, stride: number, count: number): void {
    const runs = this.#take(1)[0] as number;
    const values = this.#take(runs);
    const ends = this.#take(runs);
    let row = 0;
    for (let run = 0; run < runs; run++) {
      const value = values[run] as number;
      const end = ends[run] as number;
      if (end > count) throw new RangeError('a run ends past the last row');
      for (; row < end; row++) column[start + row * stride] = value;
    }
  }

  #encoding(): number {
    const digit = this.#encodings.charCodeAt(this.#next++) - 48;
    if (Number.isNaN(digit)) throw new RangeError('an encoding is missing');
    return digit;
  }

  #take(words: number): Uint32Array<ArrayBuffer> {
    const from = this.#position;
    this.#position += words;
    if (this.#position > this.#words.length) throw new RangeError('the packed columns end too early');
    return this.#words.subarray(from, this.#position);
  }
}

function zeros<A extends Column>(Kind: ColumnKind<A>, length: number): A {
  return new Kind(new ArrayBuffer(length * Kind.BYTES_PER_ELEMENT));
}

function rawNumbers(
  words: Uint32Array<ArrayBuffer>,
  width: number,
  count: number,
): Uint8Array | Uint16Array | Uint32Array {
  if (width === 4) return words;
  return width === 1
    ? new Uint8Array(words.buffer, words.byteOffset, count)
    : new Uint16Array(words.buffer, words.byteOffset, count);
}
