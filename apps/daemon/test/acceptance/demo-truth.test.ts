import { formatDay } from '@meterworks/assets';
import type { Anomaly, RepairEvent } from '@meterworks/meters';
import type { MeterTruth } from '@meterworks/meters/simulation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcceptanceHouse } from './acceptance-house.ts';
import { openDemoHouse, simulateDemo } from './demo-house.ts';

const simulated = simulateDemo();
const { truth } = simulated;
const sensors = simulated.series.filter(({ kind }) => kind === 'sensor').map(({ meterId }) => meterId);
const byHand = simulated.series.filter(({ kind }) => kind === 'typed').map(({ meterId }) => meterId);

function truthOf(meter: string): MeterTruth {
  const found = truth.meters.get(meter);
  if (found === undefined) throw new Error(`no truth for ${meter}`);
  return found;
}

/** Amount by partition key of the days on which the meter was there. */
function trueDays(meter: string): Map<string, number> {
  const days = new Map<string, number>();
  truthOf(meter).amounts.forEach((amount, i) => {
    if (Number.isFinite(amount)) days.set(formatDay(truth.firstDay + i), amount);
  });
  return days;
}

describe('the demo house', { timeout: 60_000 }, () => {
  let house: AcceptanceHouse;
  let first: Awaited<ReturnType<AcceptanceHouse['materialize']>>;
  const eventsOf = async (meter: string): Promise<(RepairEvent & { day: string })[]> =>
    [...(await house.repaired(meter))].flatMap(([day, { events }]) => events.map((event) => ({ day, ...event })));
  /** What a measured amount may be off: half a step of the register at each end, and as much for readings some seconds after the hour. */
  const toleranceOf = async (meter: string): Promise<number> => {
    const resolution = [...(await house.repaired(meter)).values()][0]?.resolution ?? 0;
    expect([meter, resolution > 0 && Number.isInteger(Math.log10(resolution))]).toEqual([meter, true]);
    return 2 * resolution;
  };
  const anomaliesOf = async (meter: string) =>
    [...(await house.valuesOf<readonly Anomaly[]>(`anomalies/${meter}`))].flatMap(([day, found]) =>
      found.map((anomaly) => ({ day, ...anomaly })),
    );

  beforeAll(async () => {
    house = await openDemoHouse(simulated);
    first = await house.materialize();
  }, 60_000);
  afterAll(() => house?.close());

  test('is made in one run, without failure', () => {
    expect(first).toMatchObject({ status: 'success', failed: 0, blocked: 0, findings: [] });
  });

  test('every measured day of a sensor is what truly flowed', async () => {
    for (const meter of sensors) {
      const tolerance = await toleranceOf(meter);
      const days = await house.consumption(meter);
      let measured = 0;
      const off: string[] = [];
      for (const [day, amount] of trueDays(meter)) {
        const value = days.get(day);
        if (value?.quality !== 'measured') continue;
        measured++;
        if (!(Math.abs((value.consumption ?? Number.NaN) - amount) <= tolerance))
          off.push(`${meter} ${day}: ${value.consumption} for ${amount}, ${tolerance} allowed`);
      }
      expect(off).toEqual([]);
      expect([meter, measured >= 0.95 * trueDays(meter).size]).toEqual([meter, true]);
    }
  });

  test("a sensor's gaps and holds are estimated, and add up to what truly flowed", async () => {
    const gaps: string[] = [];
    for (const meter of sensors) {
      const tolerance = await toleranceOf(meter);
      const days = await house.consumption(meter);
      let gap: { first: string; days: number; off: number } | undefined;
      for (const [day, amount] of trueDays(meter)) {
        const value = days.get(day);
        if (value?.quality === 'estimated') {
          gap ??= { first: day, days: 0, off: 0 };
          gap.days++;
          gap.off += (value.consumption ?? Number.NaN) - amount;
        } else if (gap !== undefined) {
          gaps.push(`${meter} ${gap.first} ${gap.days} days`);
          expect([meter, gap.first, Math.abs(gap.off) <= tolerance]).toEqual([meter, gap.first, true]);
          gap = undefined;
        }
      }
    }
    expect(gaps.sort()).toEqual([
      'og1_heat 2025-03-29 2 days',
      'og1_strom 2023-06-10 3 days',
      'og2_heat 2023-02-03 10 days',
      'og2_strom 2023-10-12 7 days',
    ]);
    const hold = await eventsOf('og2_strom');
    expect(hold.map(({ type, day }) => [type, day])).toEqual([['stale-hold', '2023-10-12']]);
  });

  test('a meter read by hand counts what truly flowed between its first and its last reading', async () => {
    for (const meter of byHand) {
      const repaired = await house.repaired(meter);
      const days = await house.days(`physical/${meter}`);
      const exact = [...repaired].flatMap(([day, { start, end }]) => {
        const read = [start, end].flatMap((edge) => (edge.kind === 'between' ? [edge.fromTime, edge.toTime] : []));
        return read.map((time) => ({ time, day }));
      });
      const first = house.zone.dayOf(Math.min(...exact.map(({ time }) => time))) + 1;
      const last = house.zone.dayOf(Math.max(...exact.map(({ time }) => time))) - 1;
      const amounts = trueDays(meter);
      let sum = 0;
      let flowed = 0;
      for (let day = first; day <= last; day++) {
        sum += days.get(formatDay(day))?.advance ?? Number.NaN;
        flowed += amounts.get(formatDay(day)) ?? Number.NaN;
      }
      // The days in which the first and the last reading lie are not whole.
      expect([meter, Math.abs(sum / flowed - 1) < 0.01, last - first > 300]).toEqual([meter, true, true]);
    }
  });

  test('nothing is unknown but the days before a first reading', async () => {
    const unknown: string[] = [];
    for (const { id } of house.configuration.meters.values())
      for (const [day, { quality }] of await house.consumption(id))
        if (quality === 'unknown') unknown.push(`${id} ${day}`);
    expect(unknown.sort()).toEqual([
      'eg_kalfire 2022-01-01',
      'gas_total 2022-01-01',
      'gas_zahler_alt 2022-01-01',
      'og2_wasser_kalt 2022-09-01',
      'og2_wasser_warm 2022-09-01',
    ]);
  });

  test('on the day of an exchange both meters count, and the register runs on', async () => {
    const gas = await house.days('master/gas_total');
    const old = (await house.days('physical/gas_zahler_alt')).get('2024-11-12')?.advance ?? Number.NaN;
    const fresh = (await house.days('physical/gas_zahler')).get('2024-11-12')?.advance ?? Number.NaN;
    expect(old).toBeGreaterThan(0);
    expect(fresh).toBeGreaterThan(0);
    expect(gas.get('2024-11-12')?.advance).toBeCloseTo(old + fresh, 9);

    const current = await house.days('master/strom_total');
    const flowed = trueDays('strom_total');
    for (const day of ['2024-11-25', '2024-11-26', '2024-11-27', '2024-11-28'])
      expect([day, Math.abs((current.get(day)?.advance ?? Number.NaN) - (flowed.get(day) ?? 0)) < 0.02]).toEqual([
        day,
        true,
      ]);
    for (const days of [gas, current]) {
      const keys = [...days.keys()];
      expect(keys).toHaveLength(1461);
      for (const [i, day] of keys.entries()) {
        const before = days.get(keys[i - 1] ?? '')?.close;
        const { close, advance } = days.get(day) ?? {};
        if (before === undefined || close === undefined || advance === undefined) continue;
        if (!(Math.abs(close - before - advance) < 1e-6))
          throw new Error(`${day}: ${before} + ${advance} is not ${close}`);
      }
    }
  });

  test('a rollover is counted once, and the display stays below its limit', async () => {
    const found = await eventsOf('gas_zahler_alt');
    expect(found.map(({ type }) => type)).toEqual(['rollover']);
    const days = await house.days('physical/gas_zahler_alt');
    for (const { close, advance } of days.values()) {
      if (close !== undefined) expect(close).toBeLessThan(100_000);
      if (advance !== undefined) expect(advance).toBeLessThan(40);
    }
  });

  test('typing errors are dropped, and nothing else is', async () => {
    const dropped: string[] = [];
    for (const meter of [...sensors, ...byHand])
      for (const { day, type, to, dropped: count } of await eventsOf(meter))
        if (count > 0 && type !== 'stale-hold') dropped.push(`${meter} ${day} ${type} ${to}`);
    expect(dropped.sort()).toEqual([
      'haupt_wasser 2023-04-08 spike 1247.294',
      'og2_wasser_kalt 2024-03-05 spike 41.148',
    ]);
  });

  test.each([
    ['og1_wasser_kalt', 'leak', ['continuous_flow']],
    ['og1_strom', 'spike', ['spike']],
    ['buro_heat', 'stuck', ['stuck', 'drop']],
    ['og1_wasser_warm', 'silent', ['silent']],
    ['og2_strom', 'drop', ['drop']],
  ] as const)('%s: the %s is found', async (meter, fault, types) => {
    const injected = truth.faults.find(({ meterId, type }) => meterId === meter && type === fault);
    if (injected === undefined) throw new Error('it was not put in');
    const found = (await anomaliesOf(meter)).filter(
      ({ type, start, end }) =>
        (types as readonly string[]).includes(type) && start < injected.to && end > injected.from,
    );
    expect(found.length).toBeGreaterThan(0);
  });

  test('water is said to run all the time only where it does', async () => {
    const flowing = new Set<string>();
    for (const { id } of house.configuration.meters.values())
      for (const { type, day } of await anomaliesOf(id)) if (type === 'continuous_flow') flowing.add(`${id} ${day}`);
    for (const one of flowing) expect(one).toMatch(/^og1_wasser_kalt 2024-05-1[4-9]$/);
  });
});
