import { join } from 'node:path';
import { Secret } from '@meterworks/assets';
import {
  Engine,
  InfluxError,
  type RunReport,
  StepError,
  silentLogger,
  systemClock,
  type Timers,
  unfenced,
} from '@meterworks/runtime';
import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildHouseGraph } from '../../src/composition/house-graph.ts';
import { openInfluxHouse } from '../../src/composition/open-influx-house.ts';
import { faultSchedules } from '../test-size.ts';
import { type Fault, faults, type NextFault, openFaultProxy } from './fault-proxy.ts';
import { type Buckets, createBuckets, influxConfig, openTestHouse, type TestHouse } from './influx-house.ts';
import { type Lines, shownLines, wantedLines } from './shown-lines.ts';

const schedules = faultSchedules;
vi.setConfig({ testTimeout: 60_000 + schedules * 5000, hookTimeout: 60_000 });

const now = Date.UTC(2024, 2, 1, 12);
const dayMs = 86_400_000;
const meters = `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - { meter_id: b, type: physical, output_unit: kWh }
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: "a - b" }
`;

/** What a run says of a step that failed in all its tries. */
class StepFailure extends Error {}

/** Pauses between retries are short, time limits are not. */
const impatient: Timers = {
  now: systemClock.now,
  sleep: (ms, signal) => systemClock.sleep(ms > 3000 ? ms : 1, signal),
};

describe.skipIf(!influxAvailable)('a server that does not do as it should', () => {
  let server: InfluxServer;
  let buckets: Buckets;
  let reference: TestHouse;
  let wanted: Lines;
  beforeAll(async () => {
    server = await startInfluxServer();
    buckets = await createBuckets(server);
    const influx = server.connect();
    const readings = ['a', 'b'].flatMap((meter, which) =>
      Array.from({ length: 240 }, (_, i) => {
        const register = (2 - which) * (i * 5 + ((i * 7) % 4)) + (i > 200 ? 900 : 0);
        return `kWh,entity_id=${meter},domain=sensor value=${register} ${now - 60 * dayMs + i * (dayMs / 4)}`;
      }),
    );
    await influx.write(buckets.raw, readings);
    influx.close();
    reference = await openAt(buckets);
    await reference.materialize();
    wanted = await wantedLines(reference);
  });
  afterAll(async () => {
    await reference.close();
    await server.stop();
  });

  function openAt(at: Buckets): Promise<TestHouse> {
    const config = influxConfig(server, at).replace('start_year: 2018', 'start_year: 2024');
    const secrets = { INFLUX_TOKEN: server.token, INFLUX_ORG: server.org };
    return openTestHouse({ config, meters }, new Date(now).toISOString(), secrets);
  }

  /** Brings a new house up to date behind a proxy, again and again until that succeeds, and compares all there is with the reference. */
  async function makeThrough(next: NextFault, attempts: number) {
    const at = { raw: buckets.raw, processed: await server.createBucket('faults') };
    const house = await openAt(at);
    const proxy = await openFaultProxy(server.url, next);
    const { configuration, stores, clock, folder } = house;
    if (configuration.storage.kind !== 'influxdb') throw new Error('the house lies on a server');
    const series = await openInfluxHouse({
      path: join(folder, 'series.db'),
      configuration,
      settings: { ...configuration.storage, url: proxy.url, timeoutSeconds: 0.7, token: new Secret(server.token) },
      clock,
      timers: impatient,
    });
    const graph = buildHouseGraph(configuration, series);
    const engine = new Engine({
      graph,
      state: stores.state,
      series,
      clock,
      logger: silentLogger,
      fence: unfenced,
      retrying: { timers: impatient, random: () => 0 },
    });
    const errors: unknown[] = [];
    const reports: RunReport[] = [];
    try {
      while (errors.length < attempts) {
        try {
          const report = await engine.materialize({}, { actor: 'test', kind: 'manual' });
          reports.push(report);
          if (report.status === 'success') break;
          errors.push(new StepFailure([...new Set(report.errors.map(({ message }) => message))].join()));
        } catch (error) {
          errors.push(error instanceof StepError ? error.cause : error);
        }
      }
      expect(errors.length).toBeLessThan(attempts);
      for (const key of graph.keys) {
        const { scheme } = graph.asset(key);
        const to = scheme.lastExisting(now);
        const [here, there] = await Promise.all(
          [stores.series, reference.stores.series].map((one) => one.loadValues(key, scheme.startOrdinal, to)),
        );
        expect([key, here]).toEqual([key, there]);
      }
      expect(await shownLines(server, at.processed)).toEqual(wanted);
    } finally {
      await series.close();
      await proxy.close();
      await house.close();
    }
    return { errors, reports, happened: proxy.happened };
  }

  it('is no matter where there are none', async () => {
    expect(await shownLines(server, buckets.processed)).toEqual(wanted);
    expect(wanted.size).toBeGreaterThan(10);
  });

  it.each(faults)('comes to the same values and results where every fifth request ends in "%s"', async (fault) => {
    let count = 0;
    const { errors, happened } = await makeThrough(() => (++count % 5 === 0 ? fault : undefined), 3);
    expect(errors).toEqual([]);
    expect(happened.get(fault)).toBeGreaterThan(3);
  });

  it.each(faults.filter((fault) => fault !== 'slow'))(
    'ends in one clear error while all requests end in "%s"',
    async (fault) => {
      let asked = 0;
      // A first try and three more, after a probe whose answer has nothing in it to cut off.
      const { errors } = await makeThrough(() => (++asked <= 5 ? fault : undefined), 3);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toBeInstanceOf(InfluxError);
      expect(errors[0]).toMatchObject({ fault: 'unreachable' });
    },
  );

  it('that is away while a run writes is waited for, and the run is a success', async () => {
    let writes = 0;
    // The first write asks whether the bucket may be written. Those of the four first steps fail with all their repetitions.
    const { errors, reports } = await makeThrough(({ method, url }) => {
      if (method !== 'POST' || !url.startsWith('/api/v2/write')) return undefined;
      writes++;
      return writes > 1 && writes <= 17 ? 'busy' : undefined;
    }, 2);
    expect(errors).toEqual([]);
    expect(reports.flatMap(({ steps }) => steps.map(({ attempts }) => attempts))).toContain(2);
  });

  it(`comes to the same values and results, or to clear errors before, under ${schedules} random schedules of faults`, async () => {
    for (let seed = 1; seed <= schedules; seed++) {
      const random = randomFrom(seed);
      const rate = 0.05 + 0.4 * random();
      let left = 60;
      const next = (): Fault | undefined =>
        left-- > 0 && random() < rate ? faults[Math.floor(random() * faults.length)] : undefined;
      const { errors } = await makeThrough(next, 30);
      const clear = (error: unknown) =>
        error instanceof InfluxError || (error instanceof StepFailure && error.message.startsWith('InfluxDB at '));
      expect([seed, errors.filter((error) => !clear(error))]).toEqual([seed, []]);
    }
  });
});

/** Numbers in [0, 1) that only the seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
