import type { DaemonView } from '../composition/look-at-daemon.ts';
import { tableLines } from './table.ts';

export interface AssetStatus {
  readonly asset: string;
  /** Numbers of partitions by status. */
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
  /** How many of them are kept as they are. */
  readonly pinned?: number;
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  readonly unit?: string | undefined;
  readonly group?: string | undefined;
  /** What checks say about its values. */
  readonly findings?: readonly {
    readonly partition: string;
    readonly check: string;
    readonly severity: string;
    readonly message: string;
  }[];
  readonly freshness?: { readonly sentence: string | undefined };
}

/** What `status --json` prints: per asset the counts by status, and their sums. */
export function statusJson(assets: readonly AssetStatus[], asOf: string, daemon?: DaemonView) {
  return {
    as_of: asOf,
    daemon: daemon ?? null,
    counts: summed(assets),
    total: assets.reduce((total, asset) => total + asset.total, 0),
    assets: assets.map(({ asset, group, unit, total, pinned, first, last, counts, findings, freshness }) => ({
      asset,
      group: group ?? null,
      unit: unit ?? null,
      total,
      pinned: pinned ?? 0,
      first: first ?? null,
      last: last ?? null,
      counts,
      findings: findings ?? [],
      ...(freshness === undefined ? {} : { late: freshness.sentence ?? null }),
    })),
  };
}

/** A column for every status that occurs, and for what is pinned. */
export function statusLines(assets: readonly AssetStatus[]): string[] {
  if (assets.length === 0) return ['No asset is selected.'];
  const sums = summed(assets);
  const columns = Object.keys(sums).filter((status) => (sums[status] ?? 0) > 0);
  const pinned = assets.reduce((sum, one) => sum + (one.pinned ?? 0), 0);
  const ifPinned = (count: number) => (pinned > 0 ? [count] : []);
  const rows = assets.map((one) => [
    one.asset,
    one.total,
    ...columns.map((status) => one.counts[status] ?? 0),
    ...ifPinned(one.pinned ?? 0),
    one.first === undefined ? '' : `${one.first} … ${one.last}`,
  ]);
  const total = assets.reduce((sum, asset) => sum + asset.total, 0);
  const table = tableLines(
    ['asset', 'all', ...columns, ...(pinned > 0 ? ['pinned'] : []), 'partitions'],
    [...rows, ['all', total, ...columns.map((status) => sums[status] ?? 0), ...ifPinned(pinned), '']],
  );
  const late = assets.flatMap(({ freshness }) => freshness?.sentence ?? []);
  const told = [...late, ...findingLines(assets)];
  return told.length === 0 ? table : [...table, '', ...told];
}

/** So many are told one by one. */
const mostFindings = 10;

function findingLines(assets: readonly AssetStatus[]): string[] {
  const lines = assets.flatMap(({ asset, findings = [] }) =>
    findings.map(
      ({ partition, check, severity, message }) => `${asset} ${partition}: ${severity}: ${check}: ${message}`,
    ),
  );
  const left = lines.length - mostFindings;
  return left <= 0
    ? lines
    : [...lines.slice(0, mostFindings), `and ${left} more findings of checks; --json lists them`];
}

function summed(assets: readonly AssetStatus[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of assets)
    for (const [status, count] of Object.entries(counts)) sums[status] = (sums[status] ?? 0) + count;
  return sums;
}

/** Who works on the house beside commands, and where it says how it is. */
export function daemonLine(daemon: DaemonView | undefined): string {
  if (daemon === undefined) return 'No daemon works on this house.';
  const { pid, host, health, fault } = daemon;
  const where =
    health === null ? ` Its health and metrics are ${fault ?? 'not served'}.` : ` Health and metrics: ${health}.`;
  return `A daemon (process ${pid} on ${host}) works on this house.${where}`;
}
