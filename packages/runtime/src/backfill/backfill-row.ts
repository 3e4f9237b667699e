import type { AssetKey } from '@meterworks/assets';
import type { RunId } from '../state/run-record.ts';
import type { Backfill, BackfillChunk, BackfillId, BackfillRequest, BackfillStatus, ChunkStatus } from './backfill.ts';

/** Row of table `backfill`. `remarks` holds JSON. */
export interface BackfillRow {
  readonly id: number;
  readonly actor: string;
  readonly selection: string;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly state: string | null;
  readonly running: number;
  readonly upstream: number;
  readonly newest_first: number;
  readonly chunk_size: number | null;
  readonly filed_seq: number;
  readonly filed_at: number;
  readonly status: string;
  readonly finished_at: number | null;
  readonly remarks: string;
}

/** Row of table `backfill_chunk`. `assets` holds JSON. */
export interface ChunkRow {
  readonly position: number;
  readonly assets: string;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly running: number;
  readonly planned: number;
  readonly status: string;
  readonly retried: number;
  readonly run_id: number | null;
  readonly made: number;
  readonly failed: number;
  readonly blocked: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly worked_ms: number;
  readonly error: string | null;
}

export function backfillOf(row: BackfillRow): Backfill {
  return {
    id: row.id as BackfillId,
    request: {
      actor: row.actor,
      selection: row.selection,
      ...(row.from_date === null ? {} : { from: row.from_date }),
      ...(row.to_date === null ? {} : { to: row.to_date }),
      ...(row.state === null ? {} : { state: row.state as NonNullable<BackfillRequest['state']> }),
      running: row.running === 1,
      upstream: row.upstream === 1,
      newestFirst: row.newest_first === 1,
      ...(row.chunk_size === null ? {} : { chunk: row.chunk_size }),
    },
    filedSeq: row.filed_seq,
    filedAt: row.filed_at,
    status: row.status as BackfillStatus,
    finishedAt: row.finished_at ?? undefined,
    remarks: JSON.parse(row.remarks) as string[],
  };
}

export function chunkOf(row: ChunkRow): BackfillChunk {
  return {
    position: row.position,
    assets: JSON.parse(row.assets) as AssetKey[],
    from: row.from_date ?? undefined,
    to: row.to_date ?? undefined,
    running: row.running === 1,
    planned: row.planned,
    status: row.status as ChunkStatus,
    retried: row.retried === 1,
    run: (row.run_id ?? undefined) as RunId | undefined,
    made: row.made,
    failed: row.failed,
    blocked: row.blocked,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    workedMs: row.worked_ms,
    error: row.error ?? undefined,
  };
}
