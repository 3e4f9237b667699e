import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssetKey, hashText, type Observation, type OrdinalRange, type Source } from '@meterworks/assets';
import { firstDay, type GraphSize, observedKey } from './synthetic-graph.ts';

/** One number that was written over another. */
export interface Edit {
  readonly chain: number;
  /** Days after the first. */
  readonly day: number;
  readonly value: number;
}

const fileName = 'edits.json';

export function readEdits(folder: string): Edit[] {
  return JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as Edit[];
}

export function writeEdits(folder: string, edits: readonly Edit[]): void {
  writeFileSync(join(folder, fileName), JSON.stringify(edits));
}

/** What every day of a chain holds before anybody edits it. */
function originalValue(chain: number, day: number): number {
  return ((day * 31 + chain * 7) % 1000) / 8;
}

export function fingerprintOf(value: number) {
  return hashText(String(value));
}

export const originalFingerprint = (chain: number, day: number) => fingerprintOf(originalValue(chain, day));

/** Numbers by chain and day, and a journal of edits in a file: it is looked at from where it ended the last time. */
export function openJournal(folder: string, { chains, days }: GraphSize): Source {
  const keys = Array.from({ length: chains }, (_, chain) => observedKey(chain));
  const chainOf = new Map(keys.map((key, chain) => [key, chain]));
  return {
    name: 'journal',
    assets: keys,
    async observe(cursor): Promise<Observation> {
      const edits = readEdits(folder);
      const fresh = edits.slice(Number(cursor ?? 0));
      const seen = new Map<AssetKey, Map<number, number>>();
      if (cursor === undefined)
        for (const [chain, key] of keys.entries())
          seen.set(key, new Map(Array.from({ length: days }, (_, day) => [day, originalValue(chain, day)])));
      for (const { chain, day, value } of fresh) {
        const key = observedKey(chain);
        seen.set(key, (seen.get(key) ?? new Map<number, number>()).set(day, value));
      }
      return {
        cursor: String(edits.length),
        assets: [...seen].map(([asset, values]) => ({
          asset,
          complete: false,
          partitions: [...values].map(([day, value]) => ({
            ordinal: firstDay + day,
            fingerprint: fingerprintOf(value),
          })),
        })),
      };
    },
    async load(asset: AssetKey, span: OrdinalRange) {
      const chain = chainOf.get(asset) as number;
      const edited = new Map(
        readEdits(folder).flatMap((edit) => (edit.chain === chain ? [[edit.day, edit.value] as const] : [])),
      );
      return Array.from({ length: span.to - span.from + 1 }, (_, i) => {
        const day = span.from + i - firstDay;
        return day < 0 || day >= days ? undefined : (edited.get(day) ?? originalValue(chain, day));
      });
    },
  };
}
