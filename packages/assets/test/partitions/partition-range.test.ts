import { describe, expect, it } from 'vitest';
import { daily, monthly, yearly } from '../../src/partitions/calendar-scheme.ts';
import { hourly } from '../../src/partitions/hourly.ts';
import { PartitionKeyError } from '../../src/partitions/partition-key-error.ts';
import { PartitionRangeError, parsePartitionRange } from '../../src/partitions/partition-range.ts';
import type { Grain, PartitionScheme } from '../../src/partitions/partition-scheme.ts';
import { unpartitioned } from '../../src/partitions/unpartitioned.ts';

const start = { zone: 'Europe/Berlin', start: '2020-01-01' };
const [hours, days, months, years] = [hourly(start), daily(start), monthly(start), yearly(start)];

const range = (scheme: PartitionScheme<Grain>, from?: string, to?: string, withOpen = false) => {
  const found = parsePartitionRange(scheme, from, to, { withOpen });
  return [scheme.keyOf(found.from), Number.isFinite(found.to) ? scheme.keyOf(found.to) : undefined];
};

describe('a range of partitions', () => {
  it.each([
    [days, '2024-03-15', '2024-03-20', '2024-03-15', '2024-03-20'],
    [days, '2024-03', '2024', '2024-03-01', '2024-12-31'],
    [months, '2024-03-15', '2024-05-15', '2024-03', '2024-04'],
    [months, '2024-03-15', '2024-05-31', '2024-03', '2024-05'],
    [months, '2024-03', '2024-05', '2024-03', '2024-05'],
    [years, '2022-07-01', '2024-12-30', '2022', '2023'],
    [years, '2022', '2024-12-31', '2022', '2024'],
    [hours, '2024-10-27', '2024-10-27', '2024-10-27T00+02:00', '2024-10-27T23+01:00'],
    [hours, '2024-10-27T02+02:00', '2024-10-27T02+01:00', '2024-10-27T02+02:00', '2024-10-27T02+01:00'],
    [days, undefined, '2020-01-05', '2020-01-01', '2020-01-05'],
    [months, '2024-03-15', undefined, '2024-03', undefined],
    [days, '2010-01-01', '2020-01-05', '2020-01-01', '2020-01-05'],
  ] as [PartitionScheme<Grain>, string | undefined, string | undefined, string, string | undefined][])(
    'holds what holds its first day, and what has ended by its last (%#)',
    (scheme, from, to, first, last) => {
      expect(range(scheme, from, to)).toEqual([first, last]);
    },
  );

  it('ends with the open partition where that is asked for', () => {
    expect(range(months, '2024-03-15', '2024-05-15', true)).toEqual(['2024-03', '2024-05']);
    expect(range(years, undefined, '2024-05-15', true)).toEqual(['2020', '2024']);
    expect(range(days, undefined, '2024-05-15', true)).toEqual(['2020-01-01', '2024-05-15']);
  });

  it('is empty where no partition ends in it', () => {
    const { from, to } = parsePartitionRange(months, '2024-03-05', '2024-03-20');
    expect(to).toBeLessThan(from);
  });

  it('ends before a date that the zone skipped', () => {
    const apia = daily({ zone: 'Pacific/Apia', start: '2011-01-01' });
    const { from, to } = parsePartitionRange(apia, '2011-12-30', '2011-12-30');
    expect(apia.count(from, to)).toBe(0);
    expect(parsePartitionRange(apia, '2011-12-29', '2011-12-30').to).toBe(apia.ordinalOf('2011-12-29'));
  });

  it('is the one partition of an unpartitioned asset', () => {
    expect(parsePartitionRange(unpartitioned(), '2024-01-01', '2024-02-01')).toEqual({ from: 0, to: 0 });
  });

  it('is refused backwards', () => {
    expect(() => parsePartitionRange(days, '2024-03-02', '2024-03-01')).toThrow(PartitionRangeError);
  });

  it.each(['2024-02-30', '2024-13', 'yesterday', ''])('is refused from %j', (from) => {
    expect(() => parsePartitionRange(days, from)).toThrow(PartitionKeyError);
    expect(() => parsePartitionRange(unpartitioned(), from)).toThrow(PartitionKeyError);
  });
});
