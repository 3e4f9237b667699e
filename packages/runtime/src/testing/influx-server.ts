import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type InfluxConnection, type InfluxOptions, openInflux } from '../series/influxdb/influx-connection.ts';

/** A real InfluxDB 2 server for tests, with rights to everything. */
export interface InfluxServer {
  readonly url: string;
  readonly org: string;
  readonly token: string;
  /** Makes an empty bucket; all of them go away with the server's end. */
  createBucket(prefix?: string, shardDays?: number): Promise<string>;
  connect(options?: Partial<InfluxOptions>): InfluxConnection;
  /** Says of a bucket that something else will make it, that it is to go away as well. */
  takeAway(bucket: string): void;
  /** Answer of the server's API, for what the tests do beside the store. */
  request(path: string, body: unknown, method?: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Whether there is a server to test with. */
export const influxAvailable = process.env.INFLUX_URL !== undefined || influxdPath() !== undefined;

/** The server of `INFLUX_URL`, `INFLUX_TOKEN` and `INFLUX_ORG`, or an `influxd` of the PATH in a folder of its own. */
export async function startInfluxServer(): Promise<InfluxServer> {
  const { INFLUX_URL: url, INFLUX_TOKEN: token, INFLUX_ORG: org } = process.env;
  if (url !== undefined) {
    if (token === undefined || org === undefined) throw new Error('INFLUX_URL needs INFLUX_TOKEN and INFLUX_ORG');
    return serverAt({ url, token, org }, async () => {});
  }
  const folder = mkdtempSync(join(tmpdir(), 'influxd-'));
  const port = await freePort();
  const child = spawn(
    influxdPath() ?? 'influxd',
    [
      `--http-bind-address=127.0.0.1:${port}`,
      '--reporting-disabled',
      '--store=memory',
      '--log-level=error',
      `--bolt-path=${join(folder, 'influxd.bolt')}`,
      `--engine-path=${join(folder, 'engine')}`,
    ],
    { stdio: 'ignore' },
  );
  const address = `http://127.0.0.1:${port}`;
  const token2 = randomBytes(16).toString('hex');
  const end = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilReady(address, child);
    const setup = { username: 'tester', password: token2, org: 'house', bucket: 'first', token: token2 };
    const answer = await fetch(`${address}/api/v2/setup`, { method: 'POST', body: JSON.stringify(setup) });
    if (!answer.ok) throw new Error(`the server cannot be set up: ${await answer.text()}`);
  } catch (error) {
    await end();
    throw error;
  }
  return serverAt({ url: address, token: token2, org: 'house' }, end);
}

function serverAt(
  { url, token, org }: { url: string; token: string; org: string },
  end: () => Promise<void>,
): InfluxServer {
  /** What was made here, and the names of buckets that were made elsewhere: the server may be somebody's own. */
  const made: string[] = [];
  const elsewhere: string[] = [];
  const request = async (path: string, body: unknown, method = 'POST'): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const said: unknown = text === '' ? undefined : JSON.parse(text);
    if (method === 'POST' && /^\/api\/v2\/(buckets|authorizations)$/.test(path))
      made.push(`${path}/${(said as { id: string }).id}`);
    return said;
  };
  return {
    url,
    org,
    token,
    request,
    async createBucket(prefix = 'test', shardDays = 3640) {
      const found = (await request(`/api/v2/orgs?org=${encodeURIComponent(org)}`, undefined, 'GET')) as {
        orgs: { id: string }[];
      };
      const name = `${prefix}-${randomBytes(6).toString('hex')}`;
      // Data of years in few shards: making one costs more than what a test puts into it.
      const retentionRules = [{ type: 'expire', everySeconds: 0, shardGroupDurationSeconds: shardDays * 86_400 }];
      await request('/api/v2/buckets', { orgID: found.orgs[0]?.id, name, retentionRules });
      return name;
    },
    connect: (options = {}) => openInflux({ url, org, token, timeoutSeconds: 20, retryAttempts: 0, ...options }),
    takeAway: (bucket) => void elsewhere.push(bucket),
    async stop() {
      for (const name of elsewhere) {
        const there = (await request(`/api/v2/buckets?name=${name}`, undefined, 'GET').catch(() => undefined)) as
          | { buckets: { id: string }[] }
          | undefined;
        made.push(...(there?.buckets ?? []).map(({ id }) => `/api/v2/buckets/${id}`));
      }
      for (const path of made) await request(path, undefined, 'DELETE');
      await end();
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + 20_000;
  while (performance.now() < giveUpAt && child.exitCode === null) {
    const ready = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('influxd does not start');
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}

function influxdPath(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'influxd'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
