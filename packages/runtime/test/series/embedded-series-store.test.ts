import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssetKey } from '@meterworks/assets';
import { expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { embeddedSeriesStoreIn, openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';
import { seriesSchema } from '../../src/series/embedded/series-schema.ts';
import { mergeOldChanges } from '../../src/series/embedded/stored-samples.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { seriesStoreContract } from '../../src/testing/series-contract/series-store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

seriesStoreContract('the embedded store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-'));
  const path = join(folder, 'deep', 'series.db');
  const open = () => openEmbeddedSeriesStore({ path, timers: new ManualClock() });
  return { store: await open(), again: open, remove: () => rm(folder, { recursive: true }) };
});

it('shows whole calls only to another process that reads meanwhile, and after the writer was killed', async () => {
  const path = join(temporaryFolder(), 'series.db');
  await (await openEmbeddedSeriesStore({ path })).close();
  const reader = await openEmbeddedSeriesStore({ path, role: 'reader' });
  const writer = fork(new URL(import.meta.resolve('./endless-writer.ts')), [path], { execArgv: [] });
  let told = 0;
  const wholeRound = async (store: SeriesStore) => {
    const values = await store.loadValues('a' as AssetKey, 0, 699);
    const rounds = new Set(
      values.map((bytes) => (bytes === undefined ? 0 : (bytes[0] as number) + 256 * (bytes[1] as number))),
    );
    expect(rounds.size).toBe(1);
    const samples = await store.readSamples('s');
    expect(samples.times.length % 700).toBe(0);
    return { values: [...rounds][0] as number, samples: samples.times.length / 700 };
  };
  const killed = new Promise((resolve) => writer.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    writer.once('exit', () => resolve());
    writer.on('message', (round) => {
      wholeRound(reader).catch(reject);
      told = round as number;
      if (told >= 12) writer.kill('SIGKILL');
    });
  });
  await killed;
  const store = await openEmbeddedSeriesStore({ path });
  const { values, samples } = await wholeRound(store);
  expect(told).toBeGreaterThanOrEqual(12);
  expect(samples).toBeGreaterThanOrEqual(told);
  expect(values - samples).toBeOneOf([0, 1]);
  await store.close();
  await reader.close();
}, 20_000);

it('still tells of old changes after they were merged, perhaps in a wider range', async () => {
  const path = join(temporaryFolder(), 'series.db');
  const connection = await openSqlite({ path, role: 'owner', schema: seriesSchema, timers: new ManualClock() });
  const store = embeddedSeriesStoreIn(connection);
  const append = (series: string, time: number) =>
    store.appendSamples(series, 'sensor', Float64Array.of(time), Float64Array.of(1));
  await append('early', 1);
  const afterEarly = await store.changedSince(undefined);
  for (let time = 10; time < 15; time++) await append('busy', time);
  const afterFive = await store.changedSince(undefined);
  for (let time = 15; time < 20; time++) await append('busy', time);
  await connection.write(() => mergeOldChanges(connection, 8));
  expect((await store.changedSince(undefined)).changed).toEqual([
    { series: 'busy', from: 10, to: 19 },
    { series: 'early', from: 1, to: 1 },
  ]);
  expect((await store.changedSince(afterEarly.cursor)).changed).toEqual([{ series: 'busy', from: 10, to: 19 }]);
  expect((await store.changedSince(afterFive.cursor)).changed).toEqual([{ series: 'busy', from: 10, to: 19 }]);
  await store.close();
});

it('keeps what is known beside the samples that are set in series of their own', async () => {
  const store = await openEmbeddedSeriesStore({ path: join(temporaryFolder(), 'series.db') });
  const times = Float64Array.of(0, 1);
  const beside = { cost: Float64Array.of(0.3, Number.NaN) };
  await store.setSamples('s', 'sensor', { times, values: Float64Array.of(1, 2), beside });
  expect(await store.seriesNames()).toEqual(['s', 's/cost']);
  expect(await store.readSamples('s/cost')).toMatchObject({ times: Float64Array.of(0), values: Float64Array.of(0.3) });
  await store.close();
});
