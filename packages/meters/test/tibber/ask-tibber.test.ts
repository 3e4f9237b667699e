import { describe, expect, it } from 'vitest';
import { chooseHome, fetchConsumption, fetchPrices, requestLimit, TibberError } from '../../src/tibber/index.ts';
import { failureOf, hourMs, never, now, openAccount, simulatedHome } from './account.ts';

const lastDay = { home: 'home-1', from: now - 24 * hourMs, now, unit: 'kWh' } as const;

describe('a question', () => {
  it('names the program and carries the token in its headers only', async () => {
    const { account, client } = openAccount();
    await chooseHome(client, undefined, never);
    const [request] = account.requests;
    expect(request?.headers).toMatchObject({ 'user-agent': 'Meterworks/1.0', authorization: 'Bearer right-token' });
    expect(JSON.stringify(request?.variables)).not.toContain('right-token');
  });

  it('is a valid query of the published schema, whichever it is', async () => {
    const { account, client } = openAccount();
    await chooseHome(client, undefined, never);
    await fetchConsumption(client, lastDay, never);
    await fetchPrices(client, { home: 'home-1', from: now - 72 * hourMs }, never);
    expect(account.requests.map(({ name }) => name)).toEqual(['Homes', 'Consumption', 'Prices', 'PastPrices']);
  });

  it('never makes more than 100 of them in five minutes', async () => {
    const { account, client, waits } = openAccount();
    const times: number[] = [];
    for (let i = 0; i < 250; i++) {
      await chooseHome(client, undefined, never);
      times.push(account.now);
      account.now += 100;
    }
    for (let i = requestLimit.requests; i < times.length; i++)
      expect((times[i] as number) - (times[i - requestLimit.requests] as number)).toBeGreaterThanOrEqual(300_000);
    expect(waits).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('names the file of a token that is not accepted, told by the status or in the answer, and does not ask again', async () => {
    const { account, client } = openAccount(undefined, 'wrong-token');
    const told = await failureOf(chooseHome(client, undefined, never));
    account.failures.push({ status: 401, text: '' });
    const byStatus = await failureOf(chooseHome(client, undefined, never));
    for (const error of [told, byStatus]) {
      expect(error).toBeInstanceOf(TibberError);
      expect(error).toMatchObject({ fault: 'token', passing: false });
      expect((error as Error).message).toContain('secrets/tibber.env');
      expect((error as Error).message).not.toContain('wrong-token');
    }
    expect(account.requests).toHaveLength(2);
  });

  it('is waited out as told when there were too many requests', async () => {
    const { account, client, waits } = openAccount();
    account.failures.push({ status: 429, retryAfter: '120', text: '' });
    account.failures.push({ status: 429, retryAfter: new Date(now + 300_000).toUTCString(), text: '' });
    expect(await chooseHome(client, undefined, never)).toBe('home-1');
    expect(waits).toEqual([120_000, 180_000]);
  });

  it('is left to the next pull when it would take longer than a quarter of an hour', async () => {
    const { account, client, waits } = openAccount();
    account.failures.push({ status: 429, retryAfter: '3600', text: '' });
    const error = await failureOf(chooseHome(client, undefined, never));
    expect(error).toMatchObject({ fault: 'limited', passing: true });
    expect((error as Error).message).toContain('wait 60 minutes');
    expect(waits).toEqual([]);
  });

  it('is tried again with growing pauses while the server is out of reach, five times in all', async () => {
    const { account, client, waits } = openAccount();
    account.failures.push(new Error('connect ECONNREFUSED'), { status: 502, text: '<html>' });
    expect(await chooseHome(client, undefined, never)).toBe('home-1');
    expect(waits).toEqual([2000, 4000]);
    for (let i = 0; i < 5; i++) account.failures.push({ status: 503, text: '' });
    const error = await failureOf(chooseHome(client, undefined, never));
    expect(error).toMatchObject({ fault: 'unreachable', passing: true, reason: 'status 503' });
    expect(account.requests).toHaveLength(8);
  });

  it.each([
    ['errors beside data', '{"data":{"viewer":{"homes":[]}},"errors":[{"message":"Oh no"}]}', 'refused', 'Oh no'],
    ['no JSON', '<html>  maintenance\n</html>', 'unexpected', '<html> maintenance </html>'],
    ['nothing', '', 'unexpected', 'nothing'],
    ['no data', '{"data":null}', 'unexpected', 'data: Invalid input'],
    ['another shape', '{"data":{"viewer":{"homes":[{"id":7}]}}}', 'unexpected', 'viewer.homes.0.id: Invalid input'],
  ])('says what came: %s', async (_what, text, fault, reason) => {
    const { account, client } = openAccount();
    account.failures.push({ status: 200, text });
    const error = await failureOf(chooseHome(client, undefined, never));
    expect(error).toMatchObject({ fault, passing: false });
    expect((error as Error).message).toContain(reason);
  });

  it.each([
    [400, '{"errors":[{"message":"Cannot query field"}]}', 'refused', 'Cannot query field'],
    [400, 'who are you?', 'refused', 'status 400'],
    [403, '', 'refused', 'blocks an address'],
  ])('says why a query was refused with status %i', async (status, text, fault, reason) => {
    const { account, client } = openAccount();
    account.failures.push({ status, text });
    const error = await failureOf(chooseHome(client, undefined, never));
    expect(error).toMatchObject({ fault });
    expect((error as Error).message).toContain(reason);
  });

  it('comes at once when the work is to stop', async () => {
    const { account, client } = openAccount();
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    expect(await failureOf(chooseHome(client, undefined, stop.signal))).toMatchObject({ message: 'stopped' });
    expect(account.requests).toEqual([]);
  });
});

describe('the home', () => {
  it('is the only one, or the one that is named', async () => {
    const { client } = openAccount([
      simulatedHome(),
      simulatedHome({ id: 'home-2', appNickname: 'Cabin', address: null }),
    ]);
    expect(await chooseHome(client, 'home-2', never)).toBe('home-2');
  });

  it('has to be named where there are several, which are listed', async () => {
    const { client } = openAccount([
      simulatedHome(),
      simulatedHome({ id: 'home-2', appNickname: 'Cabin', address: null }),
    ]);
    for (const wanted of [undefined, 'home-3']) {
      const error = await failureOf(chooseHome(client, wanted, never));
      expect(error).toMatchObject({ fault: 'home' });
      expect((error as Error).message).toContain('tibber.home_id');
      expect((error as Error).message).toContain('\n  home-1  (Home, Street 1, Town)\n  home-2  (Cabin)');
    }
  });

  it('is missed where the account has none', async () => {
    expect(await failureOf(chooseHome(openAccount([]).client, undefined, never))).toMatchObject({ fault: 'home' });
  });
});
