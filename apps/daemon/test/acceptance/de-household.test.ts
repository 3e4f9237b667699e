import type { Samples } from '@meterworks/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AcceptanceHouse, openAcceptanceHouse, realHomes, realText, sumOf } from './acceptance-house.ts';

const config = 'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2015 } }\n';
const physical = [
  'grid_import',
  'grid_export',
  'pv',
  'heat_pump',
  'ev',
  'dishwasher',
  'freezer',
  'refrigerator',
  'washing_machine',
];

describe.skipIf(!realHomes.present)('a German household, hourly', { timeout: 30_000 }, () => {
  let house: AcceptanceHouse;
  let first: Awaited<ReturnType<AcceptanceHouse['materialize']>>;
  beforeAll(async () => {
    house = await openAcceptanceHouse({ config, meters: realText('de-household/meters.yaml') }, '2017-02-15T12:00:00Z');
    for (const meter of physical) await house.importCsv(meter, realText(`de-household/${meter}.csv`));
    first = await house.materialize();
  }, 60_000);
  afterAll(() => house?.close());

  test.each([
    ['grid_import', 6285.557, 11.005, 10.593],
    ['grid_export', 9517.519, 13.17, 25.389],
    ['pv', 12_274.031, 20.98, 36.951],
    ['house', 9042.069, 20.98 + 11.005 - 13.17, 36.951 + 10.593 - 25.389],
    ['rest', 3399.068, undefined, undefined],
  ])('%s counts %d kWh in 483 local days, the days of both clock changes included', async (meter, all, short, long) => {
    const days = await house.consumption(meter);
    expect([...days.keys()].filter((day) => day >= '2015-10-15' && day <= '2017-02-08')).toHaveLength(483);
    expect(sumOf(days, '2015-10-15', '2017-02-08')).toBeCloseTo(all, 6);
    if (short === undefined || long === undefined) return;
    expect(days.get('2016-03-27')?.consumption).toBeCloseTo(short, 6);
    expect(days.get('2016-10-30')?.consumption).toBeCloseTo(long, 6);
  });

  test('is made in one run, without failure', () => {
    expect(first).toMatchObject({ status: 'success', failed: 0, blocked: 0 });
  });

  test('the days of the clock changes are 23 and 25 hours long', async () => {
    const days = await house.engine.values('physical/pv', '2016-03-27', '2016-10-30');
    const hours = ({ start, end }: { start: number; end: number } = { start: 0, end: 0 }) => (end - start) / 3_600_000;
    expect([hours(days[0]), hours(days[1]), hours(days.at(-1))]).toEqual([23, 24, 25]);
  });

  test('no whole day of the house or of its rest is negative, and every one is the sum of its parts', async () => {
    const day = async (meter: string) => house.consumption(meter);
    const [pv, bought, sold] = [await day('pv'), await day('grid_import'), await day('grid_export')];
    const [pump, car, whole, rest] = [await day('heat_pump'), await day('ev'), await day('house'), await day('rest')];
    const at = (days: Awaited<ReturnType<typeof day>>, key: string) => days.get(key)?.consumption ?? Number.NaN;
    let compared = 0;
    for (const key of whole.keys()) {
      if (key < '2015-10-15' || key > '2017-02-08') continue;
      compared++;
      const house = at(pv, key) + at(bought, key) - at(sold, key);
      const left = at(whole, key) - at(pump, key) - at(car, key);
      if (!(Math.abs(at(whole, key) - house) <= 1e-9)) throw new Error(`house ${key}`);
      if (!(Math.abs(at(rest, key) - left) <= 1e-9)) throw new Error(`rest ${key}`);
      if (!(at(whole, key) >= 0 && at(rest, key) >= 0)) throw new Error(`${key} is negative`);
    }
    expect(compared).toBe(483);
  });

  test('over the common hours the readings themselves say the same, single hours below zero included', async () => {
    const columns = new Map<string, Samples>();
    for (const meter of physical) columns.set(meter, await house.series.readSamples(meter));
    const registers = (meter: string) => {
      const { times, values } = columns.get(meter) as Samples;
      return new Map(Array.from(times, (time, i) => [time, values[i] as number]));
    };
    const terms = { pv: 1, grid_import: 1, grid_export: -1, heat_pump: -1, ev: -1 } as const;
    const read = Object.entries(terms).map(([meter, sign]) => ({ sign, at: registers(meter) }));
    const sum = (count: number, time: number) =>
      read.slice(0, count).reduce((all, { sign, at }) => all + sign * (at.get(time) ?? Number.NaN), 0);
    const from = Date.parse('2015-10-13T18:00:00Z');
    const to = Date.parse('2017-02-09T11:00:00Z');
    const negative = (count: number) => {
      let below = 0;
      for (let time = from; time < to; time += 3_600_000)
        if (sum(count, time + 3_600_000) - sum(count, time) < -1e-9) below++;
      return below;
    };
    expect(sum(3, to) - sum(3, from)).toBeCloseTo(9079.442, 6);
    expect(sum(5, to) - sum(5, from)).toBeCloseTo(3408.112, 6);
    expect([negative(3), negative(5)]).toEqual([11, 30]);
  });

  test('no register falls and nothing is dropped', async () => {
    for (const meter of physical)
      for (const [day, { events }] of await house.repaired(meter))
        expect([meter, day, events]).toEqual([meter, day, []]);
  });
});

describe.skipIf(!realHomes.present)('two registers with a fall', { timeout: 30_000 }, () => {
  test('one that goes on is a reset, a zero at the end is none', async () => {
    const meters = ['reset', 'zero'].map((id) => `  - { meter_id: ${id}, type: physical, output_unit: Wh }\n`).join('');
    const house = await openAcceptanceHouse(
      {
        config: 'storage: embedded\ntimezone: UTC\nworkflows: { analytics: { start_year: 2020 } }\n',
        meters: `meters:\n${meters}`,
      },
      '2024-01-23T12:00:00Z',
    );
    await house.importCsv('reset', realText('defects/reset_2020-12-08.csv'));
    await house.importCsv('zero', realText('defects/trailing_zero.csv'));
    await house.materialize();
    const read = async (meter: string) => {
      let sum = 0;
      for (const { consumption, quality } of (await house.consumption(meter)).values())
        if (quality !== 'extrapolated') sum += consumption ?? 0;
      const events = [...(await house.repaired(meter)).values()].flatMap((day) => day.events);
      return { sum, events: events.map(({ type, proposed }) => ({ type, proposed })) };
    };
    expect(await read('reset')).toEqual({ sum: 1577, events: [{ type: 'reset', proposed: true }] });
    expect(await read('zero')).toEqual({ sum: 1719, events: [{ type: 'unconfirmed-fall', proposed: true }] });
    await house.close();
  });
});
