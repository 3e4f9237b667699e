import { type AssetDefinition, buildGraph, type Source } from '@meterworks/assets';
import { onTestFinished } from 'vitest';
import type { Backfill, BackfillRequest } from '../../src/backfill/backfill.ts';
import { type BackfillWorkplace, fileBackfill } from '../../src/backfill/file-backfill.ts';
import { type ChunkOptions, runNextChunk } from '../../src/backfill/run-chunk.ts';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Everything a backfill is worked on with, on real SQLite files. */
export interface BackfillBench extends BackfillWorkplace {
  readonly clock: ManualClock;
  file(request?: Partial<BackfillRequest>): Promise<Backfill>;
  run(options?: Partial<ChunkOptions>): Promise<Backfill | undefined>;
  /** The same house as another process finds it: nothing of this one's memory. */
  reopen(): BackfillBench;
}

export async function openBench(
  now: string,
  parts: { readonly assets: readonly AssetDefinition[]; readonly sources: readonly Source[] },
): Promise<BackfillBench> {
  const folder = temporaryFolder();
  const clock = new ManualClock(Date.parse(now));
  const connection = await openStateDatabase(`${folder}/state.db`, clock);
  const series = await openEmbeddedSeriesStore({ path: `${folder}/series.db` });
  onTestFinished(async () => {
    connection.close();
    await series.close();
  });
  const open = (): BackfillBench => {
    const engine = new Engine({
      graph: buildGraph(parts),
      state: stateStoreIn(connection),
      series,
      clock,
      logger: silentLogger,
      fence: unfenced,
    });
    const place = { engine, connection, fence: unfenced, clock } as const;
    return {
      ...place,
      async file(request = {}) {
        const filed = await fileBackfill(place, { actor: 'test', selection: '', ...request });
        if (filed.kind === 'nothing') throw new Error('there is nothing to do');
        return filed.backfill;
      },
      run: (options = {}) => runNextChunk(place, { timers: clock, signal: new AbortController().signal, ...options }),
      reopen: open,
    };
  };
  return open();
}
