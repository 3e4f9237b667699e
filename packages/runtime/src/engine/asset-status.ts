import {
  type AssetDefinition,
  type AssetKey,
  type AssetStaleness,
  noPartition,
  type Status,
  statuses,
} from '@meterworks/assets';

/** Counts of an asset's partitions by status. */
export interface AssetStatus {
  readonly asset: AssetKey;
  readonly group: string | undefined;
  readonly unit: string | undefined;
  readonly counts: Readonly<Record<Status, number>>;
  readonly total: number;
  /** First and last partition there is. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

export function assetStatus(asset: AssetDefinition, { key, domain, status }: AssetStaleness): AssetStatus {
  const { scheme, group, unit } = asset;
  const counts = Object.fromEntries(statuses.map((name) => [name, 0])) as Record<Status, number>;
  let total = 0;
  for (const code of status) {
    if (code === noPartition) continue;
    total++;
    const name = statuses[code];
    if (name !== undefined) counts[name]++;
  }
  return {
    asset: key,
    group,
    unit,
    counts,
    total,
    first: domain === undefined ? undefined : scheme.keyOf(domain.from),
    last: domain === undefined ? undefined : scheme.keyOf(domain.to),
  };
}
