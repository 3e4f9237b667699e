import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daily, monthly, yearly } from '../../src/partitions/calendar-scheme.ts';
import { GrainOrderError, ordinalContaining, ordinalsWithin } from '../../src/partitions/grain-mapping.ts';
import { hourly } from '../../src/partitions/hourly.ts';
import type { Grain, PartitionScheme } from '../../src/partitions/partition-scheme.ts';
import { unpartitioned } from '../../src/partitions/unpartitioned.ts';
import { openZone } from '../../src/zone/zone.ts';
import { zonesOfInterest } from '../zone/zones-of-interest.ts';

const ladder = (zone: string): PartitionScheme<Grain>[] =>
  [hourly, daily, monthly, yearly].map((make) => make({ zone, start: '1951-01-01' }));

describe('partitions inside a longer one', () => {
  it('cover it exactly, and each names it as the one that contains it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zonesOfInterest),
        fc.integer({ min: -500_000_000, max: 4_102_444_800 }),
        fc.nat(3),
        fc.nat(3),
        fc.option(fc.integer({ min: -26 * 3600, max: 26 * 3600 })),
        (zone, near, a, b, fromChange) => {
          // Most cases lie within 26 hours of a change of clocks.
          const change = openZone(zone).nextTransition(Math.min(near * 1000, 2e12));
          const second = fromChange === null || change === undefined ? near : change / 1000 + fromChange;
          const schemes = ladder(zone);
          const fine = schemes[Math.min(a, b)] as PartitionScheme<Grain>;
          const coarse = schemes[Math.max(a, b)] as PartitionScheme<Grain>;
          const ordinal = coarse.ordinalAt(second * 1000);
          const { from, to } = ordinalsWithin(coarse, ordinal, fine);
          expect(fine.startOf(from)).toBe(coarse.startOf(ordinal));
          expect(fine.endOf(to)).toBe(coarse.endOf(ordinal));
          expect(ordinalContaining(fine, from, coarse)).toBe(ordinal);
          expect(ordinalContaining(fine, to, coarse)).toBe(ordinal);
          expect(ordinalContaining(fine, fine.ordinalAt(second * 1000), coarse)).toBe(ordinal);
          const next = ordinalsWithin(coarse, coarse.ordinalAt(coarse.endOf(ordinal)), fine);
          expect(fine.startOf(next.from)).toBe(fine.endOf(to));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('are 23 or 25 hours on the days on which Berlin changes its clocks', () => {
    const [hours, days] = ladder('Europe/Berlin') as [PartitionScheme, PartitionScheme];
    const hoursOf = (key: string) => {
      const { from, to } = ordinalsWithin(days, days.ordinalOf(key), hours);
      return [hours.count(from, to), hours.keyOf(from), hours.keyOf(to)];
    };
    expect(hoursOf('2024-03-31')).toEqual([23, '2024-03-31T00+01:00', '2024-03-31T23+02:00']);
    expect(hoursOf('2024-10-27')).toEqual([25, '2024-10-27T00+02:00', '2024-10-27T23+01:00']);
  });

  it('begin no earlier than their own start', () => {
    const months = monthly({ zone: 'Europe/Berlin', start: '2020-03' });
    const days = daily({ zone: 'Europe/Berlin', start: '2020-03-15' });
    const { from, to } = ordinalsWithin(months, months.ordinalOf('2020-03'), days);
    expect([days.keyOf(from), days.keyOf(to)]).toEqual(['2020-03-15', '2020-03-31']);
  });

  it('go on without end in an unpartitioned asset', () => {
    const days = daily({ zone: 'Europe/Berlin', start: '2020-03-15' });
    expect(ordinalsWithin(unpartitioned(), 0, days)).toEqual({ from: days.startOrdinal, to: Number.POSITIVE_INFINITY });
    expect(ordinalContaining(days, days.startOrdinal, unpartitioned())).toBe(0);
  });

  it('are refused where they are longer than what they should lie in', () => {
    const [, days, months] = ladder('UTC') as [PartitionScheme, PartitionScheme, PartitionScheme];
    expect(() => ordinalsWithin(days, 0, months)).toThrow(GrainOrderError);
    expect(() => ordinalContaining(months, 0, days)).toThrow(
      'partitions of grain "month" do not lie within one of grain "day"',
    );
  });
});
