import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * - `busy`, `limited`, `full`: the server is not asked, and 503, 429 with Retry-After or 500 is answered
 * - `lost`: the server did what was asked, and 503 is answered
 * - `reset`, `cut`: half of the answer, then the connection breaks, or ends as if that were all
 * - `silent`: the server did what was asked, and no answer comes
 * - `slow`: the answer comes in small pieces
 * - `drip`: the server did what was asked, and the answer comes byte by byte, so that it never stands still
 */
export const faults = ['busy', 'limited', 'full', 'lost', 'reset', 'cut', 'silent', 'slow', 'drip'] as const;
export type Fault = (typeof faults)[number];

/** The server is asked with a token that it does not know, or for a bucket that it does not have. */
export type Refusal = 'denied' | 'gone';

export interface FaultProxy {
  readonly url: string;
  /** How often each fault happened. */
  readonly happened: ReadonlyMap<Fault | Refusal, number>;
  close(): Promise<void>;
}

/** What becomes of a request; undefined lets it pass. */
export type NextFault = (request: { readonly method: string; readonly url: string }) => Fault | Refusal | undefined;

/** Stands before a server and does to each request what `next` says. */
export async function openFaultProxy(target: string, next: NextFault): Promise<FaultProxy> {
  const happened = new Map<Fault | Refusal, number>();
  const server = createServer((incoming, outgoing) => {
    const fault = next({ method: incoming.method ?? '', url: incoming.url ?? '' });
    if (fault !== undefined) happened.set(fault, (happened.get(fault) ?? 0) + 1);
    const body: Buffer[] = [];
    incoming.on('error', () => {});
    outgoing.on('error', () => {});
    incoming.on('data', (chunk: Buffer) => body.push(chunk));
    incoming.on('end', () => {
      if (fault === 'busy') refuse(outgoing, 503, 'unavailable');
      else if (fault === 'limited') refuse(outgoing, 429, 'too many requests', { 'retry-after': '1' });
      else if (fault === 'full') refuse(outgoing, 500, 'engine: no space left on device');
      else forward(target, incoming, Buffer.concat(body), outgoing, fault);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    happened,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(outgoing: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
  outgoing.end(JSON.stringify({ code: 'unavailable', message }));
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  fault: Fault | Refusal | undefined,
): void {
  const sent = fault === 'gone' ? withoutBucket(body) : body;
  const asked = request(...asSent(target, incoming, sent, fault), (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      const whole = Buffer.concat(parts);
      if (fault === 'silent') return;
      if (fault === 'lost') return refuse(outgoing, 503, 'unavailable');
      if (fault === 'drip') return drip(outgoing, answer, whole);
      const told = { ...answer.headers };
      delete told['content-length'];
      delete told['transfer-encoding'];
      outgoing.writeHead(answer.statusCode ?? 500, told);
      if (fault === 'reset') {
        outgoing.write(whole.subarray(0, whole.length >> 1), () => outgoing.destroy());
      } else if (fault === 'cut') {
        outgoing.end(whole.subarray(0, Math.max(0, (whole.length >> 1) - 1)));
      } else if (fault === 'slow') {
        for (let at = 0; at < whole.length; at += 1 + (whole.length >> 2))
          outgoing.write(whole.subarray(at, at + 1 + (whole.length >> 2)));
        outgoing.end();
      } else outgoing.end(whole);
    });
  });
  asked.on('error', () => outgoing.destroy());
  asked.end(sent);
}

function asSent(target: string, incoming: IncomingMessage, body: Buffer, fault: Fault | Refusal | undefined) {
  const { method, url = '/', headers } = incoming;
  const path = fault === 'gone' ? url.replace(/(\bbucket=)[^&]+/, '$1nowhere') : url;
  const changed = {
    ...headers,
    ...(fault === 'denied' ? { authorization: 'Token revoked' } : {}),
    ...(fault === 'gone' ? { 'content-length': String(body.length) } : {}),
  };
  return [`${target}${path}`, { method, headers: changed }] as const;
}

/** A query as it was sent, about a bucket that is not there; other bodies name none. */
function withoutBucket(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replace(/(from\(bucket: \\")[^"\\]+/g, '$1nowhere'), 'latin1');
}

const dripMs = 25;

/** Head and body past the server's own writing, which sends a head in one go. */
function drip(outgoing: ServerResponse, { statusCode, headers }: IncomingMessage, body: Buffer): void {
  const head = `HTTP/1.1 ${statusCode} OK\r\ncontent-type: ${headers['content-type'] ?? 'text/plain'}\r\ncontent-length: ${body.length}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), body]);
  const { socket } = outgoing;
  let at = 0;
  const timer = setInterval(() => {
    if (socket === null || socket.destroyed || at === bytes.length) clearInterval(timer);
    else socket.write(bytes.subarray(at, ++at));
  }, dripMs);
}
