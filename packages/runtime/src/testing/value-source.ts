import {
  type Asset,
  type AssetKey,
  canonicalJson,
  defineExternal,
  type Grain,
  hashText,
  type Observation,
  type OrdinalRange,
  type PartitionScheme,
  type Source,
} from '@meterworks/assets';

/** Plain values by partition that a test changes at will: an external asset and the source that observes it, in one. */
export class ValueSource<G extends Grain, V> implements Source {
  readonly name: string;
  readonly assets: readonly AssetKey[];
  /** What other assets depend on. */
  readonly asset: Asset<G, V>;
  readonly #scheme: PartitionScheme<G>;
  readonly #values = new Map<number, V>();
  #detail: string | undefined;

  /** @param values by partition key; values that JSON can write, as that is what tells them apart */
  constructor(key: string, partitions: PartitionScheme<G>, values: Readonly<Record<string, V>> = {}) {
    this.name = key;
    this.asset = defineExternal<G, V>({ key, partitions });
    this.assets = [this.asset.key];
    this.#scheme = partitions;
    for (const [partition, value] of Object.entries(values)) this.set(partition, value);
  }

  /**
   * @param detail what `explain` says that happened
   * @throws PartitionKeyError for a partition that the scheme does not have
   */
  set(partition: string, value: V, detail = `${this.name} ${partition} was set`): void {
    this.#values.set(this.#scheme.ordinalOf(partition), value);
    this.#detail = detail;
  }

  /** Takes a value away; the partition is gone, or has none where others lie on both sides of it. */
  delete(partition: string, detail = `${this.name} ${partition} was deleted`): void {
    if (this.#values.delete(this.#scheme.ordinalOf(partition))) this.#detail = detail;
  }

  get(partition: string): V | undefined {
    return this.#values.get(this.#scheme.ordinalOf(partition));
  }

  async observe(): Promise<Observation> {
    const partitions = [...this.#values].map(([ordinal, value]) => ({
      ordinal,
      fingerprint: hashText(canonicalJson(value)),
    }));
    const detail = this.#detail === undefined ? {} : { detail: this.#detail };
    return { assets: [{ asset: this.asset.key, partitions, complete: true, ...detail }], cursor: '' };
  }

  async load(_asset: AssetKey, span: OrdinalRange): Promise<readonly (V | undefined)[]> {
    return Array.from({ length: span.to - span.from + 1 }, (_unused, i) => this.#values.get(span.from + i));
  }
}
