import type { Kysely } from 'kysely';
import { rowsOf } from '../database/query-builder.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { StateTables, StepRow } from '../database/state-tables.ts';
import { assetRow } from './read-assets.ts';
import { readCheckResults } from './read-checks.ts';
import { readRetries } from './read-retries.ts';
import { keysOf, runView, stepView } from './row-views.ts';
import type { HistoryEntry, LogLineView, RunDetail, RunView } from './views.ts';

export interface RunFilter {
  /** How many; 50 unless told. */
  readonly limit?: number;
  /** Only those with a smaller number: the last one of the page before. */
  readonly before?: number;
  readonly status?: string;
  readonly kind?: string;
}

export interface HistoryFilter {
  readonly limit?: number;
  /** Only steps with a smaller number. */
  readonly before?: number;
  readonly run?: number;
  /** Only steps that this commit recorded. */
  readonly seq?: number;
}

/** Runs, newest first. */
export function readRuns(connection: SqliteConnection, db: Kysely<StateTables>, filter: RunFilter): RunView[] {
  let query = db
    .selectFrom('run')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit ?? 50);
  if (filter.before !== undefined) query = query.where('id', '<', filter.before);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  return rowsOf(connection, query).map(runView);
}

/** An asset's steps, newest first. */
export function readHistory(
  connection: SqliteConnection,
  db: Kysely<StateTables>,
  asset: string,
  filter: HistoryFilter,
): HistoryEntry[] {
  let query = db
    .selectFrom('step')
    .innerJoin('run', 'run.id', 'step.run_id')
    .selectAll('step')
    .select(['run.kind as run_kind', 'run.actor as run_actor'])
    .where('step.asset', '=', asset)
    .orderBy('step.id', 'desc')
    .limit(filter.limit ?? 50);
  if (filter.before !== undefined) query = query.where('step.id', '<', filter.before);
  if (filter.run !== undefined) query = query.where('step.run_id', '=', filter.run);
  if (filter.seq !== undefined) query = query.where('step.seq', '=', filter.seq);
  const keyOf = keysOf(assetRow(connection, asset));
  return rowsOf(connection, query).map((row) => ({
    ...stepView(row, keyOf),
    runKind: row.run_kind,
    runActor: row.run_actor,
  }));
}

/** A run with its steps and log, each in the order in which it came about. */
export function readRun(connection: SqliteConnection, db: Kysely<StateTables>, id: number): RunDetail | undefined {
  const row = rowsOf(connection, db.selectFrom('run').selectAll().where('id', '=', id))[0];
  if (row === undefined) return undefined;
  const run = runView(row);
  const rows = connection.all<StepRow & { grain: string | null; zone: string | null }>(
    'select step.*, asset.grain, asset.zone from step left join asset on asset.key = step.asset where run_id = ? order by id',
    id,
  );
  const steps = rows.map((row) =>
    stepView(row, keysOf(row.grain === null ? undefined : { grain: row.grain, zone: row.zone })),
  );
  const log = connection.all<LogLineView>(
    'select line, at, level, message, asset, span from run_log where run_id = ? order by line',
    id,
  );
  const checks = readCheckResults(connection, id);
  return { run, steps, log, checks, retries: readRetries(connection, run, steps) };
}
