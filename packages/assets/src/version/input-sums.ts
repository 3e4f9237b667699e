import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import { isEmptyHash } from './content-hash.ts';

/**
 * Order-free hash over (ordinal, version) pairs of an upstream: each pair is mixed to 64 bits and the mixtures are added modulo
 * 2⁶⁴ lane by lane, so that the sum over any range is the difference of two prefix sums and costs nothing per partition.
 */
export class InputSums {
  /** The first ordinal, and how many there are. */
  readonly from: number;
  readonly length: number;
  /** What there is before place i: how many inputs, and the two lanes of their hash. */
  readonly counts: Int32Array;
  readonly highs: Int32Array;
  readonly lows: Int32Array;
  /** Results of the last `over`. */
  high = 0;
  low = 0;
  count = 0;

  /**
   * @param facets which facets of the upstream are read, as indexes into its layout
   * @param domain partitions outside it count as gone
   */
  constructor(columns: StateColumns, facets: readonly number[], domain: OrdinalRange | undefined) {
    const { from, length } = extentOf(columns, domain);
    this.from = from;
    this.length = length;
    const counts = new Int32Array(this.length + 1);
    const highs = new Int32Array(this.length + 1);
    const lows = new Int32Array(this.length + 1);
    const { version, allFlags: flags } = columns;
    const width = columns.layout.facets.length;
    const asksSilence = facets.length === 1;
    let high = 0;
    let low = 0;
    let count = 0;
    for (let i = 0; i < this.length; i++) {
      const row = from + i - columns.first;
      const flag = typeof flags === 'number' ? flags : (flags[row] as number);
      if ((flag & partitionFlags.made) !== 0 && !(asksSilence && isSilent(columns, row, facets))) {
        count++;
        for (let k = 0; k < facets.length; k++) {
          const facet = facets[k] as number;
          const at = (row * width + facet) * 2;
          const versionHigh = (version[at] as number) | 0;
          const versionLow = (version[at + 1] as number) | 0;
          const salt = Math.imul(from + i, 0x9e3779b1) ^ Math.imul(facet + 1, 0x27d4eb2f);
          high = (high + mix(salt, versionHigh, versionLow, 0x85ebca6b)) | 0;
          low = (low + mix(salt ^ 0x165667b1, versionLow, versionHigh, 0xc2b2ae35)) | 0;
        }
      }
      counts[i + 1] = count;
      highs[i + 1] = high;
      lows[i + 1] = low;
    }
    this.counts = counts;
    this.highs = highs;
    this.lows = lows;
  }

  /** Whether the sums are over what there is of columns in a domain, given that the columns are as they were. */
  isOf(columns: StateColumns, domain: OrdinalRange | undefined): boolean {
    const { from, length } = extentOf(columns, domain);
    return from === this.from && length === this.length;
  }

  /** Sums over the ordinals [from, to] into `high`, `low` and `count`. */
  over(from: number, to: number): void {
    const start = Math.min(Math.max(from - this.from, 0), this.length);
    const end = Math.min(Math.max(to - this.from + 1, start), this.length);
    this.high = ((this.highs[end] as number) - (this.highs[start] as number)) >>> 0;
    this.low = ((this.lows[end] as number) - (this.lows[start] as number)) >>> 0;
    this.count = (this.counts[end] as number) - (this.counts[start] as number);
  }
}

function extentOf(columns: StateColumns, domain: OrdinalRange | undefined): { from: number; length: number } {
  if (domain === undefined) return { from: 0, length: 0 };
  const from = Math.max(domain.from, columns.first);
  const to = Math.min(domain.to, columns.first + columns.length - 1);
  return { from, length: Math.max(0, to - from + 1) };
}

/** Whether the one facet that is read says nothing of the partition. */
function isSilent({ layout, version }: StateColumns, row: number, facets: readonly number[]): boolean {
  const at = (row * layout.facets.length + (facets[0] as number)) * 2;
  return isEmptyHash(version[at] as number, version[at + 1] as number);
}

function mix(salt: number, first: number, second: number, factor: number): number {
  let hash = Math.imul(first ^ salt, factor);
  hash ^= hash >>> 15;
  hash = Math.imul(hash ^ second, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash ^ salt, 0x297a2d39);
  return hash ^ (hash >>> 15);
}

/** Counts of marked partitions over ranges, by prefix sums. */
export class MarkCounts {
  /** The first ordinal, and how many there are. */
  readonly from: number;
  readonly length: number;
  /** How many are marked before place i. */
  readonly sums: Int32Array;

  constructor(from: number, marks: Uint8Array) {
    this.from = from;
    this.length = marks.length;
    const sums = new Int32Array(marks.length + 1);
    let sum = 0;
    for (let i = 0; i < marks.length; i++) {
      sum += marks[i] as number;
      sums[i + 1] = sum;
    }
    this.sums = sums;
  }

  get total(): number {
    return this.sums[this.length] as number;
  }

  over(from: number, to: number): number {
    const start = Math.min(Math.max(from - this.from, 0), this.length);
    const end = Math.min(Math.max(to - this.from + 1, start), this.length);
    return (this.sums[end] as number) - (this.sums[start] as number);
  }
}
