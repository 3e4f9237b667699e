/**
 * 64-bit content hash as two 32-bit lanes: two multiplicative streams with cross-mixing at the end (the construction of cyrb53,
 * without dropping bits). Not cryptographic: it tells contents apart, it does not resist an adversary.
 */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

let high = 0;
let low = 0;

/** Hashes bytes; the result lies in `hashHigh()` and `hashLow()` until the next call, so that hot loops allocate nothing. */
export function hashBytes(bytes: Uint8Array, from = 0, to = bytes.length): void {
  low = 0xdeadbeef ^ (to - from);
  high = 0x41c6ce57 ^ (to - from);
  const end = to - ((to - from) & 3);
  mixWords(bytes, from, end);
  let a = low;
  let b = high;
  for (let i = end; i < to; i++) {
    a = Math.imul(a ^ (bytes[i] as number), 0x9e3779b1);
    b = Math.imul(b ^ (bytes[i] as number), 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  high = b >>> 0;
  low = a >>> 0;
}

/** Mixes whole words of four bytes into `low` and `high`. Apart, because what is optimized within its loop knows nothing of what follows. */
function mixWords(bytes: Uint8Array, from: number, to: number): void {
  let a = low;
  let b = high;
  for (let i = from; i < to; i += 4) {
    const word =
      (bytes[i] as number) |
      ((bytes[i + 1] as number) << 8) |
      ((bytes[i + 2] as number) << 16) |
      ((bytes[i + 3] as number) << 24);
    a = Math.imul(a ^ word, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 0x5f356495);
    b ^= b >>> 13;
  }
  low = a;
  high = b;
}

export const hashHigh = (): number => high;
export const hashLow = (): number => low;

hashBytes(new Uint8Array(0));
const emptyHigh = high;
const emptyLow = low;

/** Whether a hash is that of no bytes at all: of a partition without value, and of a facet that says nothing. */
export function isEmptyHash(hashHigh: number, hashLow: number): boolean {
  return hashHigh === emptyHigh && hashLow === emptyLow;
}

/** Hashes text by its UTF-16 code units. */
export function hashText(text: string): Hash64 {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 0xff;
    bytes[2 * i + 1] = unit >>> 8;
  }
  hashBytes(bytes);
  return { high, low };
}

/** Sixteen hexadecimal digits, for people and for JSON. */
export function formatHash(hash: Hash64): string {
  return hash.high.toString(16).padStart(8, '0') + hash.low.toString(16).padStart(8, '0');
}
