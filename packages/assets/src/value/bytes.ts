import { hashBytes } from '../version/content-hash.ts';

/** Grows as it is written to; little-endian. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  length = 0;

  reset(): void {
    this.length = 0;
  }

  /** The bytes written so far, valid until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  /** A fresh array of the bytes written so far. */
  copy(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  /** Fills an array with the first of the bytes written so far. */
  copyTo(target: Uint8Array): void {
    target.set(this.#bytes.subarray(0, target.length));
  }

  /** `hashBytes` of what was written from `from` up to `to`. */
  hash(from: number, to: number): void {
    hashBytes(this.#bytes, from, to);
  }

  /** Writes once more what was written from `from` up to `to`. */
  repeat(from: number, to: number): void {
    this.#reserve(to - from);
    this.#bytes.copyWithin(this.length, from, to);
    this.length += to - from;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = value;
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.length, value, true);
    this.length += 4;
  }

  float64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.length, value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value, true);
    this.length += 8;
  }

  /** Length-prefixed UTF-8; a lone surrogate becomes U+FFFD. */
  text(value: string): void {
    const start = this.length;
    this.uint32(0);
    let at = 0;
    while (at < value.length) {
      const point = value.codePointAt(at) as number;
      this.#codePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
      at += point > 0xffff ? 2 : 1;
    }
    this.#view.setUint32(start, this.length - start - 4, true);
  }

  #codePoint(point: number): void {
    if (point < 0x80) {
      this.byte(point);
    } else if (point < 0x800) {
      this.byte(0xc0 | (point >> 6));
      this.byte(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      this.byte(0xe0 | (point >> 12));
      this.byte(0x80 | ((point >> 6) & 0x3f));
      this.byte(0x80 | (point & 0x3f));
    } else {
      this.byte(0xf0 | (point >> 18));
      this.byte(0x80 | ((point >> 12) & 0x3f));
      this.byte(0x80 | ((point >> 6) & 0x3f));
      this.byte(0x80 | (point & 0x3f));
    }
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** Reads what a ByteWriter wrote; a RangeError says that the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.#view.getUint8(this.#at++);
  }

  uint32(): number {
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }

  float64(): number {
    const value = this.#view.getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }

  text(): string {
    const end = this.uint32() + this.#at;
    if (end > this.#bytes.length) throw new RangeError('a text goes on beyond the bytes');
    let value = '';
    while (this.#at < end) value += String.fromCodePoint(this.#codePoint());
    return value;
  }

  #codePoint(): number {
    const lead = this.byte();
    if (lead < 0x80) return lead;
    const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    let point = lead & (0x3f >> more);
    for (let i = 0; i < more; i++) point = (point << 6) | ((this.#bytes[this.#at++] ?? 0) & 0x3f);
    return point;
  }
}
