import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Buckets, createBuckets } from '../influxdb/influx-house.ts';
import { shownLines } from '../influxdb/shown-lines.ts';
import { chaosCycles } from '../test-size.ts';
import type { ChaosStorage } from './chaos-house.ts';
import { killDaemons } from './kill-daemons.ts';

describe.skipIf(!influxAvailable)('daemons on a server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  }, 60_000);
  afterAll(() => server.stop());

  function storageIn({ raw, processed }: Buckets): ChaosStorage {
    const influx = server.connect();
    return {
      config: `storage: influxdb
influxdb: { url: "${server.url}", bucket_raw: ${raw}, bucket_processed: ${processed}, timeout: 10 }
`,
      secrets: `INFLUX_TOKEN=${server.token}\nINFLUX_ORG=${server.org}\n`,
      write: (_, readings) =>
        influx.write(
          raw,
          readings.map(
            ({ meter, unit, time, value }) => `${unit},entity_id=${meter},domain=sensor value=${value} ${time}`,
          ),
        ),
    };
  }

  it('leave on it what one undisturbed run leaves, whenever they are killed', {
    timeout: 60_000 + chaosCycles * 10_000,
  }, async () => {
    const [disturbed, undisturbed] = [await createBuckets(server), await createBuckets(server)];
    expect(await killDaemons(storageIn(disturbed), storageIn(undisturbed))).toBeGreaterThan(1000);
    const [shown, wanted] = [
      await shownLines(server, disturbed.processed),
      await shownLines(server, undisturbed.processed),
    ];
    expect([...wanted.values()].flat().length).toBeGreaterThan(1000);
    expect(shown).toEqual(wanted);
  });
});
