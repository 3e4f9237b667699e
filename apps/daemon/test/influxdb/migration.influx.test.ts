import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPlace, type Place } from '../commands/cli.ts';
import { type Buckets, createBuckets, influxConfig, queryLines } from './influx-house.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dayMs = 86_400_000;
/** The queries count from the server's now: the house lives today. */
const today = Math.floor(Date.now() / dayMs) * dayMs;
const meters = `meters:
  - { meter_id: strom_a, type: physical, output_unit: kWh }
  - meter_id: strom_total
    type: master
    output_unit: kWh
    periods: [{ start_date: 2018-01-01, end_date: 9999-12-31, composition_type: single, source_meters: [strom_a], source_unit: kWh }]
`;

describe.skipIf(!influxAvailable)('a house that comes from the former system', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  });
  afterAll(() => server.stop());

  /** Readings of 400 days with a spike in the last weeks, and the results that the former system made of them. */
  async function openHouse(): Promise<{ place: Place; buckets: Buckets; old: number }> {
    const buckets = await createBuckets(server);
    const influx = server.connect();
    let register = 1000;
    const readings = Array.from({ length: 800 }, (_, i) => {
      register += 3 + ((i * 7) % 5) + (i === 780 ? 400 : 0);
      return `kWh,entity_id=strom_a,domain=sensor value=${register} ${today - 400 * dayMs + i * (dayMs / 2)}`;
    });
    await influx.write(buckets.raw, readings);
    const old = Array.from({ length: 400 }, (_, i) => today - (400 - i) * dayMs).flatMap((time) => [
      ...['strom_a', 'strom_total'].flatMap((meter) => [
        `meter_interpolated_daily,meter_id=${meter} value=5 ${time}`,
        `meter_consumption,meter_id=${meter} value=1 ${time}`,
      ]),
      `meter_anomaly,meter_id=strom_total value=9,z_score=3,iqr_lower=1,iqr_upper=2,anomaly_count=2i ${time}`,
    ]);
    await influx.write(buckets.processed, old);
    influx.close();
    const place = openPlace({ 'config/config.yaml': influxConfig(server, buckets), 'config/meters.yaml': meters });
    place.write('secrets/influxdb.env', `INFLUX_TOKEN=${server.token}\nINFLUX_ORG=${server.org}\n`, 0o600);
    return { place, buckets, old: 400 * (4 + 5) };
  }

  const monthly = ({ processed }: Buckets) =>
    queryLines(
      server,
      `from(bucket:"${processed}") |> range(start:-1y) |> filter(fn: (r) => r._measurement=="meter_consumption") |> filter(fn: (r) => r.meter_id=="strom_total")`,
    );
  const anomalies = ({ processed }: Buckets) =>
    queryLines(
      server,
      `from(bucket:"${processed}") |> range(start:-30d) |> filter(fn: (r) => r._measurement=="meter_anomaly")`,
    );
  const countOf = async (bucket: string): Promise<number> =>
    [...(await queryLines(server, `from(bucket:"${bucket}") |> range(start:-3y)`)).values()].flat().length;

  /** One line a title: the months of one meter, and of each kind of anomaly its fields, every incident once. */
  async function expectOurs(buckets: Buckets): Promise<void> {
    const lines = await monthly(buckets);
    expect([...lines.keys()]).toEqual([
      '_field=consumption _measurement=meter_consumption meter_id=strom_total unit=kWh',
    ]);
    expect([...lines.values()].flat().length).toBeGreaterThanOrEqual(12);
    const shown = await anomalies(buckets);
    expect(shown.size).toBeGreaterThan(0);
    expect([...shown.keys()].filter((key) => !key.includes('unit=kWh'))).toEqual([]);
    const ids = [...shown]
      .filter(([key]) => key.startsWith('_field=id '))
      .flatMap(([, points]) => points.map(([, id]) => id));
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  }

  it('gets no results before it is migrated, and the bucket stays as it is; what there is and can be done is said', async () => {
    const { place, buckets, old } = await openHouse();
    const { code, stderr } = await place.run('materialize');
    expect(code).toBe(4);
    expect(stderr).toMatch(/meter_anomaly, meter_consumption, meter_interpolated_daily without the tag "unit"/);
    expect(stderr).toMatch(/`meterworks migrate-from-prefect` says what they are/);
    const asked = await place.run('migrate-from-prefect');
    expect(asked.code).toBe(0);
    expect(asked.stdout).toMatch(/meter_consumption +800 +2 +\d{4}-\d\d-\d\d +\d{4}-\d\d-\d\d +value/);
    expect(asked.stdout).toMatch(/Nothing has been changed/);
    expect(await countOf(buckets.processed)).toBe(old);
    const lines = await monthly(buckets);
    expect([...lines.keys()]).toEqual(['_field=value _measurement=meter_consumption meter_id=strom_total']);
  });

  it('answers both queries with one line a title after the old results were deleted', async () => {
    const { place, buckets, old } = await openHouse();
    const migrated = await place.run('migrate-from-prefect', '--delete', '--json');
    expect([migrated.code, JSON.parse(migrated.stdout)]).toMatchObject([0, { done: 'delete', values: old }]);
    expect((await place.run('materialize')).code).toBe(0);
    await expectOurs(buckets);
    const again = await place.run('migrate-from-prefect');
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/nothing needs doing/)]);
  });

  it('gets no more results when the former system writes again, whether readings are looked for or not', async () => {
    const { place, buckets } = await openHouse();
    await place.run('migrate-from-prefect', '--delete');
    await place.run('materialize');
    const influx = server.connect();
    await influx.write(buckets.processed, [`meter_consumption,meter_id=strom_a value=1 ${today - dayMs}`]);
    influx.close();
    for (const more of [[], ['--no-observe', '--state', 'all']]) {
      const { code, stderr } = await place.run('materialize', ...more);
      expect([code, stderr]).toEqual([4, expect.stringMatching(/meter_consumption without the tag "unit"/)]);
    }
  });

  it('answers both queries after the old results were moved, and has them all in the other bucket', async () => {
    const { place, buckets, old } = await openHouse();
    const before = await queryLines(server, `from(bucket:"${buckets.processed}") |> range(start:-3y)`);
    const target = `old-${process.pid}`;
    server.takeAway(target);
    const migrated = await place.run('migrate-from-prefect', '--move-to', target);
    expect([migrated.code, migrated.stdout]).toEqual([
      0,
      expect.stringMatching(new RegExp(`${old.toLocaleString('en-US')} values moved to the bucket "${target}"`)),
    ]);
    expect(await queryLines(server, `from(bucket:"${target}") |> range(start:-3y)`)).toEqual(before);
    expect((await place.run('materialize')).code).toBe(0);
    await expectOurs(buckets);
  });

  it('writes results beside the old ones where the user keeps them, and touches none of these', async () => {
    const { place, buckets, old } = await openHouse();
    expect((await place.run('migrate-from-prefect', '--keep-old')).code).toBe(0);
    expect((await place.run('materialize')).code).toBe(0);
    expect((await monthly(buckets)).size).toBe(2);
    // A late reading moves results of ours to other days.
    const influx = server.connect();
    await influx.write(buckets.raw, [`kWh,entity_id=strom_a,domain=sensor value=5300 ${today - dayMs / 4}`]);
    influx.close();
    expect((await place.run('materialize')).code).toBe(0);
    const foreign = await queryLines(
      server,
      `from(bucket:"${buckets.processed}") |> range(start:-3y) |> filter(fn: (r) => not exists r.unit)`,
    );
    expect([...foreign.values()].flat()).toHaveLength(old);
    // Thinking better of it later deletes them, and leaves ours to be seen after the next run.
    expect((await place.run('migrate-from-prefect', '--delete')).code).toBe(0);
    expect((await place.run('materialize')).code).toBe(0);
    await expectOurs(buckets);
  });

  it('refuses what cannot be meant, and changes nothing', async () => {
    const { place, buckets, old } = await openHouse();
    const refused = [
      await place.run('migrate-from-prefect', '--delete', '--keep-old'),
      await place.run('migrate-from-prefect', '--move-to', buckets.processed),
      await place.run('migrate-from-prefect', '--move-to', buckets.raw),
    ];
    expect(refused.map(({ code, stderr }) => [code, stderr.trim().split('\n').length])).toEqual([
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
    expect(await countOf(buckets.processed)).toBe(old);
  });
});
