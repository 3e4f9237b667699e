import { type AssetKey, assetKey, daily } from '@meterworks/assets';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../src/clock/manual-clock.ts';
import type { Publication } from '../../../src/series/influxdb/publication-port.ts';
import { openShownLook } from '../../../src/series/influxdb/shown-look.ts';
import { type InfluxServer, influxAvailable, startInfluxServer } from '../../../src/testing/influx-server.ts';

const day = 86_400_000;
const june = Date.UTC(2024, 5, 1);
const scheme = daily({ zone: 'UTC', start: '2024-01-01' });
const assets = Array.from({ length: 20 }, (_, i) => assetKey(`shown/${i}`));
const publications = new Map<AssetKey, Publication>(
  assets.map((asset, i) => [
    asset,
    {
      scheme,
      form: '1',
      owner: { owner: String(i) },
      measurements: [{ name: 'm', field: 'value' }],
      reach: (changed) => changed,
      stretches: () => [],
    },
  ]),
);

describe.skipIf(!influxAvailable)('looking at what is shown', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  }, 30_000);
  afterAll(() => server.stop());

  async function openLook() {
    const bucket = await server.createBucket();
    const influx = server.connect();
    const write = (owner: number, time: number) =>
      influx.write(bucket, [`m,owner=${owner},unit=x value=1 ${time}`, `m,owner=${owner} value=1 ${time + 1}`]);
    for (const i of assets.keys()) {
      await write(i, june - day);
      await write(i, june - 90 * day);
    }
    const clock = new ManualClock(june);
    const queries = vi.spyOn(influx, 'query');
    const look = openShownLook({ influx, bucket, publications, mark: 'unit', clock });
    const seen = async (i: number, from = june - 2 * day) =>
      (await look.pointsOf(assets[i] as AssetKey, from, june + day))
        .filter(({ time }) => time >= from)
        .map(({ time, tags }) => [(june - time) / day, tags.owner]);
    return { write, clock, queries, seen };
  }

  it('answers many assets by one query, each as if it had been asked for alone', async () => {
    const { queries, seen } = await openLook();
    for (const i of assets.keys()) expect(await seen(i)).toEqual([[1, String(i)]]);
    expect(queries).toHaveBeenCalledTimes(9);
  });

  it('asks anew for an asset that was about to change, and for what is long ago', async () => {
    const { write, clock, seen } = await openLook();
    for (const i of assets.keys()) await seen(i);
    await write(19, june - day / 2);
    expect(await seen(19)).toEqual([
      [1, '19'],
      [0.5, '19'],
    ]);
    expect(await seen(18, june - 100 * day)).toEqual([
      [90, '18'],
      [1, '18'],
    ]);
    await clock.advance(2 * day);
    for (const i of assets.keys()) expect(await seen(i)).toHaveLength(i === 19 ? 2 : 1);
  });
});
