import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type Buckets,
  createBuckets,
  influxConfig,
  openTestHouse,
  queryLines,
  type TestHouse,
} from './influx-house.ts';
import { shownLines, wantedLines } from './shown-lines.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dayMs = 86_400_000;
/** What the queries of the README ask for counts from the server's now: the house lives today, at noon. */
const today = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2;
const meters = (unit = 'kWh', more = '') => `meters:
  - { meter_id: strom_a, type: physical, output_unit: ${unit}${more} }
  - { meter_id: strom_b, type: physical, output_unit: kWh }
  - meter_id: strom_total
    type: master
    output_unit: kWh
    periods: [{ start_date: 2018-01-01, end_date: 9999-12-31, composition_type: sum, source_meters: [strom_a, strom_b], source_unit: kWh }]
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: "strom_total - strom_b" }
`;

describe.skipIf(!influxAvailable)('results on a server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  });
  afterAll(() => server.stop());

  /** A house with readings of 400 days, twice a day, as Home Assistant writes them; one day used far too much. */
  async function openHouse(): Promise<{
    buckets: Buckets;
    house: TestHouse;
    write: (...lines: string[]) => Promise<void>;
  }> {
    const buckets = await createBuckets(server);
    const influx = server.connect();
    const write = (...lines: string[]) => influx.write(buckets.raw, lines);
    const readings = ['strom_a', 'strom_b'].flatMap((meter, which) => {
      let register = 1000 * which;
      return Array.from({ length: 800 }, (_, i) => {
        register += 3 + ((i * 7) % 5) + (i === 780 ? 400 : 0);
        return `kWh,entity_id=${meter},domain=sensor value=${register} ${today - 400 * dayMs + i * (dayMs / 2)}`;
      });
    });
    await write(...readings);
    const house = await openAt(buckets, meters());
    onTestFinished(() => house.close());
    return { buckets, house, write };
  }

  function openAt(buckets: Buckets, text: string, now = today, folder?: string): Promise<TestHouse> {
    const secrets = { INFLUX_TOKEN: server.token, INFLUX_ORG: server.org };
    return openTestHouse(
      { config: influxConfig(server, buckets), meters: text },
      new Date(now).toISOString(),
      secrets,
      folder,
    );
  }

  /** What the bucket shows is what the stored values say, to the last point. */
  async function expectShown(house: TestHouse, { processed }: Buckets): Promise<number> {
    const shown = await shownLines(server, processed);
    expect(shown).toEqual(await wantedLines(house));
    return [...shown.values()].flat().length;
  }

  it('shows exactly what is stored: at first, as days pass, after late readings, in another unit, of a meter that went', async () => {
    const { buckets, house, write } = await openHouse();
    expect(await house.materialize()).toMatchObject({ status: 'success', failed: 0 });
    expect(await expectShown(house, buckets)).toBeGreaterThan(4000);

    await house.clock.advance(2 * dayMs);
    expect((await house.materialize()).made).toBeGreaterThan(0);
    await expectShown(house, buckets);

    // Nobody read the meter between two days of the last week: 24 hours are known where they were not, and a spike is gone.
    await write(`kWh,entity_id=strom_a,domain=sensor value=9000 ${today + dayMs}`);
    await house.materialize();
    await expectShown(house, buckets);

    await house.leave();
    const inWh = await openAt(buckets, meters('Wh'), today + 2 * dayMs, house.folder);
    await inWh.materialize();
    await expectShown(inWh, buckets);
    await inWh.leave();

    const gone = new Date(today - 100 * dayMs).toISOString().slice(0, 10);
    const left = await openAt(buckets, meters('Wh', `, deinstallation_date: ${gone}`), today + 2 * dayMs, house.folder);
    await left.materialize();
    await expectShown(left, buckets);
    await left.leave();
  });

  it('answers the two queries of the README as their titles say', async () => {
    const { buckets, house } = await openHouse();
    await house.materialize();
    const monthly = await queryLines(
      server,
      `from(bucket:"${buckets.processed}") |> range(start:-1y) |> filter(fn: (r) => r._measurement=="meter_consumption") |> filter(fn: (r) => r.meter_id=="strom_total")`,
    );
    expect([...monthly.keys()]).toEqual([
      '_field=consumption _measurement=meter_consumption meter_id=strom_total unit=kWh',
    ]);
    const stored = await house.engine.values('consumption/strom_total/monthly');
    const shown = [...monthly.values()].flat().map(([time, value]) => [Date.parse(time), Number(value)]);
    expect(shown.length).toBeGreaterThanOrEqual(12);
    expect(shown).toEqual(
      stored
        .filter(({ start }) => start >= (shown[0]?.[0] ?? 0))
        .map(({ start, value }) => [start, (value as { consumption: number }).consumption]),
    );

    const anomalies = await queryLines(
      server,
      `from(bucket:"${buckets.processed}") |> range(start:-30d) |> filter(fn: (r) => r._measurement=="meter_anomaly") |> filter(fn: (r) => r._field == "id")`,
    );
    const ids = [...anomalies.values()].flat().map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('writes nothing beside points of another system, and says which', async () => {
    const { buckets, house } = await openHouse();
    const influx = server.connect();
    await influx.write(buckets.processed, [`meter_consumption,meter_id=strom_total consumption=5 ${today - dayMs}`]);
    await expect(house.materialize()).rejects.toThrow(
      /holds points that are not ours: meter_consumption without the tag "unit"/,
    );
    const there = await queryLines(server, `from(bucket:"${buckets.processed}") |> range(start:-2y)`);
    expect([...there.values()].flat()).toHaveLength(1);
    await influx.delete(buckets.processed, today - 2 * dayMs, today, { _measurement: 'meter_consumption' });
    influx.close();
    expect(await house.materialize()).toMatchObject({ status: 'success' });
    await expectShown(house, buckets);
  });

  it('shows in a new bucket what was made before', async () => {
    const { buckets, house } = await openHouse();
    await house.materialize();
    await house.leave();
    const moved = { raw: buckets.raw, processed: await server.createBucket('other') };
    const again = await openAt(moved, meters(), today, house.folder);
    expect(await again.materialize()).toMatchObject({ made: 0 });
    expect(await expectShown(again, moved)).toBeGreaterThan(4000);
    await again.leave();
  });

  it('leaves nothing behind of what was shown and never saved', async () => {
    const { buckets, house, write } = await openHouse();
    await house.materialize();
    const { series } = house.stores;
    await write(`kWh,entity_id=strom_b,domain=sensor value=99999 ${today + dayMs / 4}`);
    await house.clock.advance(dayMs);
    const saveValues = series.saveValues;
    let saved = 0;
    const broken = vi.spyOn(series, 'saveValues').mockImplementation(async (asset, entries) => {
      await saveValues(asset, entries);
      if (asset.startsWith('consumption/') && ++saved > 2) throw new Error('the power is gone');
    });
    expect(await house.materialize()).toMatchObject({ status: 'partial' });
    broken.mockRestore();
    await series.deleteSamples('strom_b', today, today + dayMs);
    await house.materialize();
    await expectShown(house, buckets);
  });
});
