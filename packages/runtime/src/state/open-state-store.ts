import { type AssetKey, alignColumns, formatHash, hashText, StateColumns } from '@meterworks/assets';
import type { Timers } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { stateSchema } from '../database/state-schema.ts';
import { assertFence } from '../lease/fence.ts';
import { type AssetRow, assetRowOf, storedAssetOf } from './asset-row.ts';
import { stepEvent, writeCommit, writeStep } from './commit-writer.ts';
import { writeEvent } from './event-writer.ts';
import { unpackState } from './packed-state.ts';
import type { Json, RunId } from './run-record.ts';
import type { Fenced, StateStore } from './state-store.ts';

/** Lines of one run that its log keeps. */
const runLogLimit = 2_000;

/** Opens the state database as its owner: creates and upgrades it. */
export async function openStateDatabase(path: string, timers: Timers = systemClock): Promise<SqliteConnection> {
  return openSqlite({ path, role: 'owner', schema: stateSchema, timers });
}

/** The state store in an open state database, which stays the caller's: closing the store closes it. */
export function stateStoreIn(connection: SqliteConnection): StateStore {
  const write = <T>(fence: Fenced, body: () => T): Promise<T> =>
    connection.write(() => {
      assertFence(connection, fence);
      return body();
    });
  return {
    async readStates(assets) {
      const states = new Map<AssetKey, StateColumns>();
      const rows = connection.all<{ asset: string; data: Uint8Array }>(
        'select asset, data from asset_state where asset in (select value from json_each(?))',
        JSON.stringify(assets.map(({ key }) => key)),
      );
      const packed = new Map(rows.map(({ asset, data }) => [asset, data]));
      for (const { key, layout } of assets) {
        const data = packed.get(key);
        states.set(key, data === undefined ? new StateColumns(layout) : alignColumns(unpackState(data), layout));
      }
      return states;
    },
    async recordedAssets() {
      return connection
        .all<{ asset: string }>('select asset from asset_state order by asset')
        .map(({ asset }) => asset as AssetKey);
    },
    commit: (fence, build) =>
      write(fence, () => {
        const row = connection.get<{ seq: number }>('update commit_seq set seq = seq + 1 returning seq');
        const seq = row?.seq as number;
        writeCommit(connection, seq, build(seq));
        return seq;
      }),
    async lastSeq() {
      return connection.get<{ seq: number }>('select seq from commit_seq')?.seq ?? 0;
    },
    async readCursor(source) {
      return connection.get<{ cursor: string }>('select cursor from source_cursor where source = ?', source)?.cursor;
    },
    async failures(asset) {
      const rows = connection.all<{ ordinal: number; at: number; run_id: number | null; message: string }>(
        'select ordinal, at, run_id, message from failure where asset = ? order by ordinal',
        asset,
      );
      return rows.map(({ ordinal, at, run_id, message }) => ({
        asset,
        ordinal,
        at,
        message,
        ...(run_id === null ? {} : { run: run_id as RunId }),
      }));
    },
    async observationAt(seq, asset) {
      const row = connection.get<{ at: number; detail: string | null }>(
        'select at, detail from observation where asset = ? and seq = ?',
        asset,
        seq,
      );
      return row === undefined ? undefined : { at: row.at, detail: row.detail ?? undefined };
    },
    async stepCauses(seq, asset) {
      const row = connection.get<{ causes: string }>('select causes from step where asset = ? and seq = ?', asset, seq);
      return row === undefined ? undefined : (JSON.parse(row.causes) as Json);
    },
    async readSummaries() {
      const rows = connection.all<{ asset: string; first_ordinal: number; strip: Uint8Array }>(
        'select asset, first_ordinal, strip from asset_summary',
      );
      return rows.map(({ asset, first_ordinal, strip }) => ({
        asset: asset as AssetKey,
        firstOrdinal: first_ordinal,
        strip,
      }));
    },
    startRun: (fence, { kind, actor, selection, startedAt }) =>
      write(fence, () => {
        const { lastId } = connection.run(
          `insert into run (kind, actor, selection, status, started_at) values (?, ?, ?, 'running', ?)`,
          kind,
          actor,
          selection,
          startedAt,
        );
        writeEvent(connection, {
          at: startedAt,
          kind: 'run-started',
          run: lastId as RunId,
          payload: { kind, actor, selection },
        });
        return lastId as RunId;
      }),
    finishRun: (fence, run, { status, finishedAt, counts, error }) =>
      write(fence, () => {
        connection.run(
          'update run set status = ?, finished_at = ?, counts = ?, error = ? where id = ?',
          status,
          finishedAt,
          JSON.stringify(counts),
          error ?? null,
          run,
        );
        writeEvent(connection, { at: finishedAt, kind: 'run-finished', run, payload: { status, counts } });
      }),
    startStep: (fence, step) =>
      write(fence, () => {
        const id = writeStep(connection, step, null);
        writeEvent(connection, stepEvent(step, id));
        return id;
      }),
    endAbandonedRuns: (fence, at) =>
      write(fence, () => {
        const abandoned = connection.all<{ id: number }>(`select id from run where status = 'running' order by id`);
        const error = 'the process that ran it has ended';
        for (const { id } of abandoned) {
          connection.run(`update run set status = 'failed', finished_at = ?, error = ? where id = ?`, at, error, id);
          connection.run(
            `update step set status = 'failed', finished_at = ?, error = ? where run_id = ? and status = 'running'`,
            at,
            error,
            id,
          );
          writeEvent(connection, { at, kind: 'run-finished', run: id as RunId, payload: { status: 'failed', error } });
        }
        return abandoned.map(({ id }) => id as RunId);
      }),
    appendRunLog: (run, lines) =>
      connection.write(() => {
        const row = connection.get<{ line: number | null }>(
          'select max(line) as line from run_log where run_id = ?',
          run,
        );
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
      }),
    async saveGraph(fence, assets) {
      const rows = assets.map(assetRowOf);
      const hash = formatHash(hashText(JSON.stringify(rows)));
      const saved = connection.get<{ value: string }>(`select value from meta where key = 'graph'`);
      if (saved?.value === hash) return false;
      await write(fence, () => replaceGraph(connection, rows, hash));
      return true;
    },
    async readGraph() {
      return connection.all<AssetRow>('select * from asset order by active desc, position, key').map(storedAssetOf);
    },
    pruneHistory: (fence, before) =>
      write(fence, () => {
        const deletions = [
          `delete from run_log where run_id in (select id from run where finished_at < ?)`,
          `delete from step where run_id in (select id from run where finished_at < ?)`,
          'delete from run where finished_at < ?',
          'delete from observation where at < ?',
          'delete from event where at < ?',
          'delete from command where finished_at < ?',
        ];
        return deletions.reduce((count, sql) => count + connection.run(sql, before).changes, 0);
      }),
    async close() {
      connection.close();
    },
  };
}

/** An asset that is no longer declared stays as an inactive row: its state and history may still be looked at. */
function replaceGraph(connection: SqliteConnection, rows: readonly AssetRow[], hash: string): void {
  connection.run('update asset set active = 0');
  for (const row of rows) {
    connection.run(
      `insert or replace into asset (key, position, grain, zone, asset_group, unit, description, tags, deps, codec_schema,
         external, code_version, active) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.key,
      row.position,
      row.grain,
      row.zone,
      row.asset_group,
      row.unit,
      row.description,
      row.tags,
      row.deps,
      row.codec_schema,
      row.external,
      row.code_version,
      row.active,
    );
  }
  connection.run(`insert or replace into meta (key, value) values ('graph', ?)`, hash);
}
