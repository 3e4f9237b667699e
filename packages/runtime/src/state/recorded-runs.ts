import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { writeEvent } from './event-writer.ts';
import type { RunEnd, RunId, RunLogLine, RunStart } from './run-record.ts';

/** Lines of one run that its log keeps. */
export const runLogLimit = 2_000;

/* All to be called inside a transaction. */

export function insertRun(connection: SqliteConnection, { kind, actor, selection, startedAt }: RunStart): RunId {
  const { lastId } = connection.run(
    `insert into run (kind, actor, selection, status, started_at) values (?, ?, ?, 'running', ?)`,
    kind,
    actor,
    selection,
    startedAt,
  );
  const run = lastId as RunId;
  writeEvent(connection, { at: startedAt, kind: 'run-started', run, payload: { kind, actor, selection } });
  return run;
}

export function endRun(connection: SqliteConnection, run: RunId, { status, finishedAt, counts, error }: RunEnd): void {
  connection.run(
    'update run set status = ?, finished_at = ?, counts = ?, error = ? where id = ?',
    status,
    finishedAt,
    JSON.stringify(counts),
    error ?? null,
    run,
  );
  writeEvent(connection, { at: finishedAt, kind: 'run-finished', run, payload: { status, counts } });
}

/** Ends every run that is still said to be running, with its steps. */
export function endRunsLeftBehind(connection: SqliteConnection, at: number): RunId[] {
  const abandoned = connection.all<{ id: RunId }>(`select id from run where status = 'running' order by id`);
  const error = 'the process that ran it has ended';
  for (const { id } of abandoned) {
    connection.run(`update run set status = 'failed', finished_at = ?, error = ? where id = ?`, at, error, id);
    connection.run(
      `update step set status = 'failed', finished_at = ?, error = ? where run_id = ? and status = 'running'`,
      at,
      error,
      id,
    );
    writeEvent(connection, { at, kind: 'run-finished', run: id, payload: { status: 'failed', error } });
  }
  return abandoned.map(({ id }) => id);
}

export function insertRunLog(connection: SqliteConnection, run: RunId, lines: readonly RunLogLine[]): void {
  const row = connection.get<{ line: number | null }>('select max(line) as line from run_log where run_id = ?', run);
  let line = row?.line ?? 0;
  for (const { at, level, message, asset, span } of lines) {
    connection.run(
      'insert into run_log (run_id, line, at, level, message, asset, span) values (?, ?, ?, ?, ?, ?, ?)',
      run,
      ++line,
      at,
      level,
      message,
      asset ?? null,
      span ?? null,
    );
  }
  connection.run('delete from run_log where run_id = ? and line <= ?', run, line - runLogLimit);
}

/** Deletes what has ended, or happened, before that time; gives how many rows. */
export function deleteHistory(connection: SqliteConnection, before: number): number {
  const deletions = [
    'delete from run_log where run_id in (select id from run where finished_at < ?)',
    'delete from check_result where run_id in (select id from run where finished_at < ?)',
    'delete from step where run_id in (select id from run where finished_at < ?)',
    'delete from run where finished_at < ?',
    'delete from observation where at < ?',
    'delete from event where at < ?',
    'delete from tick where finished_at < ?',
    'delete from command where finished_at < ?',
    'delete from backfill_chunk where backfill_id in (select id from backfill where finished_at < ?)',
    'delete from backfill where finished_at < ?',
    'delete from delivery where finished_at < ?',
    'delete from notice where seen_at < ?',
  ];
  return deletions.reduce((count, sql) => count + connection.run(sql, before).changes, 0);
}
