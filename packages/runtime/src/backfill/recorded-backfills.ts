import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { writeEvent } from '../state/event-writer.ts';
import type { Backfill, BackfillChunk, BackfillId, BackfillRequest, PlannedChunk } from './backfill.ts';
import { type BackfillRow, backfillOf, type ChunkRow, chunkOf } from './backfill-row.ts';

/** One backfill; undefined where there is none of that number. */
export function readBackfill(connection: SqliteConnection, id: number): Backfill | undefined {
  const row = connection.get<BackfillRow>('select * from backfill where id = ?', id);
  return row === undefined ? undefined : backfillOf(row);
}

/** The newest backfills, newest first. */
export function recentBackfills(connection: SqliteConnection, limit: number): Backfill[] {
  return connection.all<BackfillRow>('select * from backfill order by id desc limit ?', limit).map(backfillOf);
}

/** Those with something left to do, paused ones included, in the order in which they were filed. */
export function activeBackfills(connection: SqliteConnection): Backfill[] {
  return connection.all<BackfillRow>('select * from backfill where finished_at is null order by id').map(backfillOf);
}

/** The chunks of a backfill in the order in which they are done. */
export function readChunks(connection: SqliteConnection, id: BackfillId): BackfillChunk[] {
  return connection
    .all<ChunkRow>('select * from backfill_chunk where backfill_id = ? order by position', id)
    .map(chunkOf);
}

/** Files a backfill with its chunks; belongs inside a transaction. */
export function insertBackfill(
  connection: SqliteConnection,
  request: BackfillRequest,
  plan: { readonly chunks: readonly PlannedChunk[]; readonly remarks: readonly string[] },
  filed: { readonly seq: number; readonly at: number },
): BackfillId {
  const { lastId } = connection.run(
    `insert into backfill (actor, selection, from_date, to_date, state, running, upstream, newest_first, chunk_size, filed_seq,
       filed_at, status, remarks) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
    request.actor,
    request.selection,
    request.from ?? null,
    request.to ?? null,
    request.state ?? null,
    request.running === true ? 1 : 0,
    request.upstream === false ? 0 : 1,
    request.newestFirst === true ? 1 : 0,
    request.chunk ?? null,
    filed.seq,
    filed.at,
    JSON.stringify(plan.remarks),
  );
  plan.chunks.forEach(({ assets, from, to, running, planned }, position) => {
    connection.run(
      `insert into backfill_chunk (backfill_id, position, assets, from_date, to_date, running, planned, status)
       values (?, ?, ?, ?, ?, ?, ?, 'waiting')`,
      lastId,
      position,
      JSON.stringify(assets),
      from ?? null,
      to ?? null,
      running ? 1 : 0,
      planned,
    );
  });
  announce(connection, filed.at, lastId, 'waiting');
  return lastId as BackfillId;
}

/** Tells live readers; belongs inside the transaction that it tells of. */
export function announce(connection: SqliteConnection, at: number, backfill: number, status: string): void {
  writeEvent(connection, { at, kind: 'backfill', payload: { backfill, status } });
}
