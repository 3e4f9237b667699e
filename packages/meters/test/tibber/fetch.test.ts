import { describe, expect, it } from 'vitest';
import { fetchConsumption, fetchPrices } from '../../src/tibber/index.ts';
import { failureOf, hourMs, never, now, openAccount, simulatedHome } from './account.ts';

const since = simulatedHome().since;
const lastHour = Math.floor(now / hourMs) * hourMs - hourMs;

describe('consumption', () => {
  it('is one page for a short stretch, and by the hour', async () => {
    const { account, client } = openAccount();
    const hours = await fetchConsumption(client, { home: 'home-1', from: now - 168 * hourMs, now, unit: 'kWh' }, never);
    expect(account.requests).toHaveLength(1);
    expect(hours.length).toBeGreaterThanOrEqual(167);
    expect(hours.at(-1)).toMatchObject({ start: lastHour, consumption: (lastHour / hourMs) % 7, currency: 'EUR' });
  });

  it('goes back by cursor beyond the 744 hours that one answer holds, as far as there is any', async () => {
    const { account, client } = openAccount();
    const hours = await fetchConsumption(client, { home: 'home-1', from: 0, now, unit: 'kWh' }, never);
    expect(hours).toHaveLength((lastHour - since) / hourMs + 1);
    expect(hours.every(({ start }, i) => start === since + i * hourMs)).toBe(true);
    expect(account.requests).toHaveLength(Math.ceil(hours.length / 744));
  });

  it('goes back no further than asked', async () => {
    const { account, client } = openAccount();
    const from = lastHour - 1000 * hourMs;
    const hours = await fetchConsumption(client, { home: 'home-1', from, now, unit: 'kWh' }, never);
    expect(hours[0]?.start).toBe(from);
    expect(account.requests).toHaveLength(2);
  });

  it('leaves out hours that are not known yet, and brings them once they are', async () => {
    const late = lastHour - 5 * hourMs;
    const home = simulatedHome({ consumption: (start) => (start >= late && start < late + 2 * hourMs ? null : 1) });
    const { client } = openAccount([home]);
    const asked = { home: 'home-1', from: lastHour - 9 * hourMs, now, unit: 'kWh' } as const;
    expect((await fetchConsumption(client, asked, never)).map(({ start }) => start)).not.toContain(late);
    home.consumption = () => 1;
    expect(await fetchConsumption(client, asked, never)).toHaveLength(10);
  });

  it('comes in the unit that is asked for', async () => {
    const { client } = openAccount([simulatedHome({ consumption: () => 1.5 })]);
    const asked = { home: 'home-1', from: lastHour, now } as const;
    expect((await fetchConsumption(client, { ...asked, unit: 'Wh' }, never))[0]?.consumption).toBe(1500);
    const error = await failureOf(fetchConsumption(client, { ...asked, unit: 'm³' }, never));
    expect(error).toMatchObject({
      fault: 'unexpected',
      reason: 'consumption in "kWh", which is not convertible to m³',
    });
  });

  it('is nothing for a home without any', async () => {
    const { client } = openAccount([simulatedHome({ since: now })]);
    expect(await fetchConsumption(client, { home: 'home-1', from: 0, now, unit: 'kWh' }, never)).toEqual([]);
  });

  it('ends where pages lead in a circle', async () => {
    const { account, client } = openAccount();
    const node = { from: '2026-01-14T00:00:00+01:00', to: '2026-01-14T01:00:00+01:00', consumption: 1 };
    const consumption = { pageInfo: { startCursor: 'x', hasPreviousPage: true }, nodes: [node] };
    const text = JSON.stringify({ data: { viewer: { home: { consumption } } } });
    for (let i = 0; i < 10; i++) account.failures.push({ status: 200, text });
    expect(await fetchConsumption(client, { home: 'home-1', from: 0, now, unit: 'kWh' }, never)).toHaveLength(1);
    expect(account.requests).toHaveLength(2);
  });
});

describe('prices', () => {
  it('are those of today by the quarter of an hour, and of tomorrow once published', async () => {
    const { account, client } = openAccount();
    const from = Date.parse('2026-01-15T00:00:00+01:00');
    expect(await fetchPrices(client, { home: 'home-1', from }, never)).toHaveLength(96);
    account.now = Date.parse('2026-01-15T13:30:00+01:00');
    const prices = await fetchPrices(client, { home: 'home-1', from }, never);
    expect(prices).toHaveLength(192);
    expect(prices[1]?.start).toBe(from + 900_000);
    expect(account.requests).toHaveLength(2);
  });

  it('reach back by cursor beyond the 672 quarters that one answer holds', async () => {
    const { account, client } = openAccount();
    const from = Date.parse('2026-01-01T00:00:00+01:00');
    const prices = await fetchPrices(client, { home: 'home-1', from }, never);
    expect(prices).toHaveLength(15 * 96);
    expect(prices.every(({ start }, i) => start === from + i * 900_000)).toBe(true);
    expect(account.requests.map(({ name }) => name)).toEqual(['Prices', 'PastPrices', 'PastPrices']);
  });

  it('are hourly where the contract is', async () => {
    const { client } = openAccount([simulatedHome({ contract: 'hours' })]);
    const from = Date.parse('2026-01-15T00:00:00+01:00');
    expect(await fetchPrices(client, { home: 'home-1', from }, never)).toHaveLength(24);
  });

  it('are none without a contract', async () => {
    const { client } = openAccount([simulatedHome({ contract: 'none' })]);
    expect(await fetchPrices(client, { home: 'home-1', from: 0 }, never)).toEqual([]);
  });

  it('follow the local day, of 25 hours in October', async () => {
    const { account, client } = openAccount([simulatedHome({ contract: 'hours' })]);
    account.now = Date.parse('2025-10-26T10:00:00Z');
    const from = Date.parse('2025-10-26T00:00:00+02:00');
    expect(await fetchPrices(client, { home: 'home-1', from }, never)).toHaveLength(25);
  });
});
