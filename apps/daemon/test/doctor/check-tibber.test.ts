import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@meterworks/assets';
import type { Configuration } from '@meterworks/meters/config';
import { expect, it, onTestFinished } from 'vitest';
import { checkTibber } from '../../src/doctor/check-tibber.ts';
import { tibberOverFetch } from '../../src/doctor/tibber-over-fetch.ts';

/** A Tibber that knows one token. */
async function openTibber(homes: readonly { id: string }[]): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.headers.authorization !== 'Bearer right') outgoing.writeHead(401).end();
    else outgoing.end(JSON.stringify({ data: { viewer: { homes } } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/gql`;
}

async function said(token: string | undefined, url: string) {
  const tibber = {
    lookbackHours: 48,
    meterId: 'haupt_strom',
    ...(token === undefined ? {} : { token: new Secret(token) }),
  };
  const configuration = { directory: 'config', tibber } as Configuration;
  const findings = await checkTibber(configuration, tibberOverFetch(5000), new AbortController().signal, url);
  return findings.map(({ level, message }) => [level, message]);
}

it('says whether Tibber accepts the token, and which file to mend if not', async () => {
  const url = await openTibber([{ id: 'home-1' }]);
  expect(await said('right', url)).toEqual([['ok', 'accepts the token; the home is home-1']]);
  expect(await said('wrong', url)).toEqual([['error', expect.stringMatching(/does not accept.*secrets\/tibber\.env/)]]);
  expect(await said(undefined, url)).toEqual([['ok', expect.stringMatching(/is not used/)]]);
  expect(await said('right', 'http://127.0.0.1:9/')).toEqual([['error', expect.stringMatching(/out of reach/)]]);
});
