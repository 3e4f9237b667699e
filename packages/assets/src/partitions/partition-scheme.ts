declare const grainOf: unique symbol;

/** How long partitions are. An asset of grain `none` is one partition as a whole. */
export type Grain = 'hour' | 'day' | 'month' | 'year' | 'none';

/**
 * What a person writes for a partition: `2024-10-27T02+02:00`, `2024-11-27`, `2024-11`, `2024`, and `-` for an unpartitioned
 * asset's only one. Made by a scheme's `keyOf`; order is that of ordinals, never of these texts.
 */
export type PartitionKey<G extends Grain = Grain> = string & { readonly [grainOf]: G };

/** Ordinals from `from` to `to`, both included; empty where `to < from`. */
export interface OrdinalRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Partitions of one grain that tile time in one zone, numbered by ordinals: days since 1970-01-01, year * 12 + month - 1, the year,
 * or hours since 1970-01-01T00Z. Instants are UTC ms. A local date that the zone skipped has an ordinal but no partition.
 * `asOf` stands for now: nothing here asks a clock.
 */
export interface PartitionScheme<G extends Grain = Grain> {
  readonly grain: G;
  /** IANA name; `UTC` for an unpartitioned asset, which has none. */
  readonly zone: string;
  /** The first partition there is. */
  readonly startOrdinal: number;

  keyOf(ordinal: number): PartitionKey<G>;
  /** @throws PartitionKeyError for a text that is no key of this scheme, names a skipped date, or lies before the start */
  ordinalOf(key: string): number;

  /** First instant of a partition. For a skipped date, that of the next date. */
  startOf(ordinal: number): number;
  /** First instant after a partition: the start of the next one that exists. */
  endOf(ordinal: number): number;
  /** The partition that an instant lies in; it may lie before the start or after `asOf`. */
  ordinalAt(instant: number): number;

  /** Whether there is, or will be, such a partition: not before the start, not of a skipped date. */
  exists(ordinal: number): boolean;
  /** How many partitions there are in [from, to]. */
  count(from: number, to: number): number;
  /**
   * The last partition that exists at `asOf`: the last hour or day that has ended, the month or year of the last day that has ended.
   * Less than `startOrdinal` where there is none yet.
   */
  lastExisting(asOf: number): number;
  /** Whether a partition exists at `asOf` and has not ended: only months and years are ever open. */
  isOpen(ordinal: number, asOf: number): boolean;

  /** First and last local day (day number) of a partition; an hour lies in the day in which it starts. */
  firstDay(ordinal: number): number;
  lastDay(ordinal: number): number;
  /** The partition that a local day lies in, or for hours the first one that starts in it. */
  ordinalOfDay(day: number): number;
}
