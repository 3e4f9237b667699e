import type { ValueView } from '@meterworks/runtime/read';
import { describe, expect, test } from 'vitest';
import { schemeOf } from '../../src/data/partition-scheme.ts';
import { chartOfValues, pointLimit } from '../../src/series/chart-data.ts';

const days = schemeOf({ grain: 'day', zone: 'Europe/Berlin' });
const dayValues = (count: number, valueAt: (i: number) => ValueView['value']): ValueView[] =>
  Array.from({ length: count }, (_, i) => {
    const ordinal = 20_000 + i;
    return { ordinal, key: days.keyOf(ordinal), start: days.startOf(ordinal), value: valueAt(i) };
  });

describe('the chart of a meter', () => {
  const values = dayValues(3, (i) => ({
    close: 100 + i,
    advance: i === 1 ? null : i,
    quality: i === 1 ? 'unknown' : 'measured',
  }));
  const chart = chartOfValues(values, days);

  test('has the register at the ends of the days and the advance from their starts on', () => {
    const [register, advance] = chart?.panels ?? [];
    expect(register?.times[0]).toBe(days.endOf(20_000) / 1_000);
    expect(advance?.times[0]).toBe(days.startOf(20_000) / 1_000);
    expect(register?.values).toEqual([100, 101, 102]);
  });

  test('leaves a gap where a day is not known, and marks it', () => {
    expect(chart?.panels[1]?.values).toEqual([0, null, 2]);
    expect(chart?.panels[1]?.bands).toEqual([
      { from: days.startOf(20_001) / 1_000, to: days.startOf(20_002) / 1_000, quality: 'unknown' },
    ]);
  });
});

test('the chart of ten years of days has no more points than a browser gets', () => {
  const chart = chartOfValues(
    dayValues(3_650, (i) => ({ consumption: i % 97, quality: 'measured' })),
    days,
  );
  expect(chart?.panels[0]?.values.length).toBeLessThanOrEqual(pointLimit);
  expect(chart?.thinned).toBe(true);
  expect(chart?.total).toBe(3_650);
});

test('values without a field that can be drawn have no chart', () => {
  expect(
    chartOfValues(
      dayValues(2, () => []),
      days,
    ),
  ).toBeUndefined();
  expect(chartOfValues([], days)).toBeUndefined();
});
