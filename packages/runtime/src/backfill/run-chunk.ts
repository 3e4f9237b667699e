import type { AssetKey } from '@meterworks/assets';
import type { Timers } from '../clock/clock.ts';
import { DatabaseError } from '../database/database-error.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { RunReport } from '../engine/run-report.ts';
import { messageOf } from '../execute/compute-span.ts';
import { StepError } from '../execute/step-error.ts';
import { assertFence } from '../lease/fence.ts';
import { LeaseLostError } from '../lease/lease-lost-error.ts';
import type { Backfill, BackfillChunk } from './backfill.ts';
import { type BackfillRow, backfillOf, type ChunkRow, chunkOf } from './backfill-row.ts';
import { type ChunkEnd, endChunk, returnChunk } from './chunk-end.ts';
import { chunkRequests } from './chunk-requests.ts';
import type { BackfillWorkplace } from './file-backfill.ts';
import { announce, readBackfill } from './recorded-backfills.ts';

/** How often is looked whether the backfill was paused or cancelled. */
const lookMs = 200;

export interface ChunkOptions {
  readonly timers: Timers;
  /** Aborted when this process is to stop: the chunk is then done by the next. */
  readonly signal: AbortSignal;
  /** Partitions of the chunk's run, inputs included. */
  readonly onProgress?: (backfill: Backfill, done: number, total: number, asset: AssetKey | undefined) => void;
}

/** The chunk that is next by the order in which backfills were filed; undefined where there is nothing to do. */
export function nextChunk(connection: SqliteConnection): { backfill: Backfill; chunk: BackfillChunk } | undefined {
  const row = connection.get<BackfillRow>(
    `select * from backfill where finished_at is null and status = 'waiting' order by id limit 1`,
  );
  if (row === undefined) return undefined;
  // One that is said to be running was left behind by a process that ended: whoever holds the lease works on one at a time.
  const chunk = connection.get<ChunkRow>(
    `select * from backfill_chunk where backfill_id = ? and status in ('waiting', 'running') order by position limit 1`,
    row.id,
  );
  return chunk === undefined ? undefined : { backfill: backfillOf(row), chunk: chunkOf(chunk) };
}

/**
 * Does the next chunk, from its start where an earlier attempt was interrupted: what that made is found fresh. Gives the backfill as
 * it is then; undefined where there was nothing to do. Fails with `LeaseLostError` or a `DatabaseError`, and then the chunk is still
 * to be done; what fails inside the run is recorded with the chunk.
 */
export async function runNextChunk(workplace: BackfillWorkplace, options: ChunkOptions): Promise<Backfill | undefined> {
  const { connection, engine, clock, fence } = workplace;
  const next = nextChunk(connection);
  if (next === undefined) return undefined;
  const { backfill, chunk } = next;
  const startedAt = clock.now();
  await connection.write(() => {
    assertFence(connection, fence);
    connection.run(
      `update backfill_chunk set status = 'running', started_at = ? where backfill_id = ? and position = ?`,
      startedAt,
      backfill.id,
      chunk.position,
    );
    announce(connection, startedAt, backfill.id, 'running');
  });
  const stopped = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, stopped.signal]);
  const watching = watchStatus(connection, backfill, stopped, { timers: options.timers, signal: done.signal });
  const place = { connection, fence, backfill, chunk };
  try {
    const reports: RunReport[] = [];
    for (const request of chunkRequests(engine.graph, backfill, chunk)) {
      reports.push(
        await engine.materialize(request, {
          actor: backfill.request.actor,
          kind: 'backfill',
          observe: false,
          signal,
          onProgress: ({ done: made, total, asset }) => options.onProgress?.(backfill, made, total, asset),
        }),
      );
    }
    if (reports.some((report) => report.status === 'cancelled')) await returnChunk(place, reports, clock.now());
    else await endChunk(place, endOf(reports, clock.now() - startedAt), clock.now());
  } catch (error) {
    const cause = error instanceof StepError ? error.cause : error;
    if (cause instanceof LeaseLostError) throw error;
    if (cause instanceof DatabaseError || signal.aborted) {
      await returnChunk(place, [], clock.now());
      if (!signal.aborted) throw error;
    } else {
      const workedMs = clock.now() - startedAt;
      await endChunk(place, { ...endOf([], workedMs), status: 'failed', error: messageOf(error) }, clock.now());
    }
  } finally {
    done.abort();
    await watching;
  }
  return readBackfill(connection, backfill.id);
}

function endOf(reports: readonly RunReport[], workedMs: number): ChunkEnd {
  const sum = (of: (report: RunReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const last = reports.at(-1);
  const made = sum((report) => report.made);
  const failed = last?.failed ?? 0;
  const error = last?.errors[0];
  return {
    status: failed === 0 ? 'success' : made > 0 ? 'partial' : 'failed',
    run: reports.findLast((report) => report.runId !== undefined)?.runId,
    made,
    failed,
    blocked: last?.blocked ?? 0,
    workedMs,
    error: error === undefined ? undefined : `${error.asset} ${error.partition}: ${error.message}`,
  };
}

/** Stops the work as soon as somebody paused or cancelled the backfill. */
async function watchStatus(
  connection: SqliteConnection,
  { id }: Backfill,
  stopped: AbortController,
  { timers, signal }: { readonly timers: Timers; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await timers.sleep(lookMs, signal);
    } catch {
      return;
    }
    const status = readBackfill(connection, id)?.status;
    if (status === 'waiting') continue;
    stopped.abort(new Error(`backfill ${id} was ${status}`));
    return;
  }
}
