import { housePublications, resultMark } from '@meterworks/meters';
import type { Configuration, InfluxSettings } from '@meterworks/meters/config';
import { type Clock, InfluxError, type InfluxFault } from '@meterworks/runtime';
import {
  type BucketFacts,
  createBucket,
  foreignMeasurements,
  type InfluxConnection,
  inspectBucket,
  inspectServer,
} from '@meterworks/runtime/influxdb';
import { type Finding, findingsOf } from './finding.ts';

/** A clock that is off by more than this puts readings on the wrong side of midnight. */
const clockToleranceMs = 2_000;
const daySeconds = 86_400;
/** Shards shorter than this make a write of many years slow. */
const shortShardSeconds = 180 * daySeconds;

const server = findingsOf('server');
const { ok, warning, error } = findingsOf('buckets');

const remedies: Readonly<Record<InfluxFault, string>> = {
  unreachable: 'see whether the server runs and influxdb.url (or INFLUX_URL) is right',
  token: 'put a token that may read and write both buckets into secrets/influxdb.env as INFLUX_TOKEN',
  missing: 'see whether INFLUX_ORG in secrets/influxdb.env is right',
  foreign: 'run meterworks migrate-from-prefect: it says what they are, and moves, deletes or keeps them',
  refused: 'see what the log of the server says',
};

/** Whether the server answers, and its clock. Ends in one error where it does not. */
export async function checkServer(influx: InfluxConnection, clock: Clock): Promise<Finding[]> {
  try {
    const { version, clockAheadMs } = await inspectServer(influx, clock);
    const seconds = Math.abs(clockAheadMs / 1000).toFixed(1);
    const findings = [server.ok(influx.server, `InfluxDB ${version}, the organization is "${influx.org}"`)];
    if (Math.abs(clockAheadMs) <= clockToleranceMs)
      return [...findings, server.ok('clock', `differs from the server's by ${seconds} s`)];
    const where = clockAheadMs > 0 ? 'behind' : 'ahead of';
    return [
      ...findings,
      server.warning('clock', `is ${seconds} s ${where} the server's`, 'let both machines set their clocks by NTP'),
    ];
  } catch (failure) {
    return [influxFinding(server.error, influx.server, failure)];
  }
}

/** Rights on both buckets, how long they keep points, and whether another system's points lie among ours. */
export async function checkBuckets(
  influx: InfluxConnection,
  configuration: Configuration,
  settings: InfluxSettings,
  options: { readonly create: boolean },
): Promise<Finding[]> {
  const { bucketRaw, bucketProcessed } = settings;
  const findings: Finding[] = [];
  try {
    const raw = await inspectBucket(influx, bucketRaw);
    findings.push(
      ...(raw === undefined
        ? [error(bucketRaw, 'is not there, or the token may not see it', rawRemedy)]
        : bucketFindings(bucketRaw, raw, 'readings')),
    );
    let processed = await inspectBucket(influx, bucketProcessed);
    if (processed === undefined && options.create) {
      await createBucket(influx, bucketProcessed);
      findings.push(ok(bucketProcessed, 'was made, with shards of ten years'));
      processed = await inspectBucket(influx, bucketProcessed);
    }
    if (processed === undefined) {
      const remedy = `make it: meterworks doctor --create-buckets, or influx bucket create --name ${bucketProcessed} --retention 0 --shard-group-duration 520w`;
      findings.push(error(bucketProcessed, 'is not there, or the token may not see it', remedy));
      return findings;
    }
    findings.push(...bucketFindings(bucketProcessed, processed, 'results'));
    if (processed.readable) findings.push(...(await foreignFindings(influx, configuration, bucketProcessed)));
  } catch (failure) {
    findings.push(influxFinding(error, bucketProcessed, failure));
  }
  return findings;
}

const rawRemedy =
  "see influxdb.bucket_raw: it names the bucket that Home Assistant's InfluxDB integration writes to, which the token must be able to read";

function bucketFindings(name: string, facts: BucketFacts, holds: 'readings' | 'results'): Finding[] {
  const { readable, writable, retentionSeconds, shardSeconds } = facts;
  const lacking = [...(readable ? [] : ['read']), ...(writable ? [] : ['write'])].join(' nor ');
  const findings: Finding[] = [];
  if (lacking !== '' && holds === 'readings' && readable)
    findings.push(
      warning(
        name,
        'the token may read it, not write',
        'give it the right to write, if readings are to be imported or typed in',
      ),
    );
  else if (lacking !== '') findings.push(error(name, `the token may not ${lacking} it`, remedies.token));
  else findings.push(ok(name, `the token may read and write it (${holds})`));
  if (retentionSeconds !== undefined && retentionSeconds > 0)
    findings.push(
      warning(
        name,
        `forgets ${holds} after ${Math.round(retentionSeconds / daySeconds)} days`,
        `influx bucket update --id … --retention 0 keeps them`,
      ),
    );
  if (holds === 'results' && shardSeconds !== undefined && shardSeconds < shortShardSeconds)
    findings.push(
      warning(
        name,
        `has shards of ${Math.round(shardSeconds / daySeconds)} days: a first run over years is slower than it need be`,
        'influx bucket update --id … --shard-group-duration 520w, while the bucket is empty',
      ),
    );
  return findings;
}

async function foreignFindings(
  influx: InfluxConnection,
  configuration: Configuration,
  bucket: string,
): Promise<Finding[]> {
  const publications = [...housePublications(configuration).values()];
  const names = new Set(publications.flatMap(({ measurements }) => measurements.map(({ name }) => name)));
  if (names.size === 0) return [];
  const foreign = await foreignMeasurements(influx, bucket, [...names], resultMark);
  if (foreign.length === 0) return [ok(bucket, "holds no other system's results")];
  return [
    error(
      bucket,
      `holds another system's points in ${foreign.join(', ')} (without the tag "${resultMark}"): no results are written beside them`,
      remedies.foreign,
    ),
  ];
}

function influxFinding(say: typeof error, subject: string, failure: unknown): Finding {
  if (!(failure instanceof InfluxError)) throw failure;
  return say(subject, failure.message, remedies[failure.fault]);
}
