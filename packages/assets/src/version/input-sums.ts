import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import { isEmptyHash } from './content-hash.ts';

/**
 * Order-free hash over (ordinal, version) pairs of an upstream: each pair is mixed to 64 bits and the mixtures are added modulo
 * 2⁶⁴ lane by lane, so that the sum over any range is the difference of two prefix sums and costs nothing per partition.
 */
export class InputSums {
  readonly #from: number;
  readonly #length: number;
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;
  readonly #count: Uint32Array;
  /** Results of the last `over`. */
  high = 0;
  low = 0;
  count = 0;

  /**
   * @param facets which facets of the upstream are read, as indexes into its layout
   * @param domain partitions outside it count as gone
   */
  constructor(columns: StateColumns, facets: readonly number[], domain: OrdinalRange | undefined) {
    const from = domain === undefined ? 0 : Math.max(domain.from, columns.first);
    const to = domain === undefined ? -1 : Math.min(domain.to, columns.first + columns.length - 1);
    this.#from = from;
    this.#length = Math.max(0, to - from + 1);
    this.#high = new Uint32Array(this.#length + 1);
    this.#low = new Uint32Array(this.#length + 1);
    this.#count = new Uint32Array(this.#length + 1);
    const width = columns.layout.facets.length;
    for (let i = 0; i < this.#length; i++) {
      const row = from + i - columns.first;
      let high = this.#high[i] as number;
      let low = this.#low[i] as number;
      let count = this.#count[i] as number;
      if ((columns.flagsAt(row) & partitionFlags.made) !== 0 && !isSilent(columns, row, facets)) {
        count++;
        for (let k = 0; k < facets.length; k++) {
          const facet = facets[k] as number;
          const at = (row * width + facet) * 2;
          const versionHigh = columns.version[at] as number;
          const versionLow = columns.version[at + 1] as number;
          const salt = Math.imul(from + i, 0x9e3779b1) ^ Math.imul(facet + 1, 0x27d4eb2f);
          high += mix(salt, versionHigh, versionLow, 0x85ebca6b);
          low += mix(salt ^ 0x165667b1, versionLow, versionHigh, 0xc2b2ae35);
        }
      }
      this.#high[i + 1] = high;
      this.#low[i + 1] = low;
      this.#count[i + 1] = count;
    }
  }

  /** Sums over the ordinals [from, to] into `high`, `low` and `count`. */
  over(from: number, to: number): void {
    const start = Math.min(Math.max(from - this.#from, 0), this.#length);
    const end = Math.min(Math.max(to - this.#from + 1, start), this.#length);
    this.high = ((this.#high[end] as number) - (this.#high[start] as number)) >>> 0;
    this.low = ((this.#low[end] as number) - (this.#low[start] as number)) >>> 0;
    this.count = (this.#count[end] as number) - (this.#count[start] as number);
  }
}

/** Whether the one facet that is read says nothing of the partition. */
function isSilent({ layout, version }: StateColumns, row: number, facets: readonly number[]): boolean {
  const only = facets[0];
  if (only === undefined || facets.length > 1) return false;
  const at = (row * layout.facets.length + only) * 2;
  return isEmptyHash(version[at] as number, version[at + 1] as number);
}

function mix(salt: number, first: number, second: number, factor: number): number {
  let hash = Math.imul(first ^ salt, factor);
  hash ^= hash >>> 15;
  hash = Math.imul(hash ^ second, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash ^ salt, 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Counts of marked partitions over ranges, by prefix sums. */
export class MarkCounts {
  readonly #from: number;
  readonly #sums: Uint32Array;

  constructor(from: number, marks: Uint8Array) {
    this.#from = from;
    this.#sums = new Uint32Array(marks.length + 1);
    for (let i = 0; i < marks.length; i++) this.#sums[i + 1] = (this.#sums[i] as number) + (marks[i] as number);
  }

  get total(): number {
    return this.#sums.at(-1) as number;
  }

  over(from: number, to: number): number {
    const length = this.#sums.length - 1;
    const start = Math.min(Math.max(from - this.#from, 0), length);
    const end = Math.min(Math.max(to - this.#from + 1, start), length);
    return (this.#sums[end] as number) - (this.#sums[start] as number);
  }
}
