import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { ManualClock } from '../../../src/clock/manual-clock.ts';
import { openInfluxSeriesStore } from '../../../src/series/influxdb/influx-series-store.ts';
import { type InfluxServer, influxAvailable, startInfluxServer } from '../../../src/testing/influx-server.ts';
import { seriesStoreContract } from '../../../src/testing/series-contract/series-store-contract.ts';
import { plainLayout, plainPlaces } from './plain-layout.ts';

if (!influxAvailable) console.warn('SKIPPED: tests on a real InfluxDB server: neither INFLUX_URL nor influxd on PATH');
vi.setConfig({ testTimeout: 30_000 });

/** The series of the contract, all of them on the server. */
const names = ['s', 'a', 'b', 's0', 's1', 's2', 'nothing'].concat(
  Array.from({ length: 50 }, (_, i) => [`straight${i}`, `mixed${i}`]).flat(),
);

describe.skipIf(!influxAvailable)('on a real server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  }, 30_000);
  afterAll(() => server.stop());

  seriesStoreContract(
    'InfluxDB',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'series-'));
      const bucket = await server.createBucket();
      const open = () =>
        openInfluxSeriesStore({
          path: join(folder, 'series.db'),
          influx: server.connect(),
          layout: plainLayout(bucket),
          places: plainPlaces(names),
          timers: new ManualClock(Date.UTC(2024, 5, 5)),
        });
      return { store: await open(), again: open, remove: () => rm(folder, { recursive: true }) };
    },
    { changes: 'wider', runs: 8 },
  );
});
