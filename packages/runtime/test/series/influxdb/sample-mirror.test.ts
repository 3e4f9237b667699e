import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { ManualClock } from '../../../src/clock/manual-clock.ts';
import { openEmbeddedSeriesStore } from '../../../src/series/embedded/embedded-series-store.ts';
import { openSampleMirror } from '../../../src/series/influxdb/sample-mirror.ts';
import type { Samples } from '../../../src/series/series-store.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

// Each step of the law opens files: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

/** A server of one series whose samples may be set; counts what is fetched. */
function openServer() {
  const samples = new Map<number, number>();
  const fetched: [number, number][] = [];
  const between = (from: number, to: number): Samples => {
    const times = Float64Array.from(
      [...samples.keys()].filter((time) => time >= from && time < to).sort((a, b) => a - b),
    );
    return {
      times,
      values: times.map((time) => samples.get(time) as number),
      kinds: new Uint8Array(times.length),
      kindNames: ['sensor'],
    };
  };
  return {
    samples,
    fetched,
    between,
    async fetch(_series: string, from: number, to: number) {
      fetched.push([from, to]);
      return between(from, to);
    },
    /** As if there were very many in each month. */
    async counts(_series: string, from: number, to: number) {
      const months = [...between(from, to).times].map((time) => Date.UTC(1970, new Date(time).getUTCMonth()));
      return [...new Set(months)].map((start) => [start, start === 0 ? 120_000 : 40_000] as const);
    },
  };
}

const path = () => join(temporaryFolder(), 'mirror.db');
const openAt = (file: string) => openEmbeddedSeriesStore({ path: file, timers: new ManualClock() });

it('reads what the server holds, whatever changes and whatever is asked for, also when it is opened anew', async () => {
  const time = fc.integer({ min: 0, max: 60 });
  const stretch = fc.tuple(time, time).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), time, value: fc.option(fc.integer({ min: 0, max: 9 })) }),
    fc.record({ kind: fc.constant('read' as const), stretch }),
    fc.record({ kind: fc.constant('reopen' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const server = openServer();
      const file = path();
      let mirror = openSampleMirror(await openAt(file), server);
      let cursor = 0;
      for (const one of steps) {
        if (one.kind === 'set') {
          if (one.value === null) server.samples.delete(one.time);
          else server.samples.set(one.time, one.value);
          const changed = [{ series: 's', from: one.time, to: one.time }];
          await mirror.invalidate({ changed, cursor: `c${++cursor}` }, 1000);
        } else if (one.kind === 'read') {
          const { from, to } = one.stretch;
          const read = await mirror.read('s', from, to);
          const there = server.between(from, to);
          expect([[...read.times], [...read.values]]).toEqual([[...there.times], [...there.values]]);
        } else {
          await mirror.close();
          mirror = openSampleMirror(await openAt(file), server);
          expect(await mirror.cursor()).toBe(cursor === 0 ? undefined : `c${cursor}`);
        }
      }
      await mirror.close();
    }),
    { numRuns: 40 },
  );
});

it('fetches once what does not change, and then only what does', async () => {
  const server = openServer();
  for (let time = 0; time < 100; time++) server.samples.set(time, time);
  const mirror = openSampleMirror(await openAt(path()), server);
  await mirror.read('s', 0, 90);
  await mirror.read('s', 10, 20);
  expect(server.fetched).toEqual([[0, 90]]);
  await mirror.invalidate({ changed: [{ series: 's', from: 40, to: 41 }], cursor: 'c' }, 1000);
  await mirror.read('s', 50, 60);
  await mirror.read('s', 0, 100);
  expect(server.fetched.slice(1)).toEqual([
    [40, 42],
    [90, 100],
  ]);
  await mirror.close();
});

it('fetches long stretches in pieces of months, and has them as a whole', async () => {
  const server = openServer();
  const day = 86_400_000;
  for (let time = 0; time < 100 * day; time += day) server.samples.set(time, time);
  const mirror = openSampleMirror(await openAt(path()), server);
  const read = await mirror.read('s', -400 * day, 400 * day);
  expect(read).toEqual(server.between(-400 * day, 400 * day));
  const [february, march, april] = [1, 2, 3].map((month) => Date.UTC(1970, month));
  const third = (31 * day) / 3;
  expect(server.fetched).toEqual([
    [-400 * day, third],
    [third, 2 * third],
    [2 * third, february],
    [february, march],
    [march, april],
    [april, 400 * day],
  ]);
  await mirror.close();
});

it('hands on what it cannot keep', async () => {
  const server = openServer();
  server.samples.set(1, Number.NaN);
  const mirror = openSampleMirror(await openAt(path()), server);
  expect((await mirror.read('s', 0, 9)).values).toEqual(Float64Array.of(Number.NaN));
  server.samples.set(1, 5);
  expect((await mirror.read('s', 0, 9)).values).toEqual(Float64Array.of(5));
  await mirror.close();
});
