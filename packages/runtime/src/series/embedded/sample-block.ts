import type { Samples } from '../series-store.ts';

const formatVersion = 1;

/** The month of an instant in UTC, counted from January of year 0. */
export function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The first instant of such a month. */
export function monthStart(month: number): number {
  const start = new Date(0);
  start.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
  return start.getTime();
}

/**
 * One month's samples as bytes: format number, number of kinds, length of their names in bytes (2), number of samples (4), times
 * (Float64), values (Float64), one byte a sample for its kind where there is more than one, then the names (JSON).
 */
export function packSamples({ times, values, kinds, kindNames }: Samples): Uint8Array {
  const count = times.length;
  const names = new TextEncoder().encode(JSON.stringify(kindNames));
  const kindBytes = kindNames.length > 1 ? count : 0;
  const packed = new Uint8Array(8 + 16 * count + kindBytes + names.length);
  const view = new DataView(packed.buffer);
  packed[0] = formatVersion;
  packed[1] = kindNames.length;
  view.setUint16(2, names.length, true);
  view.setUint32(4, count, true);
  packed.set(bytesOf(times), 8);
  packed.set(bytesOf(values), 8 + 8 * count);
  if (kindBytes > 0) packed.set(kinds, 8 + 16 * count);
  packed.set(names, 8 + 16 * count + kindBytes);
  return packed;
}

/** The samples that `packSamples` was given, in arrays of their own. */
export function unpackSamples(packed: Uint8Array): Samples {
  const count = sampleCount(packed);
  const columns = { times: new Float64Array(count), values: new Float64Array(count), kinds: new Uint8Array(count) };
  return { ...columns, kindNames: unpackInto(packed, columns, 0) };
}

/** Writes the samples into columns that have room for them, from place `at` on; gives the names of their kinds. */
export function unpackInto(packed: Uint8Array, columns: Omit<Samples, 'kindNames'>, at: number): string[] {
  if (packed[0] !== formatVersion)
    throw new RangeError(`sample block has format ${packed[0]}, this version knows ${formatVersion}`);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = view.getUint32(4, true);
  const kindBytes = (packed[1] as number) > 1 ? count : 0;
  const namesAt = 8 + 16 * count + kindBytes;
  if (packed.length !== namesAt + view.getUint16(2, true)) throw new RangeError('sample block has a wrong length');
  const { times, values, kinds } = columns;
  bytesOf(times.subarray(at, at + count)).set(packed.subarray(8, 8 + 8 * count));
  bytesOf(values.subarray(at, at + count)).set(packed.subarray(8 + 8 * count, 8 + 16 * count));
  if (kindBytes > 0) kinds.set(packed.subarray(8 + 16 * count, namesAt), at);
  return JSON.parse(new TextDecoder().decode(packed.subarray(namesAt))) as string[];
}

/** How many samples a block holds, by its first eight bytes. */
export function sampleCount(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(4, true);
}

function bytesOf(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
