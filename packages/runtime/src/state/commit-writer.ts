import type { StateColumns } from '@meterworks/assets';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Commit, EventRecord } from './commit.ts';
import { writeEvent } from './event-writer.ts';
import { writeCheckpoints } from './recorded-checkpoints.ts';
import { writeChecks } from './recorded-checks.ts';
import { writeState } from './recorded-states.ts';
import type { StepId, StepRecord } from './run-record.ts';

/** What is recorded of an asset, beside the history of its runs. */
const tablesOfAssets = [
  'asset_state',
  'asset_state_part',
  'asset_checkpoint',
  'asset_summary',
  'failure',
  'check_finding',
  'check_result',
];

/**
 * Writes a commit's rows; to be called inside its transaction.
 *
 * @param known columns that hold what is recorded, but for what the commit says it touched
 */
export function writeCommit(
  connection: SqliteConnection,
  seq: number,
  commit: Commit,
  known: WeakSet<StateColumns>,
): void {
  for (const { from, to } of commit.renamed ?? []) {
    for (const table of [...tablesOfAssets, 'step', 'observation'])
      connection.run(`update or replace ${table} set asset = ? where asset = ?`, to, from);
    connection.run('delete from asset where key = ?', from);
  }
  if (commit.cursorsForgotten === true) connection.run('delete from source_cursor');
  for (const asset of commit.forgotten ?? []) {
    for (const table of tablesOfAssets) connection.run(`delete from ${table} where asset = ?`, asset);
    connection.run('delete from asset where key = ? and active = 0', asset);
  }
  for (const state of commit.states ?? []) {
    writeState(connection, state, known.has(state.columns));
    connection.run('delete from pending_write where asset = ?', state.asset);
  }
  writeCheckpoints(connection, commit);
  writeFailures(connection, commit);
  writeChecks(connection, commit);
  writeSummaries(connection, seq, commit);
  writeObservations(connection, seq, commit);
  if (commit.step !== undefined) {
    const id = writeStep(connection, commit.step, seq);
    writeEvent(connection, stepEvent(commit.step, id));
  }
  for (const event of commit.events ?? []) writeEvent(connection, event);
}

/** Records a step, or how an announced one went on; gives its number. */
export function writeStep(connection: SqliteConnection, step: StepRecord, seq: number | null): StepId {
  const ending = [
    seq,
    step.from,
    step.to,
    step.status,
    step.planned,
    step.made,
    step.changed,
    step.cutOff,
    step.failed,
    step.attempts ?? 1,
    step.finishedAt ?? null,
    JSON.stringify(step.causes),
    step.error ?? null,
  ];
  if (step.id !== undefined) {
    connection.run(
      `update step set seq = ?, from_ordinal = ?, to_ordinal = ?, status = ?, planned = ?, made = ?, changed = ?, cut_off = ?,
         failed = ?, attempts = ?, finished_at = ?, causes = ?, error = ? where id = ?`,
      ...ending,
      step.id,
    );
    return step.id;
  }
  const { lastId } = connection.run(
    `insert into step (seq, from_ordinal, to_ordinal, status, planned, made, changed, cut_off, failed, attempts, finished_at, causes,
       error, run_id, asset, started_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...ending,
    step.run,
    step.asset,
    step.startedAt,
  );
  return lastId as StepId;
}

export function stepEvent(step: StepRecord, id: StepId): EventRecord {
  const { status, from, to, planned, made, changed, cutOff, failed, attempts = 1 } = step;
  return {
    at: step.finishedAt ?? step.startedAt,
    kind: status === 'running' ? 'step-started' : 'step-finished',
    asset: step.asset,
    run: step.run,
    payload: { step: id, status, from, to, planned, made, changed, cutOff, failed, attempts },
  };
}

function writeFailures(connection: SqliteConnection, { failures, failuresCleared }: Commit): void {
  for (const { asset, from, to } of failuresCleared ?? []) {
    connection.run('delete from failure where asset = ? and ordinal between ? and ?', asset, from, to);
  }
  for (const { asset, ordinal, at, run, message } of failures ?? []) {
    connection.run(
      `insert into failure (asset, ordinal, at, run_id, message) values (?, ?, ?, ?, ?)
       on conflict (asset, ordinal) do update set at = excluded.at, run_id = excluded.run_id, message = excluded.message`,
      asset,
      ordinal,
      at,
      run ?? null,
      message,
    );
  }
}

function writeSummaries(connection: SqliteConnection, seq: number, { summaries }: Commit): void {
  for (const { asset, asOf, counts, firstOrdinal, strip, lastValue } of summaries ?? []) {
    connection.run(
      `insert into asset_summary (asset, as_of, counts, first_ordinal, strip, last_value, updated_seq) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (asset) do update set as_of = excluded.as_of, counts = excluded.counts, first_ordinal = excluded.first_ordinal,
         strip = excluded.strip, last_value = excluded.last_value, updated_seq = excluded.updated_seq`,
      asset,
      asOf,
      JSON.stringify(counts),
      firstOrdinal,
      strip,
      JSON.stringify(lastValue),
      seq,
    );
  }
}

function writeObservations(connection: SqliteConnection, seq: number, { observations, cursor }: Commit): void {
  for (const { source, asset, from, to, partitions, at, detail } of observations ?? []) {
    connection.run(
      `insert into observation (seq, source, asset, from_ordinal, to_ordinal, partitions, at, detail) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      source,
      asset,
      from,
      to,
      partitions,
      at,
      detail ?? null,
    );
    writeEvent(connection, { at, kind: 'observed', asset, payload: { source, from, to, partitions } });
  }
  if (cursor !== undefined) {
    connection.run(
      'insert into source_cursor (source, cursor) values (?, ?) on conflict (source) do update set cursor = excluded.cursor',
      cursor.source,
      cursor.cursor,
    );
  }
}
