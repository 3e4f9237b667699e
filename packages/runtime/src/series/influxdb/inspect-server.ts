import type { ParameterizedQuery } from '@influxdata/influxdb-client';
import type { RetentionRule } from '@influxdata/influxdb-client-apis';
import type { Clock } from '../../clock/clock.ts';
import { fluxText } from './flux-text.ts';
import type { InfluxConnection } from './influx-connection.ts';
import { InfluxError } from './influx-error.ts';
import { BucketsAPI, flux, HealthAPI, OrgsAPI } from './official-client.ts';
import { openInstantReader } from './parse-instant.ts';

export interface ServerFacts {
  /** As the server says it. */
  readonly version: string;
  /** How far the server's clock is ahead of this one, ms; as exact as the answer was quick. */
  readonly clockAheadMs: number;
}

/** Asks a server for its version and the time. @throws InfluxError */
export async function inspectServer(influx: InfluxConnection, clock: Clock): Promise<ServerFacts> {
  const { version } = await influx.call((client) => new HealthAPI(client).getHealth());
  // Warms up what the second one needs.
  await serverTime(influx);
  const before = clock.now();
  const there = await serverTime(influx);
  const here = (before + clock.now()) / 2;
  return { version: version ?? 'unknown', clockAheadMs: there - here };
}

/** The server's clock, UTC ms. */
function serverTime(influx: InfluxConnection): Promise<number> {
  return influx.query(clockQuery(), () => {
    const instantOf = openInstantReader();
    let time = Number.NaN;
    return {
      row(row, table) {
        time = instantOf(row[table.columns.findIndex(({ label }) => label === '_time')] ?? '');
      },
      result: () => time,
    };
  });
}

export function clockQuery(): ParameterizedQuery {
  return flux`import "array"
array.from(rows: [{_time: now()}])`;
}

/** What the token may do with a bucket; a bucket that it may neither read nor list looks like one that is not there. */
export interface BucketFacts {
  readonly readable: boolean;
  readonly writable: boolean;
  /** After how many seconds the server forgets a point, 0 for never; undefined where the token may not list the bucket. */
  readonly retentionSeconds?: number;
  readonly shardSeconds?: number;
}

/** What there is of a bucket; undefined where there is none for this token. @throws InfluxError, but for a missing right */
export async function inspectBucket(influx: InfluxConnection, name: string): Promise<BucketFacts | undefined> {
  const readable = await may(() => influx.query(emptyQuery(name), () => ({ row() {}, result: () => undefined })));
  const writable = await may(() => influx.probeWrite(name));
  if (readable === 'missing' && writable === 'missing') return undefined;
  const rule = await ruleOf(influx, name);
  return {
    readable: readable === 'yes',
    writable: writable === 'yes',
    ...(rule === undefined
      ? {}
      : { retentionSeconds: rule.everySeconds, shardSeconds: rule.shardGroupDurationSeconds }),
  };
}

/** Fails where the bucket may not be read, and gives nothing. */
export function emptyQuery(bucket: string): ParameterizedQuery {
  return flux`from(bucket: ${fluxText(bucket)}) |> range(start: 1970-01-01T00:00:00Z, stop: 1970-01-01T00:00:01Z) |> limit(n: 1)`;
}

/** How long a bucket keeps what; undefined where the token may not list it, to which the server says that it is not there. */
async function ruleOf(influx: InfluxConnection, name: string): Promise<RetentionRule | undefined> {
  const { org } = influx;
  try {
    const { buckets } = await influx.call((client) => new BucketsAPI(client).getBuckets({ org, name }));
    return buckets?.find((bucket) => bucket.name === name)?.retentionRules[0];
  } catch (error) {
    if (error instanceof InfluxError && error.fault === 'missing') return undefined;
    throw error;
  }
}

async function may(request: () => Promise<unknown>): Promise<'yes' | 'no' | 'missing'> {
  try {
    await request();
    return 'yes';
  } catch (error) {
    if (error instanceof InfluxError && error.fault === 'token') return 'no';
    if (error instanceof InfluxError && error.fault === 'missing') return 'missing';
    throw error;
  }
}

const tenYearsSeconds = 3640 * 86_400;

/** Makes a bucket that forgets nothing, in shards of ten years: a write over many years then goes to few of them. */
export async function createBucket(influx: InfluxConnection, name: string): Promise<void> {
  const { orgs } = await influx.call((client) => new OrgsAPI(client).getOrgs({ org: influx.org }));
  const orgID = orgs?.[0]?.id;
  // A token that sees no organization may make no bucket in it either.
  if (orgID === undefined)
    throw new InfluxError('token', influx.server, `it may not make buckets in the organization "${influx.org}"`);
  await influx.call((client) =>
    new BucketsAPI(client).postBuckets({
      body: {
        orgID,
        name,
        retentionRules: [{ type: 'expire', everySeconds: 0, shardGroupDurationSeconds: tenYearsSeconds }],
      },
    }),
  );
}
