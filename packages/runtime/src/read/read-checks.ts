import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Json } from '../state/run-record.ts';
import { assetRow } from './read-assets.ts';
import { keysOf } from './row-views.ts';
import type { AssetChecksView, CheckResultView, FindingView, LastCheckView } from './views.ts';

/** What the checks of a run's steps came to, in the order of the steps. */
export function readCheckResults(connection: SqliteConnection, run: number): CheckResultView[] {
  return connection
    .all<Omit<CheckResultView, 'blocking'> & { blocking: number }>(
      `select asset, name as "check", severity, blocking, passed, found from check_result where run_id = ? order by id`,
      run,
    )
    .map((row) => ({ ...row, blocking: row.blocking !== 0 }));
}

/** What checks say about one partition. */
export function readPartitionFindings(connection: SqliteConnection, asset: string, ordinal: number): FindingView[] {
  return connection
    .all<Omit<FindingView, 'blocking' | 'facts'> & { blocking: number; facts: string | null }>(
      `select name as "check", severity, blocking, message, facts, at, run_id as run from check_finding
       where asset = ? and ordinal = ? order by name`,
      asset,
      ordinal,
    )
    .map((row) => ({
      ...row,
      blocking: row.blocking !== 0,
      facts: row.facts === null ? null : (JSON.parse(row.facts) as Json),
    }));
}

/** What an asset's checks came to when they were last asked, by name, and what they say now. */
export function readAssetChecks(connection: SqliteConnection, asset: string, limit: number): AssetChecksView {
  const keyOf = keysOf(assetRow(connection, asset));
  const results = connection.all<Omit<LastCheckView, 'blocking'> & { blocking: number }>(
    `select name as "check", severity, blocking, passed, found, run_id as run, at from check_result
     where id in (select max(id) from check_result where asset = ? group by name) order by name`,
    asset,
  );
  const counted = connection.get<{ count: number }>(
    'select count(*) as count from check_finding where asset = ?',
    asset,
  );
  const findings = connection.all<{ ordinal: number; check: string; severity: string; message: string; at: number }>(
    `select ordinal, name as "check", severity, message, at from check_finding where asset = ?
     order by ordinal desc, name limit ?`,
    asset,
    limit,
  );
  return {
    checks: results.map((row) => ({ ...row, blocking: row.blocking !== 0 })),
    count: counted?.count ?? 0,
    findings: findings.map((row) => ({ ...row, key: keyOf(row.ordinal) })),
  };
}
