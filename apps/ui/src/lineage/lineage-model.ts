import type { AssetView } from '@meterworks/runtime/read';
import { lastOrdinal, packCodes, readStrip, stripWindow } from '../status/strip.ts';
import type { LineageAsset } from './lineage-asset.ts';

/** An asset as the lineage page shows it. */
export interface LineageItem extends LineageAsset {
  readonly unit: string | null;
  readonly description: string | null;
  readonly group: string | null;
  readonly tags: readonly string[];
  readonly external: boolean;
  readonly counts: Readonly<Record<string, number>>;
  /** Packed codes of the newest partitions up to the newest of all assets of that grain. */
  readonly strip: string;
  /** How many assets it stands for, where it is a whole stage. */
  readonly members?: number;
}

/** How many partitions the strip of a node shows. */
const stripLength: Readonly<Record<string, number>> = { hour: 96, day: 90, month: 48, year: 12 };

/** Declared assets with what a node shows. Strips of one grain end at the same partition, so that they can be compared. */
export function lineageItems(assets: readonly AssetView[]): LineageItem[] {
  const strips = new Map(assets.map(({ key, summary }) => [key, summary === null ? undefined : readStrip(summary)]));
  const ends = new Map<string, number>();
  for (const { key, grain } of assets) {
    const strip = strips.get(key);
    if (strip !== undefined && strip.codes.length > 0)
      ends.set(grain, Math.max(ends.get(grain) ?? 0, lastOrdinal(strip)));
  }
  return assets
    .filter(({ active }) => active)
    .map(({ key, position, deps, unit, description, group, tags, external, grain, summary }) => {
      const strip = strips.get(key);
      const end = ends.get(grain) ?? 0;
      return {
        key,
        position,
        deps: deps.map(({ asset, mapping }) => ({ asset, mapping })),
        unit,
        description,
        group,
        tags,
        external,
        counts: summary?.counts ?? {},
        strip: strip === undefined ? '' : packCodes(stripWindow(strip, end - (stripLength[grain] ?? 1) + 1, end)),
      };
    });
}
