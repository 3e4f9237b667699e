import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { RunReport } from '../engine/run-report.ts';
import { assertFence } from '../lease/fence.ts';
import type { RunId } from '../state/run-record.ts';
import type { Fenced } from '../state/state-store.ts';
import type { Backfill, BackfillChunk, BackfillStatus } from './backfill.ts';
import { announce } from './recorded-backfills.ts';

/** A chunk at work. */
interface ChunkPlace {
  readonly connection: SqliteConnection;
  readonly fence: Fenced;
  readonly backfill: Backfill;
  readonly chunk: BackfillChunk;
}

/** What became of a chunk's run. */
export interface ChunkEnd {
  readonly status: 'success' | 'partial' | 'failed';
  readonly run: RunId | undefined;
  readonly made: number;
  readonly failed: number;
  readonly blocked: number;
  readonly workedMs: number;
  readonly error: string | undefined;
}

/** Records how a chunk ended, and with the last one how the backfill did. */
export function endChunk({ connection, fence, backfill, chunk }: ChunkPlace, end: ChunkEnd, at: number): Promise<void> {
  return connection.write(() => {
    assertFence(connection, fence);
    connection.run(
      `update backfill_chunk set status = ?, run_id = ?, made = made + ?, failed = ?, blocked = ?, worked_ms = worked_ms + ?,
         finished_at = ?, error = ? where backfill_id = ? and position = ?`,
      end.status,
      end.run ?? null,
      end.made,
      end.failed,
      end.blocked,
      end.workedMs,
      at,
      end.error ?? null,
      backfill.id,
      chunk.position,
    );
    announce(connection, at, backfill.id, endIfDone(connection, backfill, at) ?? 'waiting');
  });
}

/** Puts an interrupted chunk back, or ends it where the backfill was cancelled. What it made stays made. */
export function returnChunk(
  { connection, fence, backfill, chunk }: ChunkPlace,
  reports: readonly RunReport[],
  at: number,
): Promise<void> {
  const made = reports.reduce((sum, report) => sum + report.made, 0);
  return connection.write(() => {
    assertFence(connection, fence);
    connection.run(
      `update backfill_chunk set made = made + ?,
         status = case (select status from backfill where id = backfill_id) when 'cancelled' then 'cancelled' else 'waiting' end
       where backfill_id = ? and position = ?`,
      made,
      backfill.id,
      chunk.position,
    );
    announce(connection, at, backfill.id, 'interrupted');
  });
}

/** Ends the backfill, unless somebody cancelled it, when no chunk is left; gives how it ended. */
function endIfDone(connection: SqliteConnection, { id }: Backfill, at: number): BackfillStatus | undefined {
  const rows = connection.all<{ status: string; count: number }>(
    'select status, count(*) as count from backfill_chunk where backfill_id = ? group by status',
    id,
  );
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  if (counts.has('waiting') || counts.has('running')) return undefined;
  const status =
    !counts.has('failed') && !counts.has('partial')
      ? 'success'
      : counts.size > 1 || counts.has('partial')
        ? 'partial'
        : 'failed';
  const { changes } = connection.run(
    'update backfill set status = ?, finished_at = ? where id = ? and finished_at is null',
    status,
    at,
    id,
  );
  return changes > 0 ? status : undefined;
}
