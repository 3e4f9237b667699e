import { openZone, parseDay } from '@meterworks/assets';
import { describe, expect, test } from 'vitest';
import { type Meter, openEndDay } from '../../src/config/index.ts';
import { metersWith, parse } from './config-texts.ts';

function meter(id: string, meters?: string): Meter | undefined {
  const { configuration, problems } = parse({ ...(meters !== undefined && { meters }) });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return [...(configuration?.meters.values() ?? [])].find((candidate) => candidate.id === id);
}

const berlin = openZone('Europe/Berlin');
const day = (text: string) => parseDay(text) ?? Number.NaN;

describe('a physical meter', () => {
  test('lives from the start of its first local day to the end of its last', () => {
    expect(meter('gas_zahler')).toMatchObject({
      installed: { day: day('2024-11-12'), time: Date.UTC(2024, 10, 11, 23) },
    });
    expect(meter('gas_alt')).toMatchObject({ removed: { day: day('2024-11-12'), time: Date.UTC(2024, 10, 12, 23) } });
  });

  test.each([
    ['2024-11-12T10:37:00+01:00', '2024-11-12', Date.UTC(2024, 10, 12, 9, 37)],
    ['2024-11-12 10:37', '2024-11-12', Date.UTC(2024, 10, 12, 9, 37)],
    ['2024-07-12T10:37', '2024-07-12', Date.UTC(2024, 6, 12, 8, 37)],
    ['2024-11-11T23:30:00Z', '2024-11-12', Date.UTC(2024, 10, 11, 23, 30)],
    ['"2024-11-12"', '2024-11-12', Date.UTC(2024, 10, 11, 23)],
  ])('installed on %s begins on the local day %s', (text, first, time) => {
    const meters = metersWith('installation_date: 2024-11-12', `installation_date: ${text}`);
    expect(meter('gas_zahler', meters)).toMatchObject({ installed: { day: day(first), time } });
  });

  test('removed at midnight has nothing of the day that begins then', () => {
    const meters = metersWith('deinstallation_date: 2024-11-12', 'deinstallation_date: 2024-11-12T00:00:00+01:00');
    expect(meter('gas_alt', meters)).toMatchObject({
      removed: { day: day('2024-11-11'), time: berlin.dayStart(day('2024-11-12')) },
    });
  });

  test('removed on 9999-12-31 is still there', () => {
    const meters = metersWith('deinstallation_date: 2024-11-12', 'deinstallation_date: 9999-12-31');
    expect(meter('gas_alt', meters)).not.toHaveProperty('removed');
  });

  test('carries the new keys', () => {
    const meters = metersWith(
      '2024-11-12 }',
      '2024-11-12, initial_reading: 0.31, digits: 5, max_rate: 6, source: interval, description: x }',
    );
    expect(meter('gas_zahler', meters)).toMatchObject({
      initialReading: 0.31,
      digits: 5,
      maxRate: 6,
      source: 'interval',
      description: 'x',
    });
  });

  test('with nothing behind a key has no such key', () => {
    const built = meter('gas_zahler', metersWith('2024-11-12 }', '2024-11-12, deinstallation_date: null, digits: }'));
    expect(built).not.toHaveProperty('removed');
    expect(built).not.toHaveProperty('digits');
  });
});

describe('a master meter', () => {
  test('has its periods in order of time, whatever their order in the file', () => {
    const turned = `meters:
  - { meter_id: a, type: physical, output_unit: Wh }
  - meter_id: m
    type: master
    output_unit: kWh
    periods:
      - { start_date: 2021-01-01, source_meters: [a], apply_offset_from_previous_period: yes }
      - { start_date: 2020-01-01, end_date: 2020-12-31, source_meters: [a] }
`;
    const source = { meterId: 'a', convert: { from: 'Wh', to: 'kWh' } };
    expect(meter('m', turned)).toEqual({
      id: 'm',
      unit: 'kWh',
      kind: 'master',
      periods: [
        { startDay: day('2020-01-01'), endDay: day('2020-12-31'), sources: [source], continuesPrevious: false },
        { startDay: day('2021-01-01'), endDay: openEndDay, sources: [source], continuesPrevious: true },
      ],
    });
  });

  test('is open until 9999-12-31', () => {
    expect(openEndDay).toBe(day('9999-12-31'));
  });
});

test('a meter fills gaps realistically only where that is asked for', () => {
  const filled = (keys: string) =>
    meter('a', `meters:\n  - { meter_id: a, type: physical, output_unit: kWh${keys} }\n`);
  expect(filled(', gap_shape: realistic')).toMatchObject({ gapShape: 'realistic' });
  expect(filled(', gap_shape: typical')).toEqual(filled(''));
  expect(filled('')).not.toHaveProperty('gapShape');
});

describe('a virtual meter', () => {
  const calculated = (keys: string) =>
    meter(
      'v',
      `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - { meter_id: b, type: physical, output_unit: Wh }
  - { meter_id: küche, type: physical, output_unit: m³ }
  - { meter_id: v, type: virtual, output_unit: kWh, ${keys} }
`,
    );
  const a = { meterId: 'a', factor: 1 };
  const b = { meterId: 'b', convert: { from: 'Wh', to: 'kWh' } };

  test.each([
    ['calculation_type: subtraction, base_meter: a, subtract_meters: [b]', [a, { ...b, factor: -1 }]],
    ['calculation_type: sum, source_meters: [a, b]', [a, { ...b, factor: 1 }]],
    ['calculation_type: sum, base_meter: a, source_meters: [b]', [a, { ...b, factor: 1 }]],
    ['expression: "a - 0.5 * b"', [a, { ...b, factor: -0.5 }]],
    ['calculation_type: expression, expression: a + b', [a, { ...b, factor: 1 }]],
    [
      'expression: "a + `küche`", subtract_meter_conversions: { küche: { from_unit: m3, to_unit: kWh } }',
      [a, { meterId: 'küche', factor: 1, convert: { from: 'm³', to: 'kWh' } }],
    ],
  ])('of %s is a sum of terms', (keys, terms) => {
    expect(calculated(keys)).toEqual({ id: 'v', unit: 'kWh', kind: 'virtual', terms, negatives: 'kept' });
  });

  test('shows negative results as 0, or carries them on, if it is told to', () => {
    expect(calculated('expression: a, floor_at_zero: true')).toMatchObject({ negatives: 'floored' });
    expect(calculated('expression: a, carry_negative: true')).toMatchObject({ negatives: 'carried' });
  });
});

test('meters keep the order of the file', () => {
  expect([...(parse({}).configuration?.meters.keys() ?? [])]).toEqual([
    'gas_zahler',
    'gas_alt',
    'boiler',
    'strom',
    'flat',
    'gas',
    'fireplace',
    'common',
  ]);
});
