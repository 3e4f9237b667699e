import { Secret } from '@meterworks/assets';
import { type SimulatedHome, type SimulatedTibber, simulatedTibber } from '../../src/testing/index.ts';
import { type TibberClient, type TibberPorts, tibberClient } from '../../src/tibber/index.ts';

export const hourMs = 3_600_000;
/** 10:20 local time on a winter's day. */
export const now = Date.parse('2026-01-15T09:20:00Z');
export const never = new AbortController().signal;

export function simulatedHome(facts: Partial<SimulatedHome> = {}): SimulatedHome {
  return {
    id: 'home-1',
    timeZone: 'Europe/Berlin',
    appNickname: 'Home',
    address: { address1: 'Street 1', city: 'Town' },
    since: Date.parse('2025-10-01T00:00:00+02:00'),
    consumption: (start) => (start / hourMs) % 7,
    contract: 'quarters',
    ...facts,
  };
}

/** An account, a client of it, and what the client waited for; time passes only by waiting. */
export function openAccount(homes: SimulatedHome[] = [simulatedHome()], token = 'right-token') {
  const account: SimulatedTibber = simulatedTibber({ token: 'right-token', homes, now });
  const waits: number[] = [];
  const ports: TibberPorts = {
    post: (request) => account.answer(request),
    now: () => account.now,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      account.now += milliseconds;
      return Promise.resolve();
    },
    random: () => 0,
  };
  const client: TibberClient = tibberClient(
    { token: new Secret(token), tokenFile: 'secrets/tibber.env', userAgent: 'Meterworks/1.0' },
    ports,
  );
  return { account, client, waits };
}

/** What a promise fails with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing failed');
}
