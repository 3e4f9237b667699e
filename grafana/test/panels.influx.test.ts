import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Buckets,
  createBuckets,
  influxConfig,
  openTestHouse,
  queryLines,
  type TestHouse,
} from '../../apps/daemon/test/influxdb/influx-house.ts';
import { asGrafanaSends, dashboardQueries } from './grafana-query.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Some panels show the last years up to the server's now: the house lives today, at noon. */
const today = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2;
const meters = `meters:
  - { meter_id: strom_a, type: physical, output_unit: kWh }
  - { meter_id: "gas (keller) 🔥", type: physical, output_unit: m³ }
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: "0.5 * strom_a" }
`;
const asking = dashboardQueries();

/** Twice a day two years ago, later every hour: days are estimated, then measured. */
function readingTimes(): number[] {
  const sparse = Array.from({ length: 1200 }, (_, i) => today - 750 * dayMs + (i * dayMs) / 2);
  const dense = Array.from({ length: 150 * 24 }, (_, i) => today - 150 * dayMs + i * hourMs);
  return [...sparse, ...dense];
}

describe.skipIf(!influxAvailable)('panels on a real server', () => {
  let server: InfluxServer;
  let buckets: Buckets;
  let house: TestHouse;
  beforeAll(async () => {
    server = await startInfluxServer();
    buckets = await createBuckets(server);
    const influx = server.connect();
    const readings = [
      ['kWh', 'strom_a'],
      ['m³', 'gas\\ (keller)\\ 🔥'],
    ].flatMap(([measurement, entity]) => {
      let register = 100;
      let before = today - 750 * dayMs;
      return readingTimes().map((time, i) => {
        const leaking = time > today - 20 * dayMs && time <= today - 19 * dayMs;
        register += ((time - before) / hourMs) * (0.3 + ((i * 7) % 5) / 100) * (leaking ? 20 : 1);
        before = time;
        return `${measurement},entity_id=${entity},domain=sensor value=${register} ${time}`;
      });
    });
    const hours = Array.from({ length: 60 * 24 }, (_, i) => today - 60 * dayMs + i * hourMs);
    const energy = hours.map(
      (time, i) =>
        `energy_interval,meter_id=strom_a,source=tibber consumption=${1 + (i % 3)},unit_price=0.25,cost=${(1 + (i % 3)) / 4} ${time}`,
    );
    const prices = hours.map((time, i) => `energy_price,home=home,unit=EUR/kWh total=${0.2 + (i % 24) / 100} ${time}`);
    await influx.write(buckets.raw, [...readings, ...energy]);
    await influx.write(buckets.processed, prices);
    influx.close();
    house = await openTestHouse({ config: influxConfig(server, buckets), meters }, new Date(today).toISOString(), {
      INFLUX_TOKEN: server.token,
      INFLUX_ORG: server.org,
    });
    await house.materialize();
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await server.stop();
  });

  /** The answer to a question of a dashboard, as Grafana gets it. */
  async function ask(name: string, chosen: Readonly<Record<string, string | readonly string[]>> = {}) {
    const query = asking.find((one) => one.name === name);
    if (query === undefined) throw new Error(`no panel asks "${name}"`);
    const text = asGrafanaSends(query, {
      buckets: { meterworks: buckets.processed, 'meterworks-readings': buckets.raw },
      from: new Date(today - 365 * dayMs).toISOString(),
      to: new Date(today).toISOString(),
      chosen: { meter: 'strom_a', period: 'meter_consumption', every: '1mo', zone: 'Europe/Berlin', ...chosen },
    });
    return queryLines(server, text);
  }

  it.each(asking.map(({ name }) => name))('%s is answered', async (name) => {
    const answer = await ask(name);
    expect([...answer.values()].flat().length).toBeGreaterThan(0);
  });

  /** Of queries whose panel draws one line a meter. */
  const drawn = asking.filter(({ kind }) => ['timeseries', 'stat', 'state-timeline'].includes(kind));
  it.each(drawn.map(({ name }) => name))('%s has points in time, ascending, each line once', async (name) => {
    for (const points of (await ask(name)).values()) {
      const times = points.map(([time]) => Date.parse(time));
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    }
  });

  const amountsOf = async (key: string) =>
    (await house.engine.values(key)).map(({ start, value }) => [
      start,
      (value as { consumption?: number }).consumption,
    ]);
  const shownBy = async (name: string, chosen = {}) =>
    [...(await ask(name, chosen)).values()].flat().map(([time, value]) => [Date.parse(time), Number(value)]);

  it.each([
    ['meter_consumption_daily', 'daily'],
    ['meter_consumption', 'monthly'],
    ['meter_consumption_yearly', 'yearly'],
  ])('draws the stored amounts for the period %s, of a meter with brackets and emoji too', async (period, scheme) => {
    for (const meter of ['strom_a', 'gas (keller) 🔥', 'rest']) {
      const stored = await amountsOf(`consumption/${meter}/${scheme}`);
      const inRange = stored.filter(([start]) => Number(start) >= today - 365 * dayMs);
      expect(await shownBy('overview.json: Consumption by period (A)', { period, meter })).toEqual(inRange);
    }
  });

  it('shows all meters, or those that are chosen', async () => {
    const register = 'overview.json: Now (A)';
    const rows = async (meter: string | readonly string[]) => [...(await ask(register, { meter })).keys()];
    expect(await rows('strom_a')).toHaveLength(1);
    expect(await rows(['strom_a', 'rest'])).toHaveLength(2);
  });

  it('adds costs up to the months of the zone', async () => {
    const months = await shownBy('costs.json: Cost by every (A)');
    expect(months.map(([, cost]) => cost).reduce((sum, cost) => (sum ?? 0) + (cost ?? 0), 0)).toBeCloseTo(720);
    for (const [, paid] of await shownBy('costs.json: Paid per kWh by every (A)')) expect(paid).toBeCloseTo(0.25);
  });
});
