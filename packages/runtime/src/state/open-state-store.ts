import { type AssetKey, alignColumns, formatHash, hashText, StateColumns } from '@meterworks/assets';
import type { Timers } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { stateSchema } from '../database/state-schema.ts';
import { assertFence } from '../lease/fence.ts';
import { type AssetRow, assetRowOf, storedAssetOf } from './asset-row.ts';
import type { Commit } from './commit.ts';
import { stepEvent, writeCommit, writeStep } from './commit-writer.ts';
import { writeEvent } from './event-writer.ts';
import { readPastTimes } from './past-times.ts';
import { readCheckpoint } from './recorded-checkpoints.ts';
import { readFindings } from './recorded-checks.ts';
import { deleteHistory, endRun, endRunsLeftBehind, insertRun, insertRunLog } from './recorded-runs.ts';
import { readStates } from './recorded-states.ts';
import type { Json, RunId } from './run-record.ts';
import type { Fenced, PendingWrite, StateStore } from './state-store.ts';

/** Opens the state database as its owner: creates and upgrades it. */
export async function openStateDatabase(path: string, timers: Timers = systemClock): Promise<SqliteConnection> {
  return openSqlite({ path, role: 'owner', schema: stateSchema, timers });
}

/** The state store in an open state database, which stays the caller's: closing the store closes it. */
export function stateStoreIn(connection: SqliteConnection): StateStore {
  /** Columns that hold what is recorded, but for what their next commit says it touched. */
  let known = new WeakSet<StateColumns>();
  const fenced =
    <T>(fence: Fenced, body: () => T) =>
    (): T => {
      assertFence(connection, fence);
      return body();
    };
  const write = <T>(fence: Fenced, body: () => T): Promise<T> => connection.write(fenced(fence, body));
  const writeTogether = <T>(fence: Fenced, body: () => T): Promise<T> => connection.writeTogether(fenced(fence, body));
  return {
    async readStates(assets) {
      const recorded = readStates(
        connection,
        assets.map(({ key }) => key),
      );
      for (const columns of recorded.values()) known.add(columns);
      return new Map(
        assets.map(({ key, layout }) => {
          const columns = recorded.get(key);
          return [key, columns === undefined ? new StateColumns(layout) : alignColumns(columns, layout)];
        }),
      );
    },
    async recordedAssets() {
      return connection
        .all<{ asset: string }>('select asset from asset_state order by asset')
        .map(({ asset }) => asset as AssetKey);
    },
    async commit(fence, build) {
      let built: Commit = {};
      try {
        const seq = await writeTogether(fence, () => {
          const row = connection.get<{ seq: number }>('update commit_seq set seq = seq + 1 returning seq');
          const next = row?.seq as number;
          built = build(next);
          writeCommit(connection, next, built, known);
          return next;
        });
        for (const { columns } of built.states ?? []) known.add(columns);
        return seq;
      } catch (error) {
        known = new WeakSet(); // Some may have been changed and not recorded.
        throw error;
      }
    },
    announceWrite: (fence, { asset, from, to, removes }) =>
      writeTogether(fence, () => {
        connection.run(
          `insert into pending_write (asset, from_ordinal, to_ordinal, removes) values (?, ?, ?, ?) on conflict (asset) do update set
             from_ordinal = min(from_ordinal, excluded.from_ordinal), to_ordinal = max(to_ordinal, excluded.to_ordinal),
             removes = max(removes, excluded.removes)`,
          asset,
          from,
          to,
          removes ? 1 : 0,
        );
      }),
    async pendingWrites() {
      const query =
        'select asset, from_ordinal as "from", to_ordinal as "to", removes from pending_write order by asset';
      return connection
        .all<Omit<PendingWrite, 'removes'> & { readonly removes: number }>(query)
        .map((write) => ({ ...write, removes: write.removes === 1 }));
    },
    async lastSeq() {
      return connection.get<{ seq: number }>('select seq from commit_seq')?.seq ?? 0;
    },
    async readCheckpoint(asset) {
      return readCheckpoint(connection, asset);
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
    async findings(assets) {
      return readFindings(connection, assets);
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
    async pastTimes(assets) {
      return readPastTimes(connection, assets);
    },
    async readSummaries(assets) {
      const query = 'select asset, first_ordinal, strip from asset_summary';
      type Row = { asset: string; first_ordinal: number; strip: Uint8Array };
      const rows =
        assets === undefined
          ? connection.all<Row>(query)
          : connection.all<Row>(`${query} where asset in (select value from json_each(?))`, JSON.stringify(assets));
      return rows.map(({ asset, first_ordinal, strip }) => ({
        asset: asset as AssetKey,
        firstOrdinal: first_ordinal,
        strip,
      }));
    },
    startRun: (fence, run) => write(fence, () => insertRun(connection, run)),
    finishRun: (fence, run, end) => write(fence, () => endRun(connection, run, end)),
    startStep: (fence, step) =>
      write(fence, () => {
        const id = writeStep(connection, step, null);
        writeEvent(connection, stepEvent(step, id));
        return id;
      }),
    endAbandonedRuns: (fence, at) => write(fence, () => endRunsLeftBehind(connection, at)),
    appendRunLog: (run, lines) => connection.write(() => insertRunLog(connection, run, lines)),
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
    pruneHistory: (fence, before) => write(fence, () => deleteHistory(connection, before)),
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
