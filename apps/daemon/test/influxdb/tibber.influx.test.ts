import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPlace } from '../commands/cli.ts';
import { startTibber } from '../tibber/tibber-server.ts';
import { createBuckets, influxConfig, queryLines } from './influx-house.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = '2026-01-15T10:20:00+01:00';

describe.skipIf(!influxAvailable)('pull, of a house on a server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  });
  afterAll(() => server.stop());

  it('writes hours into a measurement of their own and prices beside the results, and makes days of them', async () => {
    const buckets = await createBuckets(server);
    const { url } = await startTibber({ now });
    const place = openPlace({
      'config/config.yaml': `${influxConfig(server, buckets)}tibber: { meter_id: strom, url: "${url}" }\n`,
      'config/meters.yaml': 'meters:\n  - { meter_id: strom, type: physical, output_unit: kWh }\n',
    });
    place.write('secrets/influxdb.env', `INFLUX_TOKEN=${server.token}\nINFLUX_ORG=${server.org}\n`, 0o600);
    place.write('secrets/tibber.env', 'TIBBER_API_TOKEN=right-token\n', 0o600);
    const first = await place.runAt(now, 'pull');
    expect(first.stdout).toBe('strom: 250 new hours, 1,056 new prices; known until 2026-01-15T09:00:00Z.\n');
    const again = await place.runAt(now, 'pull', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, changed: 0, prices: 0 });

    const lines = (bucket: string) =>
      queryLines(
        server,
        `from(bucket: "${bucket}") |> range(start: 2026-01-01T00:00:00Z, stop: 2026-02-01T00:00:00Z) |> count() |> map(fn: (r) => ({ r with _time: r._start }))`,
      );
    const counts = async (bucket: string) =>
      [...(await lines(bucket))].map(([line, points]) => [line, Number(points[0]?.[1])]);
    const energy = 'meter_id=strom source=tibber';
    expect(await counts(buckets.raw)).toEqual([
      [`_field=consumption _measurement=energy_interval ${energy}`, 250],
      [`_field=cost _measurement=energy_interval ${energy}`, 250],
      [`_field=unit_price _measurement=energy_interval ${energy}`, 250],
    ]);
    expect(await counts(buckets.processed)).toEqual(
      ['energy', 'level', 'tax', 'total'].map((field) => [
        `_field=${field} _measurement=energy_price home=home-1 unit=EUR/kWh`,
        1056,
      ]),
    );

    expect((await place.runAt(now, 'materialize')).code).toBe(0);
    const { stdout } = await place.runAt(now, 'series', 'consumption/strom/daily', '--from', '2026-01-05', '--json');
    const days = JSON.parse(stdout) as unknown[];
    expect(days).toHaveLength(10);
    for (const day of days) expect(day).toMatchObject({ value: 24, quality: 'measured' });
  });
});
