import type { Timers } from '@meterworks/runtime';
import { controlBackfill, nextChunk, runNextChunk } from '@meterworks/runtime/backfill';
import { backfillPlace } from '../composition/backfill-place.ts';
import type { Attendance } from './attend-commands.ts';

/** How often is looked whether there is something to backfill, and how long after the storage failed. */
const pauseMs = { idle: 200, failed: 30_000 } as const;

/**
 * Works on the filed backfills chunk by chunk, until the house's signal is aborted. Each chunk waits its turn in the queue: a
 * schedule that fell due, or a command, goes first.
 */
export async function attendBackfills({ house, queue, current, logger }: Attendance, timers: Timers): Promise<void> {
  const { signal, clock } = house;
  const { connection } = house.stores;
  const pause = (ms: number) => timers.sleep(ms, signal).catch(() => undefined);
  while (!signal.aborted) {
    if (nextChunk(connection) === undefined) {
      await pause(pauseMs.idle);
      continue;
    }
    try {
      await queue.add(() =>
        current.during(async (stop) => {
          const backfill = await runNextChunk(backfillPlace(house), { timers, signal: stop });
          if (backfill === undefined || signal.aborted) return;
          // Somebody cancelled the chunk's run: going on with the same chunk is not what was meant.
          if (stop.aborted) await controlBackfill(connection, backfill.id, 'cancel', clock);
          else if (backfill.finishedAt !== undefined) logger.info(`backfill ${backfill.id}: ${backfill.status}`);
        }),
      );
    } catch (error) {
      if (signal.aborted) return;
      logger.error(`backfills wait: ${error instanceof Error ? error.message : String(error)}`);
      await pause(pauseMs.failed);
    }
  }
}
