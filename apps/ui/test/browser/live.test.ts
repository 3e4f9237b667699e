import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';

/** A client of the event stream: reads it until what it read matches. */
async function openStream(address: string, lastEventId?: string) {
  const abort = new AbortController();
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  const response = await fetch(`${address}/api/events`, { headers, signal: abort.signal });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let read = '';
  return {
    async says(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(read);
        if (found !== null) return found;
        const chunk = await reader?.read();
        if (chunk?.value === undefined) throw new Error(`the stream ended without ${pattern}: ${read}`);
        read += decoder.decode(chunk.value, { stream: true });
      }
    },
    close: () => abort.abort(),
  };
}

const position = /^id: (\d+)\nevent: position$/m;
const changes = /^id: (\d+)\nevent: changes\ndata: (.*)$/m;

describe.skipIf(findChromium() === undefined)('the event stream', () => {
  let house: ServedHouse;
  beforeAll(async () => {
    house = await serveHouse();
  });
  afterAll(() => house?.stop());

  test('fifty clients hear of a run, and pages are served beside them', async () => {
    const streams = await Promise.all(Array.from({ length: 50 }, () => openStream(house.address)));
    try {
      await Promise.all(streams.map((stream) => stream.says(position)));
      await house.run('materialize', 'physical/gas_zahler');
      const heard = await Promise.all(streams.map((stream) => stream.says(changes)));
      expect(new Set(heard.map(([, id]) => id)).size).toBeGreaterThanOrEqual(1);
      const page = await fetch(house.address);
      expect(page.status).toBe(200);
    } finally {
      for (const stream of streams) stream.close();
    }
  });

  test('who comes back hears what happened meanwhile, once', async () => {
    const first = await openStream(house.address);
    const [, before = ''] = await first.says(position);
    first.close();
    await house.run('materialize', 'physical/gas_zahler');
    const second = await openStream(house.address, before);
    const [, after] = await second.says(changes);
    second.close();
    expect(Number(after)).toBeGreaterThan(Number(before));
    const third = await openStream(house.address, after);
    const [, now] = await third.says(position);
    third.close();
    expect(now).toBe(after);
  });
});
