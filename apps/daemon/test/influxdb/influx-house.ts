import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Configuration, formatProblem, loadConfiguration } from '@meterworks/meters/config';
import { Engine, silentLogger, unfenced } from '@meterworks/runtime';
import { type InfluxServer, ManualClock } from '@meterworks/runtime/testing';
import { buildHouseGraph } from '../../src/composition/house-graph.ts';
import { openStores, type Stores } from '../../src/composition/open-stores.ts';

/** A house in a folder of its own, or one that is there already, its stores as the daemon opens them. */
export interface TestHouse {
  readonly folder: string;
  readonly clock: ManualClock;
  readonly stores: Stores;
  readonly configuration: Configuration;
  readonly engine: Engine;
  materialize(): ReturnType<Engine['materialize']>;
  /** Leaves the folder as it is. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface Buckets {
  readonly raw: string;
  readonly processed: string;
}

export async function createBuckets(server: InfluxServer): Promise<Buckets> {
  return { raw: await server.createBucket('raw'), processed: await server.createBucket('processed') };
}

/** The text of a config.yaml whose storage is that server; another address where a proxy stands before it. */
export function influxConfig(server: InfluxServer, { raw, processed }: Buckets, url = server.url): string {
  return `storage: influxdb
influxdb: { url: "${url}", bucket_raw: ${raw}, bucket_processed: ${processed}, timeout: 10, retry_attempts: 3 }
timezone: Europe/Berlin
workflows: { analytics: { start_year: 2018 } }
`;
}

export async function openTestHouse(
  texts: { readonly config: string; readonly meters: string },
  now: string,
  secrets?: { readonly INFLUX_TOKEN: string; readonly INFLUX_ORG: string },
  folder: string = mkdtempSync(join(tmpdir(), 'meterworks-influx-')),
): Promise<TestHouse> {
  const configuration = await configurationOf(
    { ...texts, config: `${texts.config}state: { database: ${join(folder, 'meterworks.db')} }\n` },
    secrets,
  );
  const clock = new ManualClock(Date.parse(now));
  const stores = await openStores(configuration, { clock });
  const graph = buildHouseGraph(configuration, stores.series);
  const engine = new Engine({ graph, ...stores, clock, logger: silentLogger, fence: unfenced });
  return {
    folder,
    clock,
    stores,
    configuration,
    engine,
    materialize: () => engine.materialize({}, { actor: 'test', kind: 'manual' }),
    leave: () => stores.close(),
    async close() {
      await stores.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function configurationOf(
  { config, meters }: { readonly config: string; readonly meters: string },
  secrets: { readonly INFLUX_TOKEN: string; readonly INFLUX_ORG: string } | undefined,
): Promise<Configuration> {
  const files = new Map([
    ['config/config.yaml', config],
    ['config/meters.yaml', meters],
    [
      'secrets/influxdb.env',
      Object.entries(secrets ?? {})
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    ],
  ]);
  const loaded = await loadConfiguration('config', (path) => files.get(path.replaceAll('\\', '/')), {
    environment: {},
  });
  if (loaded.configuration === undefined) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.configuration;
}

/** The answer of a query as the user wrote it: lines by their tags, points in order. */
export async function queryLines(
  server: InfluxServer,
  text: string,
): Promise<Map<string, (readonly [time: string, value: string])[]>> {
  const answer = await fetch(`${server.url}/api/v2/query?org=${encodeURIComponent(server.org)}`, {
    method: 'POST',
    headers: {
      authorization: `Token ${server.token}`,
      'content-type': 'application/vnd.flux',
      accept: 'application/csv',
    },
    body: text,
  });
  const csv = await answer.text();
  if (!answer.ok) throw new Error(csv);
  const lines = new Map<string, (readonly [string, string])[]>();
  let header: string[] | undefined;
  for (const row of csv.split('\r\n')) {
    if (row === '') header = undefined;
    else if (header === undefined) header = row.split(',');
    else {
      const names = header;
      const cells = row.split(',');
      const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
      const key = names
        .filter((name) => !['', 'result', 'table', '_start', '_stop', '_time', '_value'].includes(name))
        .map((name) => `${name}=${cell(name)}`)
        .sort()
        .join(' ');
      const points = lines.get(key) ?? [];
      points.push([cell('_time'), cell('_value')]);
      lines.set(key, points);
    }
  }
  return lines;
}
