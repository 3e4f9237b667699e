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

/** A server of series whose samples may be set; says what was fetched. */
function openServer() {
  const all = new Map<string, Map<number, number>>();
  const samplesOf = (series: string) => {
    const samples = all.get(series) ?? new Map<number, number>();
    all.set(series, samples);
    return samples;
  };
  const fetched: [number, number][] = [];
  const fetchedTogether: [string, number, number][] = [];
  const between = (series: string, from: number, to: number): Samples => {
    const samples = samplesOf(series);
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
    samples: samplesOf('s'),
    samplesOf,
    fetched,
    fetchedTogether,
    between,
    async fetch(series: string, from: number, to: number) {
      fetched.push([from, to]);
      return between(series, from, to);
    },
    async fetchMany(names: readonly string[], from: number, to: number) {
      fetchedTogether.push([names.join(), from, to]);
      return new Map(names.map((series) => [series, between(series, from, to)]));
    },
    /** As if there were very many in each month. */
    async counts(series: string, from: number, to: number) {
      const months = [...between(series, from, to).times].map((time) => Date.UTC(1970, new Date(time).getUTCMonth()));
      return [...new Set(months)].map((start) => [start, start === 0 ? 120_000 : 40_000] as const);
    },
  };
}

const path = () => join(temporaryFolder(), 'mirror.db');
const openAt = (file: string) => openEmbeddedSeriesStore({ path: file, timers: new ManualClock() });

it('reads what the server holds, whatever changes and whatever is asked for, also when it is opened anew', async () => {
  const time = fc.integer({ min: 0, max: 60 });
  const series = fc.constantFrom('s', 't', 'u');
  const stretch = fc.tuple(time, time).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('set' as const),
      series,
      time,
      value: fc.option(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constant(Number.NaN))),
    }),
    fc.record({ kind: fc.constant('read' as const), series, stretch }),
    fc.record({ kind: fc.constant('reopen' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.constantFrom(20, 1000), async (steps, now) => {
      const server = openServer();
      const file = path();
      let mirror = openSampleMirror(await openAt(file), server);
      let cursor = 0;
      for (const one of steps) {
        if (one.kind === 'set') {
          if (one.value === null) server.samplesOf(one.series).delete(one.time);
          else server.samplesOf(one.series).set(one.time, one.value);
          const changed = [{ series: one.series, from: one.time, to: one.time }];
          await mirror.invalidate({ changed, cursor: `c${++cursor}` }, now);
        } else if (one.kind === 'read') {
          const { from, to } = one.stretch;
          const read = await mirror.read(one.series, from, to);
          const there = server.between(one.series, from, to);
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
  expect(read).toEqual(server.between('s', -400 * day, 400 * day));
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

it('fetches for all series at once what a new day brought them, and asks no more for what is still to come', async () => {
  const server = openServer();
  const day = 86_400_000;
  const names = ['s', 't', 'u'];
  const write = (time: number) => {
    for (const name of names) server.samplesOf(name).set(time, time);
  };
  const observed = (at: number, from: number) => ({
    changed: names.map((series) => ({ series, from, to: at })),
    cursor: `c${at}`,
  });
  write(0);
  const mirror = openSampleMirror(await openAt(path()), server);
  await mirror.invalidate(observed(10 * day, 0), 10 * day);
  for (const name of names) await mirror.read(name, 0, 11 * day);
  expect(server.fetched).toHaveLength(3);

  write(11 * day);
  await mirror.invalidate(observed(11 * day, 11 * day), 11 * day);
  for (const name of names) expect((await mirror.read(name, 0, 12 * day)).times).toEqual(Float64Array.of(0, 11 * day));
  for (const name of names) await mirror.read(name, 5 * day, 20 * day);
  expect(server.fetched).toHaveLength(3);
  expect(server.fetchedTogether).toEqual([['s,t,u', 11 * day, Date.UTC(2262, 3, 11)]]);
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
