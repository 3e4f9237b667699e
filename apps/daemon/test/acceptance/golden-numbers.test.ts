import { describe, expect, onTestFinished, test } from 'vitest';
import { type AcceptanceHouse, type HouseTexts, openAcceptanceHouse, sumOf } from './acceptance-house.ts';

const config = 'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2023 } }\n';

async function houseOf(meters: string, now: string, more: Partial<HouseTexts> = {}): Promise<AcceptanceHouse> {
  const house = await openAcceptanceHouse({ config, meters: `meters:\n${meters}`, ...more }, now);
  onTestFinished(() => house.close());
  return house;
}

/** Readings at successive local midnights of Berlin's winter, the first at the start of 2024-01-01. */
const midnights = (...registers: number[]) =>
  registers.map(
    (register, i) =>
      [new Date(Date.parse('2024-01-01T00:00:00+01:00') + i * 86_400_000).toISOString(), register] as const,
  );

/** Advance and quality of a meter's days, in order. */
async function advances(house: AcceptanceHouse, asset: string) {
  return [...(await house.days(asset)).values()].map(({ advance, quality }) => [advance, quality]);
}

async function proposals(house: AcceptanceHouse, meter: string) {
  return [...(await house.repaired(meter)).values()].flatMap(({ events }) => events).filter(({ proposed }) => proposed);
}

describe('the golden numbers', () => {
  test('100, 102.5, 105, 108, 110.5 advance by 2.5, 2.5, 3, 2.5', async () => {
    const house = await houseOf('  - { meter_id: m, type: physical, output_unit: kWh }\n', '2024-01-05T12:00:00Z');
    await house.read('m', ...midnights(100, 102.5, 105, 108, 110.5));
    await house.materialize();
    const measured = (amount: number) => [expect.closeTo(amount, 9), 'measured'];
    expect(await advances(house, 'physical/m')).toEqual([2.5, 2.5, 3, 2.5].map(measured));
    expect([...(await house.days('physical/m')).values()].map(({ close }) => close)).toEqual([102.5, 105, 108, 110.5]);
  });

  test('an exchange declared under one name counts both meters, and takes the proposal back: 2.5, 10, 2.5', async () => {
    const entry = '  - { meter_id: m, type: physical, output_unit: kWh }\n';
    const house = await houseOf(entry, '2024-01-04T12:00:00Z');
    await house.read('m', ...midnights(100, 102.5, 10, 12.5));
    await house.materialize();
    expect(await proposals(house, 'm')).toHaveLength(1);
    const exchange = '{ date: 2024-01-02, final_reading: 102.5, initial_reading: 0 }';
    await house.configure({ meters: `meters:\n${entry.replace(' }', `, exchanges: [${exchange}] }`)}` });
    await house.materialize();
    expect(await advances(house, 'physical/m')).toEqual(
      [2.5, 10, 2.5].map((amount) => [expect.closeTo(amount, 9), 'measured']),
    );
    expect(await proposals(house, 'm')).toEqual([]);
  });

  test('a declared exchange counts both meters: 2.5, 10, 2.5', async () => {
    const house = await houseOf(
      [
        '  - { meter_id: old, type: physical, output_unit: kWh, deinstallation_date: 2024-01-01, final_reading: 102.5 }',
        '  - { meter_id: new, type: physical, output_unit: kWh, installation_date: 2024-01-02, initial_reading: 0 }',
        '  - meter_id: both',
        '    type: master',
        '    output_unit: kWh',
        '    periods:',
        '      - { start_date: 2024-01-01, end_date: 2024-01-01, composition_type: single, source_meters: [old], source_unit: kWh }',
        '      - { start_date: 2024-01-02, end_date: 9999-12-31, composition_type: single, source_meters: [new], source_unit: kWh, apply_offset_from_previous_period: true }',
        '',
      ].join('\n'),
      '2024-01-04T12:00:00Z',
    );
    const [first, , third, fourth] = midnights(100, 102.5, 10, 12.5);
    if (first === undefined || third === undefined || fourth === undefined) throw new Error('no readings');
    await house.read('old', first);
    await house.read('new', third, fourth);
    await house.materialize();
    expect((await advances(house, 'master/both')).map(([advance]) => advance)).toEqual(
      [2.5, 10, 2.5].map((amount) => expect.closeTo(amount, 9)),
    );
    expect(await proposals(house, 'new')).toEqual([]);
    const closes = [...(await house.days('master/both')).values()].map(({ close }) => close);
    expect(closes).toEqual([102.5, 112.5, 115].map((register) => expect.closeTo(register, 9)));
  });

  test('an undeclared exchange counts 2.5 and then waits, with one proposal', async () => {
    const house = await houseOf('  - { meter_id: m, type: physical, output_unit: kWh }\n', '2024-01-04T12:00:00Z');
    await house.read('m', ...midnights(100, 102.5, 10, 12.5));
    await house.materialize();
    const days = await advances(house, 'physical/m');
    expect(days[0]).toEqual([2.5, 'measured']);
    expect(days.slice(1).map(([, quality]) => quality)).toEqual(['extrapolated', 'extrapolated']);
    expect(await proposals(house, 'm')).toEqual([expect.objectContaining({ from: 102.5, to: 10 })]);
  });

  test('1000 at the end of 2023 and 1500 at the end of 2024 are 500 in 2024', async () => {
    const house = await houseOf('  - { meter_id: m, type: physical, output_unit: kWh }\n', '2025-01-02T12:00:00Z');
    await house.read('m', ['2024-01-01T00:00:00+01:00', 1000], ['2025-01-01T00:00:00+01:00', 1500]);
    await house.materialize();
    expect((await house.rollups('m', 'yearly')).get('2024')?.consumption).toBeCloseTo(500, 9);
    expect(sumOf(await house.rollups('m', 'monthly'), '2024-01', '2024-12')).toBeCloseTo(500, 9);
    const days = await house.consumption('m');
    expect([...days.keys()].filter((day) => day < '2025')).toHaveLength(366);
    expect(sumOf(days, '2024-01-01', '2024-12-31')).toBeCloseTo(500, 9);
  });

  test('1000 m³ less 1022.4 kWh are 899.97 m³ of gas', async () => {
    const house = await houseOf(
      [
        '  - { meter_id: gas, type: physical, output_unit: m³ }',
        '  - { meter_id: boiler, type: physical, output_unit: kWh }',
        '  - meter_id: stove',
        '    type: virtual',
        '    output_unit: m³',
        '    calculation_type: subtraction',
        '    base_meter: gas',
        '    subtract_meters: [boiler]',
        '    subtract_meter_conversions: { boiler: { from_unit: kWh, to_unit: m³ } }',
        '',
      ].join('\n'),
      '2024-01-02T12:00:00Z',
    );
    await house.read('gas', ...midnights(0, 1000));
    await house.read('boiler', ...midnights(0, 1022.4));
    await house.materialize();
    const stove = (await house.days('virtual/stove')).get('2024-01-01');
    expect(stove?.advance).toBeCloseTo(1000 - 1022.4 / (11.504 * 0.8885), 9);
    expect(stove?.advance?.toFixed(2)).toBe('899.97');
  });

  test('a master rises 0.5 every day over a replacement, and no day is lost', async () => {
    const house = await houseOf(
      [
        '  - { meter_id: old, type: physical, output_unit: kWh, deinstallation_date: 2024-06-14 }',
        '  - { meter_id: new, type: physical, output_unit: kWh, installation_date: 2024-06-15, initial_reading: 0 }',
        '  - meter_id: all',
        '    type: master',
        '    output_unit: kWh',
        '    periods:',
        '      - { start_date: 2024-06-01, end_date: 2024-06-14, composition_type: single, source_meters: [old], source_unit: kWh }',
        '      - { start_date: 2024-06-15, end_date: 9999-12-31, composition_type: single, source_meters: [new], source_unit: kWh, apply_offset_from_previous_period: true }',
        '',
      ].join('\n'),
      '2024-06-30T12:00:00Z',
    );
    const day = (date: number) => Date.parse(`2024-06-${String(date).padStart(2, '0')}T00:00:00+02:00`);
    const reading = (date: number, register: number) => [new Date(day(date)).toISOString(), register] as const;
    for (let date = 1; date <= 15; date++) await house.read('old', reading(date, 100 + 0.5 * (date - 1)));
    for (let date = 15; date <= 30; date++) await house.read('new', reading(date, 0.5 * (date - 15)));
    await house.materialize();
    const days = [...(await house.days('master/all'))];
    expect(days.map(([key]) => key)).toEqual(
      Array.from({ length: 29 }, (_, i) => `2024-06-${String(i + 1).padStart(2, '0')}`),
    );
    days.forEach(([, { advance, close }], i) => {
      expect(advance).toBeCloseTo(0.5, 9);
      expect(close).toBeCloseTo(100.5 + 0.5 * i, 9);
    });
  });

  test('a hundred between two readings ten days apart are ten times ten', async () => {
    const house = await houseOf('  - { meter_id: m, type: physical, output_unit: kWh }\n', '2024-01-11T12:00:00Z');
    await house.read('m', ['2024-01-01T00:00:00+01:00', 0], ['2024-01-11T00:00:00+01:00', 100]);
    await house.materialize();
    const days = [...(await house.consumption('m')).values()].map(({ consumption }) => consumption);
    expect(days).toEqual(Array(10).fill(expect.closeTo(10, 9)));
  });

  test('gas of 383 days adds up to 3,536 m³, and winter is far above summer by the pattern', async () => {
    const shares = [17.5, 15, 13, 8.5, 4.5, 2, 1.5, 1.5, 3, 8, 11.5, 14];
    const house = await houseOf('  - { meter_id: gas, type: physical, output_unit: m³ }\n', '2024-09-20T12:00:00Z', {
      patterns: `patterns:\n  gas: { monthly_percentages: [${shares.join(', ')}] }\n`,
    });
    await house.read('gas', ['2023-09-01T00:00:00+02:00', 47_757], ['2024-09-18T00:00:00+02:00', 51_293]);
    await house.materialize();
    const days = await house.consumption('gas');
    expect([...days.keys()].filter((day) => day < '2024-09-18')).toHaveLength(383);
    expect(sumOf(days, '2023-09-01', '2024-09-17')).toBeCloseTo(3536, 9);
    const months = await house.rollups('gas', 'monthly');
    const january = months.get('2024-01')?.consumption ?? Number.NaN;
    const july = months.get('2024-07')?.consumption ?? Number.NaN;
    expect(january / july).toBeGreaterThan(8);
  });
});
