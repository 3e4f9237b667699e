import { type AssetKey, encodeValue, openZone } from '@meterworks/assets';
import { expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.ts';
import type { AssetPublication } from '../../src/publication/asset-publication.ts';
import { housePublications } from '../../src/publication/house-publications.ts';
import type { Anomaly } from '../../src/values/anomaly.ts';
import { anomalies, dailyConsumption, dayValue, rollupConsumption } from '../../src/values/codecs.ts';

const zone = openZone('Europe/Berlin');
const at = (local: string): number => Date.parse(local);
const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

const texts = new Map([
  [
    'config/config.yaml',
    'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2024 } }\n',
  ],
  [
    'config/meters.yaml',
    `meters:
  - { meter_id: gas, type: physical, output_unit: m³ }
  - { meter_id: other, type: physical, output_unit: m³ }
  - { meter_id: rest, type: virtual, output_unit: m³, expression: "gas - other" }
`,
  ],
]);

async function publication(asset: string): Promise<AssetPublication> {
  const { configuration } = await loadConfiguration('config', (path) => texts.get(path.replaceAll('\\', '/')));
  const found = configuration && housePublications(configuration).get(asset as AssetKey);
  if (found === undefined) throw new Error(`${asset} is not shown`);
  return found;
}

const register = (close: number | undefined) =>
  encodeValue(dayValue, { close, advance: 1, quality: 'measured', measuredShare: 1, method: 'measured' });

const tags = { meter_id: 'gas', unit: 'm³' };

it('shows a register at the end of the local day, of the month, and of the last day of the open month', async () => {
  const { stretches, reach } = await publication('physical/gas');
  expect(reach({ from: day('2024-10-30'), to: day('2024-11-02') })).toEqual({
    from: day('2024-10-01'),
    to: day('2024-11-30'),
  });
  const stored = new Map([
    [day('2024-10-26'), register(10)],
    [day('2024-10-27'), register(11)],
    [day('2024-10-28'), register(undefined)],
    [day('2024-10-31'), register(14)],
    [day('2024-11-01'), register(15)],
  ]);
  const shown = stretches({ from: day('2024-10-27'), to: day('2024-11-01') }, (ordinal) => stored.get(ordinal));
  expect(shown).toEqual([
    {
      measurement: 'meter_interpolated_daily',
      from: at('2024-10-27T00:00+02:00') + 1,
      to: at('2024-11-02T00:00+01:00') + 1,
      points: [
        { time: at('2024-10-28T00:00+01:00'), tags, fields: { value: 11 } },
        { time: at('2024-11-01T00:00+01:00'), tags, fields: { value: 14 } },
        { time: at('2024-11-02T00:00+01:00'), tags, fields: { value: 15 } },
      ],
    },
    {
      measurement: 'meter_interpolated_monthly',
      from: at('2024-10-01T00:00+02:00') + 1,
      to: at('2024-12-01T00:00+01:00') + 1,
      points: [
        { time: at('2024-11-01T00:00+01:00'), tags, fields: { value: 14 } },
        { time: at('2024-11-02T00:00+01:00'), tags, fields: { value: 15 } },
      ],
    },
  ]);
});

it('shows consumption and quality at the start of the interval, and no amount where none is known', async () => {
  const first = day('2024-03-31');
  const stored = [
    encodeValue(dailyConsumption, { consumption: 2.5, quality: 'estimated', measuredShare: 0.25, low: 2, high: 3.5 }),
    encodeValue(dailyConsumption, { consumption: undefined, quality: 'unknown', measuredShare: 0 }),
  ];
  const daily = await publication('consumption/gas/daily');
  const times = { from: at('2024-03-31T00:00+01:00'), to: at('2024-04-02T00:00+02:00') };
  expect(daily.stretches({ from: first, to: first + 1 }, (ordinal) => stored[ordinal - first])).toEqual([
    {
      measurement: 'meter_consumption_daily',
      ...times,
      points: [{ time: times.from, tags, fields: { consumption: 2.5 } }],
    },
    {
      measurement: 'meter_quality',
      ...times,
      points: [
        { time: times.from, tags, fields: { measured_share: 0.25, quality: 'estimated', p10: 2, p90: 3.5 } },
        { time: at('2024-04-01T00:00+02:00'), tags, fields: { measured_share: 0, quality: 'unknown' } },
      ],
    },
  ]);
  const month = encodeValue(rollupConsumption, {
    consumption: 70,
    quality: 'incomplete',
    measuredShare: 1,
    days: 31,
    unknownDays: 1,
  });
  for (const [grain, measurement, ordinal, start, end] of [
    ['monthly', 'meter_consumption', 2024 * 12 + 2, '2024-03-01T00:00+01:00', '2024-04-01T00:00+02:00'],
    ['yearly', 'meter_consumption_yearly', 2024, '2024-01-01T00:00+01:00', '2025-01-01T00:00+01:00'],
  ] as const) {
    const { stretches } = await publication(`consumption/gas/${grain}`);
    expect(stretches({ from: ordinal, to: ordinal }, () => month)).toEqual([
      { measurement, from: at(start), to: at(end), points: [{ time: at(start), tags, fields: { consumption: 70 } }] },
    ]);
  }
});

it('shows an incident once, at the end of its last day, and looks at the days around those that changed', async () => {
  const { stretches, reach } = await publication('anomalies/gas');
  const verdict = (id: string, date: string): Anomaly => ({
    id,
    type: 'spike',
    severity: 'warning',
    start: zone.dayStart(day('2024-06-01')),
    end: zone.dayStart(day(date) + 1),
    observed: 9,
    expected: 3,
    lower: 1,
    upper: 5,
    score: Number.NaN,
    message: 'much',
  });
  const stored = new Map([
    [day('2024-06-01'), encodeValue(anomalies, [verdict('a', '2024-06-01')])],
    [day('2024-06-02'), encodeValue(anomalies, [verdict('a', '2024-06-02'), verdict('b', '2024-06-02')])],
    [day('2024-06-03'), encodeValue(anomalies, [verdict('b', '2024-06-03')])],
    [day('2024-06-04'), encodeValue(anomalies, [])],
  ]);
  const changed = { from: day('2024-06-02'), to: day('2024-06-03') };
  expect(reach(changed)).toEqual({ from: day('2024-06-01'), to: day('2024-06-04') });
  const [shown] = stretches(changed, (ordinal) => stored.get(ordinal));
  expect(shown).toMatchObject({
    measurement: 'meter_anomaly',
    from: at('2024-06-01T00:00+02:00') + 1,
    to: at('2024-06-04T00:00+02:00') + 1,
  });
  expect(shown?.points.map(({ time, fields }) => [time, fields.id])).toEqual([
    [at('2024-06-03T00:00+02:00'), 'a'],
    [at('2024-06-04T00:00+02:00'), 'b'],
  ]);
  expect(shown?.points[0]).toMatchObject({
    tags: { ...tags, type: 'spike', severity: 'warning' },
    fields: {
      consumption: 9,
      expected: 3,
      lower: 1,
      upper: 5,
      message: 'much',
      start: '2024-05-31T22:00:00.000Z',
      end: '2024-06-02T22:00:00.000Z',
    },
  });
});

it('shows no register of a virtual meter, which has none', async () => {
  await expect(publication('virtual/rest')).rejects.toThrow('not shown');
  expect((await publication('consumption/rest/daily')).owner).toEqual({ meter_id: 'rest' });
});
