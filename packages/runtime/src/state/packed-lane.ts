/**
 * A lane is a sequence of unsigned 32-bit numbers, packed as the cheapest of: one constant, runs of equal numbers, or raw numbers of
 * 1, 2 or 4 bytes. A column of width w is packed as one lane (`whole`), or as w lanes, one a place in its rows, where that is
 * shorter. Each lane starts and ends at a multiple of 4 bytes, so that raw numbers can be used where they lie. Little-endian, as
 * is every platform that the driver runs on.
 */
export const laneEncodings = { constant: 0, runs: 1, raw8: 2, raw16: 3, raw32: 4 } as const;
export type LaneEncoding = (typeof laneEncodings)[keyof typeof laneEncodings];

/** Stands before the encodings of a column that is packed lane by lane. */
export const laneByLane = '/';

/** The column kinds; a number is cut to the kind's width, which gives an Int32Array its signs back. */
export type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>;

/** Bytes that a raw number takes, by encoding. */
export function rawWidth(encoding: number): number {
  if (encoding === laneEncodings.raw8) return 1;
  if (encoding === laneEncodings.raw16) return 2;
  if (encoding === laneEncodings.raw32) return 4;
  throw new RangeError(`lane encoding ${encoding} is not known`);
}
