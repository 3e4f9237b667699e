import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SimulatedHome, type SimulatedTibber, simulatedTibber } from '@meterworks/meters/testing';
import { onTestFinished } from 'vitest';

/** A simulated account behind real HTTP, until the test ends. */
export async function startTibber(start: {
  readonly now: string;
  readonly homes?: readonly Partial<SimulatedHome>[];
}): Promise<SimulatedTibber & { readonly url: string }> {
  const homes = (start.homes ?? [{}]).map(
    (home): SimulatedHome => ({
      id: 'home-1',
      timeZone: 'Europe/Berlin',
      appNickname: 'Home',
      address: null,
      since: Date.parse('2026-01-05T00:00:00+01:00'),
      consumption: () => 1,
      contract: 'quarters',
      ...home,
    }),
  );
  const account = simulatedTibber({ token: 'right-token', homes, now: Date.parse(start.now) });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      account.answer({ headers, body: Buffer.concat(parts).toString() }).then(
        ({ status, retryAfter, text }) => {
          if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
          response.writeHead(status, { 'content-type': 'application/json' }).end(text);
        },
        // A failure to answer at all.
        () => response.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(account, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gql` });
}
