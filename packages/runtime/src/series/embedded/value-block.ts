/** Ordinals that share a row. */
export const blockSize = 256;

const formatVersion = 1;
const bitmapAt = 4;
const lengthsAt = bitmapAt + blockSize / 8;

/**
 * The values of 256 successive ordinals as bytes: format number, width of a length (0, 2 or 4 bytes), two bytes of zero, a bitmap
 * of which are there, their lengths (width 0: one 4-byte length for all), then the values one after another. Little-endian.
 */
export function packValues(values: readonly (Uint8Array | undefined)[]): Uint8Array {
  let present = 0;
  let longest = 0;
  let total = 0;
  for (let index = 0; index < blockSize; index++) {
    const value = values[index];
    if (value === undefined) continue;
    present++;
    total += value.length;
    if (value.length > longest) longest = value.length;
  }
  const width = total === present * longest ? 0 : longest < 0x10000 ? 2 : 4;
  let at = lengthsAt + (width === 0 ? 4 : width * present);
  const packed = new Uint8Array(at + total);
  const view = new DataView(packed.buffer);
  packed[0] = formatVersion;
  packed[1] = width;
  if (width === 0) view.setUint32(lengthsAt, longest, true);
  let count = 0;
  for (let index = 0; index < blockSize; index++) {
    const value = values[index];
    if (value === undefined) continue;
    packed[bitmapAt + (index >> 3)] = (packed[bitmapAt + (index >> 3)] as number) | (1 << (index & 7));
    if (width === 2) view.setUint16(lengthsAt + 2 * count, value.length, true);
    if (width === 4) view.setUint32(lengthsAt + 4 * count, value.length, true);
    packed.set(value, at);
    at += value.length;
    count++;
  }
  return packed;
}

/** The values that `packValues` was given, as views into `packed`; of a part of the places only those in it. */
export function unpackValues(packed: Uint8Array, from = 0, to = blockSize - 1): (Uint8Array | undefined)[] {
  if (packed[0] !== formatVersion)
    throw new RangeError(`value block has format ${packed[0]}, this version knows ${formatVersion}`);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  // The driver gives Node's own kind of array, whose views are dear: there is one a value.
  const bytes = new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
  const width = packed[1] as number;
  const values: (Uint8Array | undefined)[] = new Array(blockSize).fill(undefined);
  let present = 0;
  for (let byte = 0; byte < blockSize / 8; byte++) present += bitsOf(packed[bitmapAt + byte] as number);
  let at = lengthsAt + (width === 0 ? 4 : width * present);
  let count = 0;
  for (let index = 0; index <= to; index++) {
    if (((packed[bitmapAt + (index >> 3)] as number) & (1 << (index & 7))) === 0) continue;
    const length =
      width === 0
        ? view.getUint32(lengthsAt, true)
        : width === 2
          ? view.getUint16(lengthsAt + 2 * count, true)
          : view.getUint32(lengthsAt + 4 * count, true);
    if (at + length > packed.length) throw new RangeError('value block ends too early');
    if (index >= from) values[index] = bytes.subarray(at, at + length);
    at += length;
    count++;
  }
  return values;
}

function bitsOf(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
}
