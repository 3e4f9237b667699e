import type { AssetKey } from '@meterworks/assets';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Commit, FindingRecord } from './commit.ts';
import type { Json, RunId } from './run-record.ts';

/** Writes what checks found; to be called inside the commit's transaction. */
export function writeChecks(connection: SqliteConnection, { findingsCleared, findings, checkResults }: Commit): void {
  for (const { asset, from, to } of findingsCleared ?? [])
    connection.run('delete from check_finding where asset = ? and ordinal between ? and ?', asset, from, to);
  for (const { asset, ordinal, check, severity, blocking, message, facts, at, run } of findings ?? [])
    connection.run(
      `insert or replace into check_finding (asset, ordinal, name, severity, blocking, message, facts, at, run_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      asset,
      ordinal,
      check,
      severity,
      blocking ? 1 : 0,
      message,
      facts === undefined ? null : JSON.stringify(facts),
      at,
      run ?? null,
    );
  for (const { run, asset, check, severity, blocking, passed, found, at } of checkResults ?? [])
    connection.run(
      `insert into check_result (run_id, asset, name, severity, blocking, passed, found, at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      run,
      asset,
      check,
      severity,
      blocking ? 1 : 0,
      passed,
      found,
      at,
    );
}

interface FindingRow {
  readonly asset: AssetKey;
  readonly ordinal: number;
  readonly name: string;
  readonly severity: 'warning' | 'error';
  readonly blocking: number;
  readonly message: string;
  readonly facts: string | null;
  readonly at: number;
  readonly run_id: RunId | null;
}

/** What checks say about the values of these assets, or of all. */
export function readFindings(connection: SqliteConnection, assets: readonly AssetKey[] | undefined): FindingRecord[] {
  const query = 'select * from check_finding';
  const rows =
    assets === undefined
      ? connection.all<FindingRow>(`${query} order by asset, ordinal, name`)
      : connection.all<FindingRow>(
          `${query} where asset in (select value from json_each(?)) order by asset, ordinal, name`,
          JSON.stringify(assets),
        );
  return rows.map(({ asset, ordinal, name, severity, blocking, message, facts, at, run_id }) => ({
    asset,
    ordinal,
    check: name,
    severity,
    blocking: blocking !== 0,
    message,
    at,
    ...(facts === null ? {} : { facts: JSON.parse(facts) as Json }),
    ...(run_id === null ? {} : { run: run_id }),
  }));
}
