import type { Grain, PartitionKey, PartitionScheme } from '../partitions/partition-scheme.ts';
import { type Absent, absent } from './outcome.ts';

/** Values by partition over a contiguous range of ordinals; partitions without a value are skipped by iteration. */
export interface Series<K extends string, V> extends Iterable<readonly [K, V]> {
  /** Range covered, values or not; `to < from` when empty. */
  readonly from: number;
  readonly to: number;
  get(key: K): V | Absent;
  /** By ordinal, for loops; undefined where there is no value. */
  at(ordinal: number): V | undefined;
  readonly keys: Iterable<K>;
  /** Present values in order. */
  readonly values: Iterable<V>;
  /** How many values are present. */
  readonly size: number;
}

/** A series over an array that starts at ordinal `offset`, seen through the range [from, to]. */
export class ColumnSeries<G extends Grain, V> implements Series<PartitionKey<G>, V> {
  readonly from: number;
  readonly to: number;
  readonly #scheme: PartitionScheme<G>;
  readonly #values: readonly (V | undefined)[];
  readonly #offset: number;

  constructor(
    scheme: PartitionScheme<G>,
    values: readonly (V | undefined)[],
    offset: number,
    from: number,
    to: number,
  ) {
    this.#scheme = scheme;
    this.#values = values;
    this.#offset = offset;
    this.from = from;
    this.to = to;
  }

  at(ordinal: number): V | undefined {
    return ordinal >= this.from && ordinal <= this.to ? this.#values[ordinal - this.#offset] : undefined;
  }

  get(key: PartitionKey<G>): V | Absent {
    const value = this.at(this.#scheme.ordinalOf(key));
    return value === undefined ? absent : value;
  }

  get size(): number {
    let size = 0;
    for (let ordinal = this.from; ordinal <= this.to; ordinal++) if (this.at(ordinal) !== undefined) size++;
    return size;
  }

  get keys(): Iterable<PartitionKey<G>> {
    return mapped(this, ([key]) => key);
  }

  get values(): Iterable<V> {
    return mapped(this, ([, value]) => value);
  }

  *[Symbol.iterator](): Iterator<readonly [PartitionKey<G>, V]> {
    for (let ordinal = this.from; ordinal <= this.to; ordinal++) {
      const value = this.at(ordinal);
      if (value !== undefined) yield [this.#scheme.keyOf(ordinal), value];
    }
  }
}

function* mapped<A, B>(items: Iterable<A>, map: (item: A) => B): Iterable<B> {
  for (const item of items) yield map(item);
}
