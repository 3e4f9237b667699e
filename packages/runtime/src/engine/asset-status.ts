import {
  type AssetDefinition,
  type AssetKey,
  type AssetStaleness,
  type CheckSeverity,
  noPartition,
  type StateColumns,
  type Status,
  statuses,
} from '@meterworks/assets';
import type { FindingRecord } from '../state/commit.ts';
import { type FreshnessReport, freshnessReport } from './freshness-report.ts';

/** Counts of an asset's partitions by status. */
export interface AssetStatus {
  readonly asset: AssetKey;
  readonly group: string | undefined;
  readonly unit: string | undefined;
  readonly counts: Readonly<Record<Status, number>>;
  readonly total: number;
  /** How many of them are kept as they are. */
  readonly pinned: number;
  /** First and last partition there is. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** What checks say about its values, or about those that they kept from being stored: by partition. */
  readonly findings: readonly AssetFinding[];
  /** Of an asset that says by when it is to have what. */
  readonly freshness?: FreshnessReport;
}

export interface AssetFinding {
  readonly partition: string;
  readonly check: string;
  readonly severity: CheckSeverity;
  readonly message: string;
}

export function assetStatus(
  asset: AssetDefinition,
  staleness: AssetStaleness,
  columns: StateColumns,
  findings: readonly FindingRecord[],
  asOf: number,
): AssetStatus {
  const { scheme, group, unit } = asset;
  const freshness = freshnessReport(asset, staleness, columns, asOf);
  const { key, domain, status } = staleness;
  const counts = Object.fromEntries(statuses.map((name) => [name, 0])) as Record<Status, number>;
  let total = 0;
  let pinned = 0;
  for (const [i, code] of status.entries()) {
    if (code === noPartition) continue;
    total++;
    if (domain !== undefined && columns.isPinned(domain.from + i)) pinned++;
    const name = statuses[code];
    if (name !== undefined) counts[name]++;
  }
  return {
    asset: key,
    group,
    unit,
    counts,
    total,
    pinned,
    first: domain === undefined ? undefined : scheme.keyOf(domain.from),
    last: domain === undefined ? undefined : scheme.keyOf(domain.to),
    findings: findings.map(({ ordinal, check, severity, message }) => ({
      partition: scheme.keyOf(ordinal),
      check,
      severity,
      message,
    })),
    ...(freshness === undefined ? {} : { freshness }),
  };
}
