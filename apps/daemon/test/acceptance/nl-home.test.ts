import { parseReadingsCsv } from '@meterworks/meters/import';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AcceptanceHouse, openAcceptanceHouse, realHomes, realText, sumOf } from './acceptance-house.ts';

const physical = ['strom_bezug_T1', 'strom_bezug_T2', 'strom_einspeisung_T1', 'strom_einspeisung_T2', 'pv', 'gas'];
const config = 'storage: embedded\ntimezone: Europe/Amsterdam\nworkflows: { analytics: { start_year: 2018 } }\n';

/** Last less first reading; PV's over its two segments, without the bridge. Wh and L. */
const moved = {
  strom_bezug_T1: 8_020_769,
  strom_bezug_T2: 8_272_634,
  strom_einspeisung_T1: 6_956_043,
  strom_einspeisung_T2: 3_133_023,
  pv: 4_422_509 + 10_895_171,
  gas: 9_758_518,
} as const;

describe.skipIf(!realHomes.present)('a Dutch home, 254,063 readings', { timeout: 30_000 }, () => {
  let house: AcceptanceHouse;
  let imported = 0;
  /** The meter's events: type and the local day they stand on. */
  const eventsOf = async (meter: string) =>
    [...(await house.repaired(meter))].flatMap(([day, { events }]) => events.map((event) => ({ day, ...event })));

  beforeAll(async () => {
    house = await openAcceptanceHouse({ config, meters: realText('nl-home/meters.yaml') }, '2023-04-10T12:00:00Z');
    for (const meter of physical) imported += await house.importCsv(meter, realText(`nl-home/${meter}.csv`));
  }, 60_000);
  afterAll(() => house?.close());

  test('everything is made in one run, and nothing in the next', async () => {
    expect(imported).toBe(254_063);
    expect(await house.materialize()).toMatchObject({
      status: 'success',
      failed: 0,
      blocked: 0,
      cutOff: 0,
      findings: [],
    });
    expect(await house.materialize()).toMatchObject({ runId: undefined, planned: 0, made: 0 });
  });

  test('from the first to the last reading each meter moved what its readings differ by', async () => {
    for (const meter of physical) {
      const days = await house.days(`physical/${meter}`);
      const repaired = [...(await house.repaired(meter))];
      const [first] = repaired[0] ?? [''];
      const [last] = repaired.find(([, { end }]) => end.kind === 'after-last') ?? [''];
      let sum = 0;
      for (const [day, { inner }] of repaired)
        if (day === first || day === last) sum += inner;
        else if (day < last) sum += days.get(day)?.advance ?? Number.NaN;
      const bridge = (await eventsOf(meter)).find(({ type }) => type === 'reset')?.amount ?? 0;
      expect([meter, sum - bridge]).toEqual([meter, expect.closeTo(moved[meter as keyof typeof moved], 6)]);
    }
  });

  test('four whole years add up by day, by month and by year', async () => {
    const four = ['2019-01-01', '2022-12-31'] as const;
    const bridge = 0.001;
    for (const [meter, amount] of [
      ['strom_bezug', 12_785.965],
      ['strom_einspeisung', 8_914.016],
      ['pv', (13_891.354 + bridge) * 1000],
      ['haus', 17_763.303 + bridge],
      ['gas_m3', 8_171.271],
    ] as const) {
      expect([meter, sumOf(await house.consumption(meter), ...four)]).toEqual([meter, expect.closeTo(amount, 6)]);
      const months = await house.rollups(meter, 'monthly');
      const years = await house.rollups(meter, 'yearly');
      expect([meter, sumOf(months, '2019-01', '2022-12')]).toEqual([meter, expect.closeTo(amount, 6)]);
      expect([meter, sumOf(years, '2019', '2022')]).toEqual([meter, expect.closeTo(amount, 6)]);
    }
  });

  test('every combined day is the sum of its parts', async () => {
    const formulas = [
      ['master/strom_bezug', { 'physical/strom_bezug_T1': 1e-3, 'physical/strom_bezug_T2': 1e-3 }],
      ['master/strom_einspeisung', { 'physical/strom_einspeisung_T1': 1e-3, 'physical/strom_einspeisung_T2': 1e-3 }],
      ['master/gas_m3', { 'physical/gas': 1e-3 }],
      ['virtual/haus', { 'physical/pv': 1e-3, 'master/strom_bezug': 1, 'master/strom_einspeisung': -1 }],
    ] as const;
    for (const [key, terms] of formulas) {
      const whole = await house.days(key);
      const parts = await Promise.all(
        Object.entries(terms).map(async ([part, factor]) => ({ factor, days: await house.days(part) })),
      );
      let known = 0;
      let worst = 0;
      for (const [day, { advance }] of whole) {
        const amounts = parts.map(({ factor, days }) => factor * (days.get(day)?.advance ?? Number.NaN));
        const sum = amounts.reduce((a, b) => a + b, 0);
        if (Number.isNaN(sum) !== (advance === undefined))
          throw new Error(`${key} ${day}: ${advance}, parts ${amounts.join(', ')}`);
        if (advance === undefined) continue;
        known++;
        worst = Math.max(worst, Math.abs(advance - sum));
      }
      expect([key, worst < 1e-9, known > 1600]).toEqual([key, true, true]);
    }
  });

  test('a day between two readings at its midnights is their difference, holds and dips apart', async () => {
    for (const meter of physical) {
      const { times, values } = parseReadingsCsv(realText(`nl-home/${meter}.csv`));
      const read = new Map(Array.from(times, (time, i) => [time, values[i] as number]));
      const events = await eventsOf(meter);
      let compared = 0;
      const differing: string[] = [];
      for (const { key, start, end, value } of await house.engine.values(`physical/${meter}`)) {
        const from = read.get(start);
        const to = read.get(end);
        if (from === undefined || to === undefined) continue;
        const touched = events.some(
          ({ type, time, until }) =>
            (type === 'stale-hold' || type === 'reset' || type === 'dip') && time <= end && until >= start,
        );
        if (touched) continue;
        compared++;
        const { advance } = value as { advance: number };
        if (!(Math.abs(advance - (to - from)) <= 1e-6)) differing.push(`${meter} ${key}: ${advance} for ${to - from}`);
      }
      expect(differing).toEqual([]);
      expect([meter, compared > 1600]).toEqual([meter, true]);
    }
  });

  test("PV's register was reset once; its dips and everything else are no flow", async () => {
    const falls = new Set(['reset', 'rollover', 'exchange', 'unconfirmed-fall']);
    for (const meter of physical) {
      const found = (await eventsOf(meter)).filter(({ type }) => falls.has(type));
      const expected = meter === 'pv' ? [{ type: 'reset', from: 4_424_261, to: 1, proposed: true }] : [];
      expect([meter, found]).toEqual([meter, expected.map((event) => expect.objectContaining(event))]);
      for (const { advance } of (await house.days(`physical/${meter}`)).values())
        if (advance !== undefined && !(advance >= 0)) throw new Error(`${meter} flows back: ${advance}`);
    }
    const dips = (await eventsOf('pv')).filter(({ type }) => type === 'dip');
    expect(dips).toHaveLength(11);
    const depths = dips.map(({ from, to }) => from - to).sort((a, b) => a - b);
    expect([depths[0], depths.at(-1)]).toEqual([1, 981]);
    const verdicts = await house.valuesOf<readonly { id: string; type: string }[]>('anomalies/pv');
    const resets = new Set(
      [...verdicts.values()]
        .flat()
        .filter(({ type }) => type === 'reset')
        .map(({ id }) => id),
    );
    expect(resets.size).toBe(1);
  });

  test('the stale holds of May and July 2018 are found, and their steps spread over the days', async () => {
    const holds = new Map<string, string[]>();
    for (const meter of physical) {
      const found = (await eventsOf(meter)).filter(({ type }) => type === 'stale-hold');
      holds.set(
        meter,
        found.map(({ day, until, amount }) => `${day}…${house.zone.format(until).slice(0, 10)} ${amount}`),
      );
    }
    expect(Object.fromEntries(holds)).toEqual({
      strom_bezug_T1: ['2018-05-05…2018-05-31 114327', '2018-07-07…2018-07-09 7696'],
      strom_bezug_T2: ['2018-05-07…2018-05-31 122890', '2018-07-18…2018-07-22 9283'],
      strom_einspeisung_T1: [],
      strom_einspeisung_T2: [],
      pv: [],
      gas: ['2018-05-07…2018-05-31 13173'],
    });
    for (const [meter, amount] of [
      ['strom_bezug_T1', 114_327],
      ['strom_bezug_T2', 122_890],
      ['gas', 13_173],
    ] as const) {
      const days = await house.days(`physical/${meter}`);
      for (let day = 8; day <= 30; day++) {
        const value = days.get(`2018-05-${String(day).padStart(2, '0')}`);
        expect([meter, day, value?.quality]).toEqual([meter, day, 'estimated']);
        expect(value?.advance).toBeGreaterThan(0);
        expect(value?.advance).toBeLessThan(amount / 5);
      }
    }
  });

  test('days after the last reading are extrapolated, and so are the months and years that hold them', async () => {
    const days = await house.consumption('haus');
    expect([...days.keys()].at(-1)).toBe('2023-04-09');
    expect(days.get('2023-03-31')?.quality).toBe('measured');
    expect(days.get('2023-04-05')?.quality).toBe('extrapolated');
    expect((await house.rollups('haus', 'monthly')).get('2023-03')?.quality).toBe('measured');
    expect((await house.rollups('haus', 'yearly')).get('2023')?.quality).toBe('extrapolated');
  });
});
