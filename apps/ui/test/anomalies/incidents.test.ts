import type { ValueView } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { anomaliesHref, isOpen, parseAnomalyFilter, passesAnomalyFilter } from '../../src/anomalies/anomaly-filter.ts';
import { incidentsIn } from '../../src/anomalies/incident.ts';

const dayMs = 86_400_000;
const verdict = (id: string, day: number, part: object = {}) => ({
  id,
  type: 'drop',
  severity: 'warning',
  start: 0,
  end: (day + 1) * dayMs,
  observed: 1,
  expected: 4,
  lower: 2,
  upper: 6,
  score: null,
  message: `as of day ${day}`,
  ...part,
});
const on = (day: number, ...verdicts: object[]): ValueView => ({
  ordinal: day,
  key: `2024-01-0${day}`,
  start: day * dayMs,
  value: verdicts as never,
});
const incidents = incidentsIn([
  { asset: 'anomalies/gas', values: [on(1, verdict('a', 1)), on(2, verdict('a', 2), verdict('b', 2)), on(3)] },
  { asset: 'anomalies/water', values: [on(2, verdict('a', 2, { severity: 'critical', type: 'continuous_flow' }))] },
]);

test('verdicts of one id are one incident, of which the last one speaks', () => {
  expect(incidents.map(({ meter, id }) => `${meter} ${id}`)).toEqual(['gas a', 'gas b', 'water a']);
  expect(incidents[0]).toMatchObject({
    days: 2,
    firstDay: '2024-01-01',
    lastDay: '2024-01-02',
    message: 'as of day 2',
  });
  expect(incidents[0]).toMatchObject({ observed: 1, lower: 2, upper: 6, score: null });
});

test('what is no verdict is left out', () => {
  expect(incidentsIn([{ asset: 'anomalies/x', values: [on(1, {}, { id: 3 })] }])).toEqual([]);
});

test('the filter that an address names comes back from it', () => {
  const filter = {
    days: '365',
    severity: 'critical',
    meter: 'gas',
    state: 'open',
    incident: 'anomalies/gas:a',
  } as const;
  expect(parseAnomalyFilter(Object.fromEntries(new URL(anomaliesHref(filter), 'http://host').searchParams))).toEqual(
    filter,
  );
  expect(parseAnomalyFilter({ days: 'odd', state: 'odd', type: '' })).toEqual({ days: '90' });
});

test('a filter lets through what has all that it names', () => {
  const passing = (filter: object) =>
    incidents
      .filter((one) => passesAnomalyFilter({ days: 'all', ...filter }, one, 3 * dayMs))
      .map(({ meter }) => meter);
  expect(passing({ severity: 'critical' })).toEqual(['water']);
  expect(passing({ meter: 'gas', type: 'drop' })).toEqual(['gas', 'gas']);
  expect(passing({ state: 'ended' })).toEqual([]);
  expect(isOpen({ end: 3 * dayMs }, 4 * dayMs)).toBe(false);
});
