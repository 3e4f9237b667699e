import type { TibberPorts } from '@meterworks/meters/tibber';
import { systemClock } from '@meterworks/runtime';

/** Asks over HTTPS without pauses between tries: who asks after the house's health wants an answer now. */
export function tibberOverFetch(timeoutMs: number): TibberPorts {
  return {
    now: systemClock.now,
    random: Math.random,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
    async post({ url, headers, body }) {
      const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
      const retryAfter = answer.headers.get('retry-after') ?? undefined;
      return { status: answer.status, retryAfter, text: await answer.text() };
    },
  };
}
