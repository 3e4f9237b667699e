import type { LineageAsset, LineageDependency } from '../../src/lineage/lineage-asset.ts';

/** The chain of assets of one physical meter, and a total over some; positions rise as they are listed. */
export function houseAssets(
  physical: readonly string[],
  totals: Readonly<Record<string, readonly string[]>> = {},
): LineageAsset[] {
  const assets: LineageAsset[] = [];
  const add = (key: string, ...deps: [asset: string, mapping?: string][]) => {
    const dependencies = deps.map(([asset, mapping = 'identity']): LineageDependency => ({ asset, mapping }));
    assets.push({ key, position: assets.length, deps: dependencies });
  };
  const consumption = (meter: string, source: string) => {
    add(`consumption/${meter}/daily`, [source]);
    add(`consumption/${meter}/monthly`, [`consumption/${meter}/daily`, 'within']);
    add(`consumption/${meter}/yearly`, [`consumption/${meter}/daily`, 'within']);
    add(`anomalies/${meter}`, [`consumption/${meter}/daily`, 'window']);
  };
  for (const meter of physical) {
    add(`readings/${meter}`);
    add(`decisions/${meter}`);
    add(`repaired/${meter}`, [`readings/${meter}`, 'all'], [`decisions/${meter}`, 'all']);
    add(`training/${meter}`, [`repaired/${meter}`, 'within']);
    add(`profile/${meter}`, [`training/${meter}`, 'window']);
    add(`physical/${meter}`, [`repaired/${meter}`], [`profile/${meter}`, 'lazy']);
  }
  for (const [meter, parts] of Object.entries(totals)) {
    add(`master/${meter}`, ...parts.map((part): [string] => [`physical/${part}`]));
  }
  for (const meter of physical) consumption(meter, `physical/${meter}`);
  for (const meter of Object.keys(totals)) consumption(meter, `master/${meter}`);
  return assets;
}
