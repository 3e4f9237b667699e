import { join } from 'node:path';
import { Secret } from '@meterworks/assets';
import {
  Engine,
  type RunReport,
  StepError,
  silentLogger,
  systemClock,
  type Timers,
  unfenced,
} from '@meterworks/runtime';
import type { InfluxServer } from '@meterworks/runtime/testing';
import { expect } from 'vitest';
import { buildHouseGraph } from '../../src/composition/house-graph.ts';
import { openInfluxHouse } from '../../src/composition/open-influx-house.ts';
import { type NextFault, openFaultProxy } from './fault-proxy.ts';
import { type Buckets, createBuckets, influxConfig, openTestHouse, type TestHouse } from './influx-house.ts';
import { type Lines, shownLines, wantedLines } from './shown-lines.ts';

const now = Date.UTC(2024, 2, 1, 12);
const dayMs = 86_400_000;
const meters = `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - { meter_id: b, type: physical, output_unit: kWh }
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: "a - b" }
`;

/** Pauses between retries are short; time limits are as long as told, in ms. */
export function impatient(limit?: number): Timers {
  return {
    now: systemClock.now,
    sleep: (ms, signal) => systemClock.sleep(ms > 3000 ? (limit ?? ms) : 1, signal),
  };
}

/** A house that was made undisturbed, and what it came to. */
export interface Reference {
  readonly server: InfluxServer;
  readonly buckets: Buckets;
  readonly house: TestHouse;
  readonly lines: Lines;
}

export async function makeReference(server: InfluxServer): Promise<Reference> {
  const buckets = await createBuckets(server);
  const influx = server.connect();
  const readings = ['a', 'b'].flatMap((meter, which) =>
    Array.from({ length: 240 }, (_, i) => {
      const register = (2 - which) * (i * 5 + ((i * 7) % 4)) + (i > 200 ? 900 : 0);
      return `kWh,entity_id=${meter},domain=sensor value=${register} ${now - 60 * dayMs + i * (dayMs / 4)}`;
    }),
  );
  await influx.write(buckets.raw, readings);
  influx.close();
  const house = await openAt(server, buckets);
  await house.materialize();
  return { server, buckets, house, lines: await wantedLines(house) };
}

function openAt(server: InfluxServer, at: Buckets): Promise<TestHouse> {
  const config = influxConfig(server, at).replace('start_year: 2018', 'start_year: 2024');
  const secrets = { INFLUX_TOKEN: server.token, INFLUX_ORG: server.org };
  return openTestHouse({ config, meters }, new Date(now).toISOString(), secrets);
}

/** What a run says of a step that failed in all its tries. */
export class StepFailure extends Error {}

/**
 * Brings a new house up to date behind a proxy, again and again until that succeeds, and compares all there is with the reference.
 *
 * @param next also told in which errors it ended so far
 */
export async function makeThrough(
  { server, buckets, house: undisturbed, lines }: Reference,
  next: (request: Parameters<NextFault>[0], errors: readonly unknown[]) => ReturnType<NextFault>,
  attempts: number,
  timers: Timers = impatient(),
) {
  const at = { raw: buckets.raw, processed: await server.createBucket('faults') };
  const house = await openAt(server, at);
  const errors: unknown[] = [];
  const proxy = await openFaultProxy(server.url, (request) => next(request, errors));
  const { configuration, stores, clock, folder } = house;
  if (configuration.storage.kind !== 'influxdb') throw new Error('the house lies on a server');
  const series = await openInfluxHouse({
    path: join(folder, 'series.db'),
    configuration,
    settings: { ...configuration.storage, url: proxy.url, timeoutSeconds: 0.7, token: new Secret(server.token) },
    clock,
    timers,
  });
  const graph = buildHouseGraph(configuration, series);
  const engine = new Engine({
    graph,
    state: stores.state,
    series,
    clock,
    logger: silentLogger,
    fence: unfenced,
    // A step may take as long as it does: little time is for requests.
    retrying: { timers: impatient(), random: () => 0 },
  });
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
        [stores.series, undisturbed.stores.series].map((one) => one.loadValues(key, scheme.startOrdinal, to)),
      );
      expect([key, here]).toEqual([key, there]);
    }
    expect(await shownLines(server, at.processed)).toEqual(lines);
  } finally {
    await series.close();
    await proxy.close();
    await house.close();
  }
  return { errors, reports, happened: proxy.happened };
}
