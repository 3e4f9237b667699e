import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Json } from '../state/run-record.ts';
import type { CheckResultView, FindingView } from './views.ts';

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
