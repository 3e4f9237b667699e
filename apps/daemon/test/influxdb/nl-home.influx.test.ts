import { parseReadingsCsv } from '@meterworks/meters/import';
import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { realHomes, realText } from '../acceptance/acceptance-house.ts';
import { createBuckets, influxConfig, openTestHouse, type TestHouse } from './influx-house.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const meters = ['strom_bezug_T1', 'strom_bezug_T2', 'strom_einspeisung_T1', 'strom_einspeisung_T2', 'pv', 'gas'];
const now = '2023-04-10T12:00:00Z';

describe.skipIf(!influxAvailable || !realHomes.present)('a real home whose readings lie on a server', () => {
  let server: InfluxServer;
  let remote: TestHouse;
  let local: TestHouse;
  beforeAll(async () => {
    server = await startInfluxServer();
    const texts = { meters: realText('nl-home/meters.yaml') };
    const secrets = { INFLUX_TOKEN: server.token, INFLUX_ORG: server.org };
    const common = 'timezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2018 } }\n';
    remote = await openTestHouse({ ...texts, config: influxConfig(server, await createBuckets(server)) }, now, secrets);
    local = await openTestHouse({ ...texts, config: `storage: embedded\n${common}` }, now);
    for (const meter of meters) {
      const { times, values } = parseReadingsCsv(realText(`nl-home/${meter}.csv`));
      await local.stores.series.appendSamples(meter, 'import', times, values);
      await remote.stores.series.appendSamples(meter, 'import', times, values);
    }
  });
  afterAll(async () => {
    await remote.close();
    await local.close();
    await server.stop();
  });

  it('comes to the same results, byte for byte, as from the local file', async () => {
    const reports = [await local.materialize(), await remote.materialize()];
    expect(reports[1]).toMatchObject({ status: 'success', made: reports[0]?.made, planned: reports[0]?.planned });
    let compared = 0;
    for (const key of local.engine.graph.keys) {
      const { scheme, compute } = local.engine.graph.asset(key);
      if (compute.kind === 'external') continue;
      const last = scheme.lastExisting(Date.parse(now));
      const [here, there] = await Promise.all(
        [local, remote].map(({ stores }) => stores.series.loadValues(key, scheme.startOrdinal, last)),
      );
      expect([key, there]).toEqual([key, here]);
      compared += here?.filter((bytes) => bytes !== undefined).length ?? 0;
    }
    expect(compared).toBeGreaterThan(20_000);
  });

  it('has nothing to do when it is looked at again', async () => {
    expect(await remote.materialize()).toMatchObject({ planned: 0, made: 0 });
  });
});
