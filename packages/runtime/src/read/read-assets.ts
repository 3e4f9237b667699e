import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { AssetRow } from '../state/asset-row.ts';
import { assetView, type FailureRow, failureView, keysOf, type SummaryRow, summaryView } from './row-views.ts';
import type { AssetNameView, AssetView, FailureView, ObservationView, SummaryView } from './views.ts';

/** All assets in topological order, those no longer declared last. */
export function readAssets(connection: SqliteConnection): AssetView[] {
  const summaries = new Map(readSummaries(connection).map((summary) => [summary.asset, summary]));
  return connection
    .all<AssetRow>('select * from asset order by active desc, position, key')
    .map((row) => assetView(row, summaries.get(row.key) ?? null));
}

export function readAssetNames(connection: SqliteConnection): AssetNameView[] {
  return connection.all<AssetNameView>(
    'select key, unit, description from asset where active = 1 order by position, key',
  );
}

export function readSummaries(connection: SqliteConnection): SummaryView[] {
  return connection.all<SummaryRow>('select * from asset_summary order by asset').map(summaryView);
}

export function assetRow(connection: SqliteConnection, asset: string): AssetRow | undefined {
  return connection.get<AssetRow>('select * from asset where key = ?', asset);
}

/** The partitions whose last attempt failed. */
export function readFailures(connection: SqliteConnection, asset: string): FailureView[] {
  const keyOf = keysOf(assetRow(connection, asset));
  return connection
    .all<FailureRow>('select ordinal, at, run_id, message from failure where asset = ? order by ordinal', asset)
    .map((row) => failureView(row, keyOf));
}

/** What sources saw of an asset, newest first. */
export function readObservations(connection: SqliteConnection, asset: string, limit: number): ObservationView[] {
  const keyOf = keysOf(assetRow(connection, asset));
  return connection
    .all<Omit<ObservationView, 'fromKey' | 'toKey'>>(
      `select source, from_ordinal as "from", to_ordinal as "to", partitions, at, detail from observation where asset = ?
       order by id desc limit ?`,
      asset,
      limit,
    )
    .map((row) => ({ ...row, fromKey: keyOf(row.from), toKey: keyOf(row.to) }));
}
