import { join } from 'node:path';
import { assetKey, type CodecSchema, codecOf, encodeValue, StateColumns } from '@meterworks/assets';
import { afterEach, beforeEach } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { openReadSide } from '../../src/read/open-read-side.ts';
import type { ReadSide } from '../../src/read/read-side.ts';
import { openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import type { AssetRecord } from '../../src/state/asset-record.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import type { RunId } from '../../src/state/run-record.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const sales = assetKey('sales/daily');
/** 2024-06-26 */
export const day = 19_900;
const codecSchema: CodecSchema = {
  kind: 'record',
  fields: [
    { name: 'sum', schema: { kind: 'optional-float64' } },
    { name: 'hours', schema: { kind: 'float64-list' } },
    { name: 'good', schema: { kind: 'flag' } },
  ],
};
export const asset: AssetRecord = {
  key: sales,
  position: 0,
  grain: 'day',
  zone: 'Europe/Berlin',
  unit: 'EUR',
  tags: ['shop'],
  deps: [{ name: 'till', asset: 'till', facet: 'whole', mapping: 'identity' }],
  codecSchema,
  external: false,
  codeVersion: '1',
};

/** A shop with one asset, recorded in databases of its own for each test, and the read side over them. */
interface Shop {
  clock: ManualClock;
  paths: { stateDatabase: string; seriesDatabase: string };
  connection: SqliteConnection;
  state: StateStore;
  series: SeriesStore;
  view: ReadSide;
}

/** Opened before each test; the databases are there once `createDatabases` made them. */
export const shop = {} as Shop;

export function openShopForEachTest(): void {
  beforeEach(() => {
    const folder = temporaryFolder();
    shop.clock = new ManualClock();
    shop.paths = { stateDatabase: join(folder, 'state.db'), seriesDatabase: join(folder, 'series.db') };
    shop.view = openReadSide({ ...shop.paths, timers: shop.clock });
  });
  afterEach(async () => {
    await shop.view.close();
    await (shop.state as StateStore | undefined)?.close();
    await (shop.series as SeriesStore | undefined)?.close();
  });
}

export async function createDatabases(): Promise<void> {
  shop.connection = await openStateDatabase(shop.paths.stateDatabase, shop.clock);
  shop.state = stateStoreIn(shop.connection);
  shop.series = await openEmbeddedSeriesStore({ path: shop.paths.seriesDatabase, timers: shop.clock });
}

/** One run that made three days, one of which failed. */
export async function record(): Promise<RunId> {
  await shop.state.saveGraph(unfenced, [asset]);
  const run = await shop.state.startRun(unfenced, {
    kind: 'materialize',
    actor: 'cli',
    selection: '*',
    startedAt: 1_000,
  });
  const values = [
    { sum: 1.5, hours: Float64Array.of(1, 0.5), good: true },
    undefined,
    { sum: undefined, hours: Float64Array.of(), good: false },
  ];
  await shop.series.saveValues(
    sales,
    values.map((value, i) => ({
      ordinal: day + i,
      bytes: value === undefined ? undefined : encodeValue(codecOf(codecSchema), value),
    })),
  );
  await shop.state.commit(unfenced, (seq) => {
    const columns = new StateColumns({ facets: ['whole'], deps: ['till|till|whole|identity'], lazyDeps: [] });
    columns.cover(day, day + 2);
    columns.flags.set([1, 4, 1]);
    columns.madeSeq.set([seq, 0, seq]);
    columns.changedSeq.set([seq, 0, seq]);
    columns.version.set([1, 2, 0, 0, 3, 4]);
    columns.inputCount.set([1, 0, 1]);
    columns.code.fill(columns.codeIndex('1'));
    columns.config.fill(columns.configIndex('{"rate":2}'));
    const counts = { planned: 3, made: 2, changed: 2, cutOff: 0, failed: 1 };
    return {
      states: [{ asset: sales, columns }],
      failures: [{ asset: sales, ordinal: day + 1, message: 'till was shut', at: 1_400, run }],
      step: {
        run,
        asset: sales,
        from: day,
        to: day + 2,
        status: 'partial',
        ...counts,
        startedAt: 1_100,
        finishedAt: 1_500,
        causes: ['missing'],
      },
      observations: [{ source: 'csv', asset: sales, from: day, to: day, partitions: 1, at: 900, detail: '3 rows' }],
      summaries: [
        {
          asset: sales,
          asOf: 2_000,
          counts: { fresh: 2, failed: 1 },
          firstOrdinal: day,
          strip: Uint8Array.of(0x26, 0xf6),
          lastValue: { sum: 1.5 },
        },
      ],
    };
  });
  await shop.state.appendRunLog(run, [{ at: 1_200, level: 'warn', message: 'shut', asset: sales }]);
  await shop.state.finishRun(unfenced, run, { status: 'partial', finishedAt: 1_600, counts: { made: 2, failed: 1 } });
  return run;
}
