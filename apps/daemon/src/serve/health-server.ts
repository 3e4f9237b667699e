import type { Server, ServerResponse } from 'node:http';
import type { Metrics } from '@meterworks/runtime/metrics';

// An import would have Node load all of its web APIs as well: see the runtime's `official-client.ts`.
const { createServer } = process.getBuiltinModule('node:http');

export interface HealthParts {
  readonly host: string;
  readonly port: number;
  /** Why the daemon cannot work; undefined where it can. */
  readonly fault: () => string | undefined;
  /** Why it does not take work yet, or no longer; undefined where it does. */
  readonly unready: () => string | undefined;
  readonly metrics: () => Promise<Metrics>;
}

export interface HealthServer {
  /** The port that was taken; another than asked for where 0 was. */
  readonly port: number;
  close(): Promise<void>;
}

/** Answers `/healthz`, `/readyz` and `/metrics`. @throws NodeJS.ErrnoException where it cannot listen */
export async function openHealthServer({ host, port, ...parts }: HealthParts): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answer(request.method ?? '', request.url ?? '', response, parts);
  });
  await listening(server, host, port);
  const address = server.address();
  // It alone keeps no process alive.
  server.unref();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  method: string,
  url: string,
  response: ServerResponse,
  { fault, unready, metrics }: Omit<HealthParts, 'host' | 'port'>,
): Promise<void> {
  const say = (status: number, body: string, type = 'application/json') =>
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(`${body}\n`);
  const judge = (reason: string | undefined) =>
    say(reason === undefined ? 200 : 503, JSON.stringify(reason === undefined ? { ok: true } : { ok: false, reason }));
  if (method !== 'GET' && method !== 'HEAD') return void say(405, '{"ok":false,"reason":"only GET"}');
  try {
    switch (url.split('?')[0]) {
      case '/healthz':
        return void judge(fault());
      case '/readyz':
        return void judge(fault() ?? unready());
      case '/metrics': {
        const found = await metrics();
        return void say(200, (await found.text()).trimEnd(), found.contentType);
      }
      default:
        return void say(404, '{"ok":false,"reason":"there are /healthz, /readyz and /metrics"}');
    }
  } catch (error) {
    say(503, JSON.stringify({ ok: false, reason: error instanceof Error ? error.message : String(error) }));
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
