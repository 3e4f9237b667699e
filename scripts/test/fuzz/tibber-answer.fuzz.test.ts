import { Secret } from '@meterworks/assets';
import { simulatedTibber } from '@meterworks/meters/testing';
import { chooseHome, fetchConsumption, fetchPrices, TibberError, tibberClient } from '@meterworks/meters/tibber';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzPatience, fuzzSettings, mutatedText } from './mutated-text.ts';

const hourMs = 3_600_000;
const now = Date.parse('2026-01-15T09:20:00Z');
const never = new AbortController().signal;
const token = 'a-token-never-to-be-seen';

/** The text of a right answer to each kind of question. */
async function rightAnswers(): Promise<string[]> {
  const answers: string[] = [];
  const account = openAccount();
  await ask({
    ...ports(account),
    async post(request) {
      const answer = await account.answer(request);
      answers.push(answer.text);
      return answer;
    },
  });
  return answers;
}

const openAccount = () =>
  simulatedTibber({
    token,
    now,
    homes: [
      {
        id: 'home-1',
        timeZone: 'Europe/Berlin',
        appNickname: 'Home',
        address: { address1: 'Street 1', city: 'Town' },
        since: now - 90 * 24 * hourMs,
        consumption: (start) => (start / hourMs) % 7,
        contract: 'quarters',
      },
    ],
  });

type Ports = Parameters<typeof tibberClient>[1];
const ports = (account: ReturnType<typeof openAccount>): Ports => ({
  post: (request) => account.answer(request),
  now: () => account.now,
  sleep: (milliseconds) => {
    account.now += milliseconds;
    return Promise.resolve();
  },
  random: () => 0,
});

async function ask(through: Ports) {
  const client = tibberClient(
    { token: new Secret(token), tokenFile: 'secrets/tibber.env', userAgent: 'Meterworks/1.0' },
    through,
  );
  const home = await chooseHome(client, undefined, never);
  const hours = await fetchConsumption(client, { home, from: now - 24 * hourMs, now, unit: 'kWh' }, never);
  return { hours, prices: await fetchPrices(client, { home, from: now - 24 * hourMs }, never) };
}

const valid = await rightAnswers();

test('whatever answer comes ends in finite amounts or in one error that names no token', {
  timeout: fuzzPatience,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: valid.length - 1 }), mutatedText(...valid), async (place, text) => {
      let asked = 0;
      const account = openAccount();
      const spoiled: Ports = {
        ...ports(account),
        post: async (request) =>
          asked++ === place ? { ...(await account.answer(request)), text } : account.answer(request),
      };
      try {
        expect(JSON.stringify(await ask(spoiled))).not.toMatch(/NaN|Infinity/);
      } catch (error) {
        if (!(error instanceof TibberError)) throw error;
        expect(error.message).not.toContain(token);
      }
    }),
    fuzzSettings,
  );
});
