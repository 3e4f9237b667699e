import { describe, expect, it } from 'vitest';
import { type EnergyPrice, type IntervalEnergy, pullTibber, type TibberStore } from '../../src/tibber/index.ts';
import { failureOf, hourMs, never, openAccount, simulatedHome } from './account.ts';

/** Keeps what is saved in a map, and counts the times. */
function openStore() {
  const hours = new Map<number, IntervalEnergy>();
  const prices = new Map<number, EnergyPrice>();
  const saved: number[] = [];
  const store: TibberStore = {
    readConsumption: (from, to) =>
      Promise.resolve(
        new Map(
          [...hours].filter(([start]) => start >= from && start < to).map(([start, one]) => [start, one.consumption]),
        ),
      ),
    async saveConsumption(some) {
      saved.push(some.length);
      for (const one of some) hours.set(one.start, one);
    },
    readPrices: (from, to) =>
      Promise.resolve(
        new Map([...prices].filter(([start]) => start >= from && start < to).map(([start, one]) => [start, one.total])),
      ),
    async savePrices(_home, some) {
      for (const one of some) prices.set(one.start, one);
    },
  };
  return { store, hours, prices, saved };
}

const asked = { unit: 'kWh', lookbackHours: 48, since: Date.parse('2025-01-01T00:00:00+01:00') } as const;

function openPull(home = simulatedHome()) {
  const opened = { ...openAccount([home]), ...openStore(), home };
  const pull = () => pullTibber(opened.client, opened.store, asked, { asOf: opened.account.now, signal: never });
  return { ...opened, pull };
}

describe('a pull', () => {
  it('fetches at first all that there is, and a month of prices', async () => {
    const { pull, hours, prices, home, account } = openPull();
    const pulled = await pull();
    const known = (Math.floor(account.now / hourMs) * hourMs - home.since) / hourMs;
    expect(pulled).toMatchObject({
      home: 'home-1',
      added: known,
      changed: 0,
      until: Math.floor(account.now / hourMs) * hourMs,
    });
    expect(hours.size).toBe(known);
    expect([...hours.keys()][0]).toBe(home.since);
    expect(prices.size).toBeGreaterThan(31 * 96);
  });

  it('writes nothing when nothing is new, and asks three times only', async () => {
    const { pull, saved, account } = openPull();
    await pull();
    const [writes, requests] = [saved.length, account.requests.length];
    expect(await pull()).toMatchObject({ added: 0, changed: 0, prices: 0 });
    expect(saved).toHaveLength(writes);
    expect(account.requests).toHaveLength(requests + 3);
  });

  it('fills hours that were not known in the look-back, and takes corrections of known ones', async () => {
    const { pull, hours, home, account } = openPull();
    const late = account.now - (account.now % hourMs) - 100 * hourMs;
    home.consumption = (start) => (start === late || start === late + hourMs ? null : 1);
    await pull();
    expect(hours.has(late)).toBe(false);
    home.consumption = (start) => (start === late + 2 * hourMs ? 5 : 1);
    expect(await pull()).toMatchObject({ added: 2, changed: 1 });
    expect([late, late + hourMs, late + 2 * hourMs].map((start) => hours.get(start)?.consumption)).toEqual([1, 1, 5]);
  });

  it('asks for hours that are not known for a month, without a further request', async () => {
    const { pull, hours, home, account } = openPull();
    const late = account.now - (account.now % hourMs) - 600 * hourMs;
    home.consumption = (start) => (start === late ? null : 1);
    await pull();
    home.consumption = () => 1;
    const requests = account.requests.length;
    expect(await pull()).toMatchObject({ added: 1, changed: 0 });
    expect(hours.has(late)).toBe(true);
    expect(account.requests).toHaveLength(requests + 3);
  });

  it('catches up after an outage of two months', async () => {
    const { pull, hours, prices, home, account } = openPull();
    await pull();
    account.now += 60 * 24 * hourMs;
    expect(await pull()).toMatchObject({ added: 60 * 24, changed: 0 });
    const starts = [...hours.keys()].sort((a, b) => a - b);
    expect(starts.every((start, i) => start === home.since + i * hourMs)).toBe(true);
    const priced = [...prices.keys()].sort((a, b) => a - b);
    // By the hour where only the consumption tells it, by the quarter from the month before the first pull on.
    const steps = priced.slice(1).map((start, i) => start - (priced[i] as number));
    const quarters = steps.indexOf(900_000);
    expect(quarters).toBeGreaterThan(0);
    expect(new Set(steps.slice(0, quarters))).toEqual(new Set([hourMs]));
    expect(new Set(steps.slice(quarters))).toEqual(new Set([900_000]));
  });

  it('goes on where it was broken off', async () => {
    const { pull, hours, account, store } = openPull();
    const whole = openPull();
    await whole.pull();
    const save = store.saveConsumption;
    store.saveConsumption = async (some) => {
      await save(some.slice(0, 100));
      throw new Error('killed');
    };
    await failureOf(pull());
    expect(hours.size).toBe(100);
    store.saveConsumption = save;
    await pull();
    expect(new Set(hours.keys())).toEqual(new Set(whole.hours.keys()));
    expect(account.failures).toEqual([]);
  });

  it('keeps what it has when prices cannot be had', async () => {
    const { pull, hours, account } = openPull(simulatedHome({ since: Date.parse('2026-01-14T00:00:00+01:00') }));
    const answer = account.answer.bind(account);
    account.answer = (request) =>
      request.body.includes('query Prices')
        ? Promise.resolve({ status: 200, retryAfter: undefined, text: '{}' })
        : answer(request);
    expect(await failureOf(pull())).toMatchObject({ fault: 'unexpected' });
    expect(hours.size).toBeGreaterThan(24);
  });

  it('takes from the consumption what an hour cost, for a home without a contract', async () => {
    const { pull } = openPull(simulatedHome({ contract: 'none', since: Date.parse('2026-01-14T00:00:00+01:00') }));
    expect(await pull()).toMatchObject({ added: 34, prices: 34 });
  });
});
