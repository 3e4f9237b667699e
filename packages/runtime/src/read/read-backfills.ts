import { isEnded } from '../backfill/backfill.ts';
import { backfillProgress } from '../backfill/backfill-progress.ts';
import { readBackfill, readChunks, recentBackfills } from '../backfill/recorded-backfills.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { BackfillChunkView, BackfillDetail, BackfillView } from './request-views.ts';

/** The newest backfills, newest first. */
export function readBackfills(connection: SqliteConnection, limit: number): BackfillView[] {
  return recentBackfills(connection, limit).map((backfill) => viewOf(backfill, readChunks(connection, backfill.id)));
}

/** One backfill with its chunks in the order in which they are done; undefined where there is none of that number. */
export function readBackfillDetail(connection: SqliteConnection, id: number): BackfillDetail | undefined {
  const backfill = readBackfill(connection, id);
  if (backfill === undefined) return undefined;
  const chunks = readChunks(connection, backfill.id);
  return { ...viewOf(backfill, chunks), chunks: chunks.map(chunkView) };
}

function viewOf(
  backfill: NonNullable<ReturnType<typeof readBackfill>>,
  chunks: ReturnType<typeof readChunks>,
): BackfillView {
  const { id, request, status, filedAt, finishedAt, remarks } = backfill;
  const { partitions, chunks: parts, made, failed, leftMs } = backfillProgress(chunks);
  const isRunning = !isEnded(status) && chunks.some((chunk) => chunk.status === 'running');
  return {
    id,
    actor: request.actor,
    selection: request.selection,
    from: request.from ?? null,
    to: request.to ?? null,
    state: request.state ?? null,
    newestFirst: request.newestFirst === true,
    status: isRunning ? 'running' : status,
    isEnded: isEnded(status),
    filedAt,
    finishedAt: finishedAt ?? null,
    remarks,
    partitions,
    parts,
    made,
    failed,
    leftMs: isEnded(status) ? null : (leftMs ?? null),
  };
}

function chunkView(chunk: ReturnType<typeof readChunks>[number]): BackfillChunkView {
  const { position, assets, from, to, status, planned, made, failed, blocked, run, workedMs, error } = chunk;
  return {
    position,
    assets: assets.length,
    from: from ?? null,
    to: to ?? null,
    status,
    planned,
    made,
    failed,
    blocked,
    run: run ?? null,
    workedMs,
    error: error ?? null,
  };
}
