import { join } from 'node:path';
import { buildGraph } from '@meterworks/assets';
import {
  type Clock,
  Engine,
  openEmbeddedSeriesStore,
  openStateDatabase,
  silentLogger,
  stateStoreIn,
  systemClock,
  unfenced,
} from '@meterworks/runtime';
import { salesAssets } from './sales-assets.ts';

export interface SalesFolders {
  /** Holds `orders/` and `prices/` with a CSV file a day. */
  readonly data: string;
  /** Where what was made is kept, in two SQLite files; created where it is missing. */
  readonly state: string;
}

/** The example's graph on its stores. @throws DatabaseError */
export async function openSales({ data, state: folder }: SalesFolders, clock: Clock = systemClock) {
  const graph = salesAssets({ orders: join(data, 'orders'), prices: join(data, 'prices') });
  const state = stateStoreIn(await openStateDatabase(join(folder, 'state.db')));
  const series = await openEmbeddedSeriesStore({ path: join(folder, 'series.db') });
  const engine = new Engine({
    graph: buildGraph(graph),
    state,
    series,
    clock,
    logger: silentLogger,
    fence: unfenced, // nobody else writes to these files
  });
  return {
    ...graph,
    engine,
    async close() {
      await series.close();
      await state.close();
    },
  };
}
