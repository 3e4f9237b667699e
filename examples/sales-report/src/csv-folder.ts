import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Asset,
  type AssetKey,
  defineExternal,
  hashText,
  type Observation,
  type OrdinalRange,
  type PartitionScheme,
  type Source,
} from '@meterworks/assets';
import { parseRows, type Rows } from './csv-rows.ts';

/** A folder with one CSV file a day, named after it (`2024-03-01.csv`), as an external asset and its source. */
export class CsvFolder implements Source {
  readonly name: string;
  readonly assets: readonly AssetKey[];
  readonly asset: Asset<'day', Rows>;
  readonly #days: PartitionScheme<'day'>;
  readonly #folder: string;

  constructor(key: string, days: PartitionScheme<'day'>, folder: string) {
    this.name = key;
    this.asset = defineExternal<'day', Rows>({
      key,
      partitions: days,
      description: `The files in ${folder}`,
      tags: ['file'],
    });
    this.assets = [this.asset.key];
    this.#days = days;
    this.#folder = folder;
  }

  /** Every file with the hash of its text. @throws PartitionKeyError for a CSV file that is not named after a day */
  async observe(): Promise<Observation> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.csv')).sort();
    const partitions = await Promise.all(
      names.map(async (name) => ({
        ordinal: this.#days.ordinalOf(name.slice(0, -'.csv'.length)),
        fingerprint: hashText(await readFile(join(this.#folder, name), 'utf8')),
      })),
    );
    // All files are read each time, so there is nothing to go on from; a database would give the last row's number here.
    const detail = `files of ${this.name} were added or edited`;
    return { assets: [{ asset: this.asset.key, partitions, complete: true, detail }], cursor: '' };
  }

  async load(_asset: AssetKey, span: OrdinalRange): Promise<readonly (Rows | undefined)[]> {
    const there = new Set(await readdir(this.#folder));
    const ordinals = Array.from({ length: span.to - span.from + 1 }, (_unused, i) => span.from + i);
    return Promise.all(
      ordinals.map(async (ordinal) => {
        const name = `${this.#days.exists(ordinal) ? this.#days.keyOf(ordinal) : ''}.csv`;
        return there.has(name) ? parseRows(await readFile(join(this.#folder, name), 'utf8')) : undefined;
      }),
    );
  }
}
