import type { LineageAsset } from './lineage-asset.ts';

/** Who reads whom, both ways, over the assets that are given. */
export interface LineageLinks {
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly readers: ReadonlyMap<string, readonly string[]>;
}

export function linkLineage(assets: readonly Pick<LineageAsset, 'key' | 'deps'>[]): LineageLinks {
  const inputs = new Map<string, string[]>();
  const readers = new Map<string, string[]>(assets.map(({ key }) => [key, []]));
  for (const { key, deps } of assets) {
    const from = [...new Set(deps.map(({ asset }) => asset))].filter((asset) => readers.has(asset));
    inputs.set(key, from);
    for (const asset of from) readers.get(asset)?.push(key);
  }
  return { inputs, readers };
}

/** An asset, everything that it is derived from and everything derived from it; not what merely shares an input with it. */
export function lineageOf(links: LineageLinks, key: string): Set<string> {
  return new Set([...reach(links.inputs, key), ...reach(links.readers, key)]);
}

/** What lies on the ways from one asset to the other, whichever way they lead; both ends are in it. Empty where there is none. */
export function pathBetween(links: LineageLinks, a: string, b: string): Set<string> {
  const down = crossing(reach(links.readers, a), reach(links.inputs, b));
  return down.size > 0 ? down : crossing(reach(links.inputs, a), reach(links.readers, b));
}

function crossing(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((key) => b.has(key)));
}

function reach(next: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const found = new Set([start]);
  for (const key of found) for (const other of next.get(key) ?? []) found.add(other);
  return found;
}
