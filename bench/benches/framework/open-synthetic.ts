import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph } from '@meterworks/assets';
import {
  Engine,
  openEmbeddedSeriesStore,
  openStateDatabase,
  silentLogger,
  stateStoreIn,
  unfenced,
} from '@meterworks/runtime';
import { openJournal } from './journal-source.ts';
import { afterLastDay, type GraphSize, syntheticAssets } from './synthetic-graph.ts';

/** An engine on the databases of a folder. */
export async function openSynthetic(folder: string, size: GraphSize) {
  const state = stateStoreIn(await openStateDatabase(join(folder, 'state.db')));
  const series = await openEmbeddedSeriesStore({ path: join(folder, 'series.db') });
  const now = afterLastDay(size);
  const graph = buildGraph({ assets: syntheticAssets(size), sources: [openJournal(folder, size)] });
  const clock = { now: () => now };
  const engine = new Engine({ graph, state, series, clock, logger: silentLogger, fence: unfenced });
  return {
    engine,
    graph,
    state,
    async close() {
      await series.close();
      await state.close();
    },
  };
}

/** MB (10⁶ bytes) on disk. */
export function fileMegabytes(folder: string, name: 'state.db' | 'series.db'): number {
  return statSync(join(folder, name)).size / 1e6;
}
