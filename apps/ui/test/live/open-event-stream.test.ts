import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { heartbeatMs, openEventStream } from '../../src/live/open-event-stream.ts';

/** A house in which nothing happens. */
const quiet = {
  followers: 0,
  follow() {
    quiet.followers++;
    return () => {
      quiet.followers--;
    };
  },
  lastEventId: async () => 12,
  eventsAfter: async () => [],
};

describe('the stream of a quiet house', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says where it stands, and at every heartbeat that it lives, until its reader goes', async () => {
    const gone = new AbortController();
    const reader = openEventStream(quiet, { after: undefined, signal: gone.signal }).getReader();
    const decoder = new TextDecoder();
    const next = async () => decoder.decode((await reader.read()).value);
    expect(await next()).toBe('retry: 2000\n\n');
    expect(await next()).toBe('id: 12\nevent: position\ndata: {}\n\n');
    for (let beat = 0; beat < 3; beat++) {
      vi.advanceTimersByTime(heartbeatMs);
      expect(await next()).toBe('event: beat\ndata: {}\n\n');
    }
    expect(quiet.followers).toBe(1);
    gone.abort();
    expect(vi.getTimerCount()).toBe(0);
    expect(quiet.followers).toBe(0);
    expect((await reader.read()).done).toBe(true);
  });

  test('tells who knows an event that never was that everything may have changed', async () => {
    const gone = new AbortController();
    const reader = openEventStream(quiet, { after: 99, signal: gone.signal }).getReader();
    await reader.read();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('id: 12\nevent: changes\ndata: {}\n\n');
    gone.abort();
  });
});
