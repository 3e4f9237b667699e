import { describe, expect, test } from 'vitest';
import { schemeOf } from '../../src/data/partition-scheme.ts';
import { ordinalsOf, parseSeriesRange } from '../../src/series/series-range.ts';

const days = schemeOf({ grain: 'day', zone: 'Europe/Berlin' });
const months = schemeOf({ grain: 'month', zone: 'Europe/Berlin' });

describe('a range of the address', () => {
  test.each([
    [{ from: '2024-03-01', to: '2024-02-01' }],
    [{ from: '2024-02-30', to: '2024-03-01' }],
    [{ from: '2024-02-01' }],
    [{ range: 'fortnight' }],
    [{}],
  ])('%j is none where it makes no sense', (params) => {
    expect(parseSeriesRange(params)).toEqual({ kind: 'default' });
  });

  test('of days becomes the months that they lie in', () => {
    const range = parseSeriesRange({ from: '2024-02-10', to: '2024-04-01' });
    const extent = { from: months.ordinalOf('2020-01'), to: months.ordinalOf('2026-01') };
    const { from, to } = ordinalsOf(range, months, extent);
    expect([months.keyOf(from), months.keyOf(to)]).toEqual(['2024-02', '2024-04']);
  });

  test('never reaches beyond what the asset has', () => {
    const extent = { from: days.ordinalOf('2024-01-01'), to: days.ordinalOf('2024-01-31') };
    expect(ordinalsOf({ kind: 'preset', preset: '90' }, days, extent)).toEqual(extent);
    expect(ordinalsOf({ kind: 'preset', preset: 'all' }, days, extent)).toEqual(extent);
  });

  test('that nobody chose is a year of days, or all months', () => {
    const extent = { from: days.ordinalOf('2020-01-01'), to: days.ordinalOf('2024-12-31') };
    expect(days.keyOf(ordinalsOf({ kind: 'default' }, days, extent).from)).toBe('2024-01-02');
    const all = { from: months.ordinalOf('2020-01'), to: months.ordinalOf('2024-12') };
    expect(ordinalsOf({ kind: 'default' }, months, all)).toEqual(all);
  });

  test('of 90 days has 90 days', () => {
    const extent = { from: days.ordinalOf('2020-01-01'), to: days.ordinalOf('2024-12-31') };
    const { from, to } = ordinalsOf({ kind: 'preset', preset: '90' }, days, extent);
    expect(to - from + 1).toBe(90);
  });
});
