import { intervalSeries } from '@meterworks/meters';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AcceptanceHouse, openAcceptanceHouse } from './acceptance-house.ts';

const hourMs = 3_600_000;
const config = 'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2024 } }\n';
const midnight = (day: number) => Date.parse('2024-01-01T00:00:00+01:00') + (day - 1) * 24 * hourMs;

async function houseOf(meter: string, more = ''): Promise<AcceptanceHouse> {
  const meters = `meters:\n  - { meter_id: m, type: physical, output_unit: kWh${meter} }\n`;
  const house = await openAcceptanceHouse({ config: config + more, meters }, '2024-01-09T12:00:00+01:00');
  onTestFinished(() => house.close());
  return house;
}

/** Tells of `hours` hours from an instant on, by their number. */
function tell(house: AcceptanceHouse, from: number, hours: number, amount: (hour: number) => number): Promise<void> {
  const times = Float64Array.from({ length: hours }, (_, hour) => from + hour * hourMs);
  return house.series.setSamples(intervalSeries('m'), 'tibber', {
    times,
    values: times.map((_, hour) => amount(hour)),
  });
}

/** Day of January, advance and quality. */
async function advances(house: AcceptanceHouse) {
  return [...(await house.days('physical/m'))].map(([key, { advance, quality }]) => [
    Number(key.slice(-2)),
    advance,
    quality,
  ]);
}

describe('a meter that is read by intervals', () => {
  test('has the sum of its hours as each day, measured', async () => {
    const house = await houseOf(', source: interval');
    await tell(house, midnight(2), 5 * 24, (hour) => 1 + (hour % 24 === 12 ? 6 : 0));
    await house.materialize();
    expect((await advances(house)).slice(0, 5)).toEqual(
      [2, 3, 4, 5, 6].map((day) => [day, expect.closeTo(30, 9), 'measured']),
    );
    expect((await advances(house)).slice(5).map(([, , quality]) => quality)).toEqual(['extrapolated', 'extrapolated']);
  });

  test('does not take what a sensor wrote for a register, but what was typed in', async () => {
    const house = await houseOf(', source: interval');
    await house.series.appendSamples('m', 'sensor', Float64Array.of(midnight(3)), Float64Array.of(5));
    await house.series.appendSamples('m', 'typed', Float64Array.of(midnight(2)), Float64Array.of(1000));
    await tell(house, midnight(2), 48, () => 1);
    await house.materialize();
    expect([...(await house.days('physical/m')).values()].slice(0, 2).map(({ close }) => close)).toEqual([1024, 1048]);
  });

  test('makes the consumption of only those days again whose hours come late', async () => {
    const house = await houseOf(', source: interval');
    const gap = 24 + 7;
    const told = (hour: number) => (hour === gap ? Number.NaN : 1);
    const all = Array.from({ length: 7 * 24 }, (_, hour) => hour).filter((hour) => !Number.isNaN(told(hour)));
    const times = Float64Array.from(all, (hour) => midnight(2) + hour * hourMs);
    await house.series.setSamples(intervalSeries('m'), 'tibber', { times, values: times.map(() => 1) });
    await house.materialize();
    const before = await advances(house);
    expect(before[1]?.[2]).toBe('estimated');
    await tell(house, midnight(2) + gap * hourMs, 1, () => 3);
    const { steps } = await house.materialize();
    // Registers after it move, what was used does not.
    expect(steps.find(({ asset }) => asset === 'consumption/m/daily')?.made).toBe(1);
    expect(await advances(house)).toEqual(before.with(1, [3, expect.closeTo(26, 9), 'measured']));
  });
});

describe('a meter with both', () => {
  const tibber = 'tibber: { meter_id: m }\n';

  test('takes its totals from the registers and its shape from the hours', async () => {
    const house = await houseOf('', tibber);
    await house.read('m', [new Date(midnight(2)).toISOString(), 100], [new Date(midnight(5)).toISOString(), 163]);
    await tell(house, midnight(2), 3 * 24, (hour) => (hour < 24 ? 0.5 : hour < 48 ? 1.5 : 0.5));
    await house.materialize();
    // The register says 63, the hours 60.
    expect((await advances(house)).slice(0, 3)).toEqual([
      [2, expect.closeTo(12.6, 9), 'measured'],
      [3, expect.closeTo(37.8, 9), 'measured'],
      [4, expect.closeTo(12.6, 9), 'measured'],
    ]);
    expect([...(await house.days('physical/m')).values()][2]?.close).toBe(163);
  });

  test('goes on by its hours after the last register, and keeps the sum when the next one comes', async () => {
    const house = await houseOf('', tibber);
    await house.read('m', [new Date(midnight(2)).toISOString(), 100]);
    await tell(house, midnight(2), 4 * 24, () => 1);
    await house.materialize();
    expect((await advances(house)).slice(0, 4)).toEqual(
      [2, 3, 4, 5].map((day) => [day, expect.closeTo(24, 9), 'measured']),
    );
    await house.read('m', [new Date(midnight(6)).toISOString(), 200]);
    await house.materialize();
    const sum = (await advances(house)).slice(0, 4).reduce((total, [, advance]) => total + Number(advance), 0);
    expect(sum).toBeCloseTo(100, 9);
  });

  test('is an ordinary meter until hours come', async () => {
    const house = await houseOf('', tibber);
    await house.read('m', [new Date(midnight(2)).toISOString(), 100], [new Date(midnight(4)).toISOString(), 120]);
    await house.materialize();
    expect((await advances(house)).slice(0, 2).map(([, , quality]) => quality)).toEqual(['estimated', 'estimated']);
  });
});
