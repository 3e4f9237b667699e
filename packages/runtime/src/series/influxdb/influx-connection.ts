import type { InfluxDB as Client, ParameterizedQuery } from '@influxdata/influxdb-client';
import { Secret } from '@meterworks/assets';
import { systemClock } from '../../clock/system-clock.ts';
import { redactor } from '../../logging/redact.ts';
import { InfluxError, type InfluxFault } from './influx-error.ts';
import { joinWrites } from './join-writes.ts';
import { DeleteAPI, HttpAgent, HttpError, HttpsAgent, InfluxDB } from './official-client.ts';
import { queryRows, type RowCollector } from './query-rows.ts';
import { BrokenAnswer, isPassing, type RetryPolicy, withRetries } from './retry.ts';

export interface InfluxOptions {
  readonly url: string;
  readonly org: string;
  readonly token: string;
  /** How long a request may stand still. */
  readonly timeoutSeconds: number;
  /** How often a request is repeated that failed in passing. */
  readonly retryAttempts: number;
  readonly timers?: RetryPolicy['timers'];
  /** Aborted: what is under way ends at once with its reason. */
  readonly signal?: AbortSignal;
  /** Told of every request, repeated ones too. */
  readonly asked?: (outcome: 'ok' | 'failed') => void;
}

/** One server, as one token sees it. Every call repeats what fails in passing and fails with `InfluxError`. */
export interface InfluxConnection {
  readonly server: string;
  readonly org: string;
  /** One request by another of the client's interfaces. */
  call<T>(request: (client: Client) => Promise<T>): Promise<T>;
  query<T>(text: ParameterizedQuery, collect: () => RowCollector<T>): Promise<T>;
  /** Fails as a write would. */
  probeWrite(bucket: string): Promise<void>;
  /** Writes lines of the line protocol, times in ms; few of them together with what others write to the bucket at the same time. */
  write(bucket: string, lines: readonly string[]): Promise<void>;
  /** Deletes in [from, to), UTC ms, what has these tags; `_measurement` counts as one. */
  delete(bucket: string, from: number, to: number, tags: Readonly<Record<string, string>>): Promise<void>;
  close(): void;
}

/** An answer as a whole may take this many times as long as it may stand still. */
const patience = 10;
const batchLines = 5000;
const gzipFromBytes = 1000;

/** The first and last instants (UTC ms) that the server can hold. */
export const earliest = Date.UTC(1677, 8, 22);
export const latest = Date.UTC(2262, 3, 11);

/** @param options `url` may hold a path, never credentials that matter */
export function openInflux(options: InfluxOptions): InfluxConnection {
  const { org, timers = systemClock, signal = new AbortController().signal } = options;
  const address = new URL(options.url);
  const server = `${address.origin}${address.pathname === '/' ? '' : address.pathname}`;
  const agent = new (address.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true });
  const timeout = options.timeoutSeconds * 1000;
  const influx = new InfluxDB({ url: server, token: options.token, timeout, transportOptions: { agent } });
  // Packing costs the server more than a local network saves.
  const queries = influx.getQueryApi({ org, gzip: !isLoopback(address.hostname) });
  const deletes = new DeleteAPI(influx);
  // A proxy may answer with what it was sent, and errors are recorded.
  const redact = redactor([new Secret(options.token)]);
  const policy: RetryPolicy = { attempts: options.retryAttempts, timers, signal };

  const ask = async <T>(request: (stop: AbortSignal) => Promise<T>): Promise<T> => {
    const once = async () => {
      try {
        const answer = await bounded(request, timeout * patience, policy);
        options.asked?.('ok');
        return answer;
      } catch (error) {
        options.asked?.('failed');
        throw error;
      }
    };
    try {
      return await withRetries(policy, once);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof InfluxError ? error : toInfluxError(server, error, redact);
    }
  };

  return {
    server,
    org,
    call: (request) => ask(() => request(influx)),
    query: (text, collect) => ask((stop) => queryRows(queries, text, collect(), stop)),
    // A line that says nothing is no point; the server still looks whether the bucket may be written.
    probeWrite: (bucket) => ask(() => writeBatch(influx, org, bucket, ['#'])),
    write: joinWrites(async (bucket, lines) => {
      for (let from = 0; from < lines.length; from += batchLines) {
        const batch = lines.slice(from, from + batchLines);
        await ask(() => writeBatch(influx, org, bucket, batch));
      }
    }),
    async delete(bucket, from, to, tags) {
      const predicate = Object.entries(tags)
        .map(([tag, value]) => `${tag}=${quoted(value)}`)
        .join(' AND ');
      // Both ends are included: the last one is a nanosecond before `to`.
      const stop = new Date(Math.min(to, latest) - 1).toISOString().replace(/\.(\d{3})Z$/, '.$1999999Z');
      const start = new Date(Math.max(from, earliest)).toISOString();
      await ask(() => deletes.postDelete({ org, bucket, body: { start, stop, predicate } }));
    },
    close: () => agent.destroy(),
  };
}

/** One request, one batch; the client's own retries are off, because they outlive the call. */
async function writeBatch(influx: Client, org: string, bucket: string, lines: readonly string[]): Promise<void> {
  let failure: unknown;
  const api = influx.getWriteApi(org, bucket, 'ms', {
    batchSize: batchLines + 1,
    maxBatchBytes: Number.MAX_SAFE_INTEGER,
    flushInterval: 0,
    maxRetries: 0,
    gzipThreshold: gzipFromBytes,
    // Takes the place of the client's own message on the console.
    writeFailed: async (error) => {
      failure = error;
    },
  });
  api.writeRecords([...lines]);
  await api.close();
  if (failure !== undefined) throw failure;
}

/** Tells the request to stop when it takes too long: an answer that comes byte by byte never stands still. */
async function bounded<T>(
  request: (stop: AbortSignal) => Promise<T>,
  ms: number,
  { timers, signal }: RetryPolicy,
): Promise<T> {
  const done = new AbortController();
  const late = new AbortController();
  try {
    return await Promise.race([
      request(AbortSignal.any([late.signal, signal])),
      timers.sleep(ms, AbortSignal.any([done.signal, signal])).then(() => {
        late.abort(new BrokenAnswer(`no whole answer within ${ms / 1000} s`));
        throw late.signal.reason;
      }),
    ]);
  } finally {
    done.abort();
  }
}

function toInfluxError(server: string, error: unknown, redact: (text: string) => string): InfluxError {
  if (!(error instanceof HttpError)) {
    const { code, message } = error as NodeJS.ErrnoException;
    return new InfluxError(
      isPassing(error) ? 'unreachable' : 'refused',
      server,
      redact(message || (code ?? 'unknown')),
      undefined,
      error,
    );
  }
  const told = typeof error.json?.message === 'string' ? error.json.message : (error.body ?? error.message);
  return new InfluxError(
    faultOf(error.statusCode, told),
    server,
    `${redact(oneLine(told))} (${error.statusCode})`,
    undefined,
    error,
  );
}

function faultOf(status: number, told: string): InfluxFault {
  if (status === 401 || status === 403) return 'token';
  if (status === 404 || /organization name .* not found/.test(told)) return 'missing';
  return status === 429 || status >= 500 ? 'unreachable' : 'refused';
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** A text in a delete predicate. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
