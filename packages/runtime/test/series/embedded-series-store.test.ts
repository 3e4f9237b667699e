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
import { seriesStoreContract } from '../../src/testing/series-store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

seriesStoreContract('the embedded store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-'));
  const path = join(folder, 'deep', 'series.db');
  const open = () => openEmbeddedSeriesStore({ path, timers: new ManualClock() });
  return { store: await open(), again: open, remove: () => rm(folder, { recursive: true }) };
});

it('shows a concurrent reader whole calls only', async () => {
  const path = join(temporaryFolder(), 'series.db');
  const writer = await openEmbeddedSeriesStore({ path });
  const reader = await openEmbeddedSeriesStore({ path, role: 'reader' });
  const asset = 'a' as AssetKey;
  for (let round = 1; round <= 20; round++) {
    const entries = Array.from({ length: 700 }, (_, ordinal) => ({ ordinal, bytes: Uint8Array.of(round) }));
    const [, seen] = await Promise.all([writer.saveValues(asset, entries), reader.loadValues(asset, 0, 699)]);
    expect(new Set(seen.map((bytes) => bytes?.[0])).size).toBe(1);
  }
  await writer.close();
  await reader.close();
});

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
