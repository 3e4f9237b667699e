import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { daily, monthly, yearly } from '../../src/partitions/calendar-scheme.ts';
import { hourly } from '../../src/partitions/hourly.ts';
import { PartitionKeyError } from '../../src/partitions/partition-key-error.ts';
import type { Grain, PartitionKey, PartitionScheme } from '../../src/partitions/partition-scheme.ts';
import { unpartitioned } from '../../src/partitions/unpartitioned.ts';
import { openZone } from '../../src/zone/zone.ts';
import { zonesOfInterest } from '../zone/zones-of-interest.ts';

const hour = 3_600_000;
const factories = { hour: hourly, day: daily, month: monthly, year: yearly };
const schemes: PartitionScheme<Grain>[] = zonesOfInterest.flatMap((zone) =>
  Object.values(factories).map((make) => make({ zone, start: '1951-01-01' })),
);
const anyScheme = fc.constantFrom(...schemes);
/** 1951-03…2100, in seconds: partitions of every grain have begun in every zone. */
const instants = fc.integer({ min: -594_000_000, max: 4_102_444_800 }).map((second) => second * 1000);
/** An instant within 26 hours of a change of clocks, in a zone that has one. */
const nearChange = fc
  .record({
    zone: fc.constantFrom(...zonesOfInterest),
    grain: fc.constantFrom('hour', 'day', 'month', 'year'),
    near: instants,
    by: fc.integer({ min: -26 * 3600, max: 26 * 3600 }),
  })
  .map(({ zone, grain, near, by }) => ({
    scheme: factories[grain]({ zone, start: '1951-01-01' }) as PartitionScheme<Grain>,
    instant: (openZone(zone).nextTransition(Math.min(near, 2e12)) ?? near) + by * 1000,
  }));
const located = fc.oneof(fc.record({ scheme: anyScheme, instant: instants }), nearChange);

describe('partitions', () => {
  it('tile time, through every change of clocks', () => {
    fc.assert(
      fc.property(located, ({ scheme, instant }) => {
        const ordinal = scheme.ordinalAt(instant);
        const start = scheme.startOf(ordinal);
        const end = scheme.endOf(ordinal);
        expect(scheme.exists(ordinal)).toBe(true);
        expect(start).toBeLessThanOrEqual(instant);
        expect(end).toBeGreaterThan(instant);
        expect(scheme.ordinalAt(start)).toBe(ordinal);
        expect(scheme.ordinalAt(end - 1)).toBe(ordinal);
        const next = scheme.ordinalAt(end);
        expect(scheme.startOf(next)).toBe(end);
        expect(scheme.count(ordinal, next)).toBe(2);
      }),
      { numRuns: 3000 },
    );
  });

  it('have keys that name them and nothing else', () => {
    fc.assert(
      fc.property(located, ({ scheme, instant }) => {
        const ordinal = scheme.ordinalAt(instant);
        const key = scheme.keyOf(ordinal);
        expect(scheme.ordinalOf(key)).toBe(ordinal);
        expect(scheme.keyOf(scheme.ordinalOf(key))).toBe(key);
        expect(scheme.keyOf(scheme.ordinalAt(scheme.endOf(ordinal)))).not.toBe(key);
      }),
      { numRuns: 3000 },
    );
  });

  it('exist once ended; months and years once a day in them has', () => {
    fc.assert(
      fc.property(located, ({ scheme, instant }) => {
        const last = scheme.lastExisting(instant);
        const days = daily({ zone: scheme.zone, start: '1951-01-01' });
        const lastDay = days.lastExisting(instant);
        expect(scheme.exists(last)).toBe(true);
        expect(days.endOf(lastDay)).toBeLessThanOrEqual(instant);
        expect(days.endOf(days.ordinalAt(days.endOf(lastDay)))).toBeGreaterThan(instant);
        if (scheme.grain === 'hour' || scheme.grain === 'day') {
          expect(scheme.endOf(last)).toBeLessThanOrEqual(instant);
          expect(scheme.isOpen(last, instant)).toBe(false);
          expect(scheme.endOf(scheme.ordinalAt(scheme.endOf(last)))).toBeGreaterThan(instant);
        } else {
          expect(last).toBe(scheme.ordinalOfDay(lastDay));
          expect(scheme.isOpen(last, instant)).toBe(scheme.endOf(last) > instant);
        }
        expect(scheme.isOpen(last + 1, instant)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a longer grain begin and end with partitions of a shorter one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zonesOfInterest), instants, (zone, instant) => {
        const [hours, days, months, years] = Object.values(factories).map((make) =>
          make({ zone, start: '1951-01-01' }),
        );
        for (const [coarse, fine] of [
          [days, hours],
          [months, days],
          [years, months],
        ] as PartitionScheme[][]) {
          const edge = (coarse as PartitionScheme).endOf((coarse as PartitionScheme).ordinalAt(instant));
          const last = (fine as PartitionScheme).ordinalAt(edge - 1);
          expect((fine as PartitionScheme).endOf(last)).toBe(edge);
        }
      }),
    );
  });
});

describe('an hourly scheme', () => {
  const keysFrom = (zone: string, instant: string, count: number) => {
    const scheme = hourly({ zone, start: '2020-01-01' });
    const first = scheme.ordinalAt(Date.parse(instant));
    return Array.from({ length: count }, (_, i) => [
      scheme.keyOf(first + i),
      (scheme.endOf(first + i) - scheme.startOf(first + i)) / hour,
    ]);
  };

  it('has the hour twice that clocks show twice, told apart by the offset', () => {
    expect(keysFrom('Europe/Berlin', '2024-10-26T23:00Z', 4)).toEqual([
      ['2024-10-27T01+02:00', 1],
      ['2024-10-27T02+02:00', 1],
      ['2024-10-27T02+01:00', 1],
      ['2024-10-27T03+01:00', 1],
    ]);
  });

  it('starts an hour at a change that is no full hour, and merges the rest into it', () => {
    expect(keysFrom('Australia/Lord_Howe', '2024-10-05T14:30Z', 3)).toEqual([
      ['2024-10-06T01+10:30', 1],
      ['2024-10-06T02:30+11:00', 0.5],
      ['2024-10-06T03+11:00', 1],
    ]);
    expect(keysFrom('Australia/Lord_Howe', '2024-04-06T14:00Z', 3)).toEqual([
      ['2024-04-07T01+11:00', 1],
      ['2024-04-07T01:30+10:30', 1.5],
      ['2024-04-07T03+10:30', 1],
    ]);
  });

  it('follows local clocks where a zone is off UTC by less than an hour', () => {
    expect(keysFrom('Asia/Kathmandu', '2024-01-01T00:15Z', 2)).toEqual([
      ['2024-01-01T06+05:45', 1],
      ['2024-01-01T07+05:45', 1],
    ]);
  });

  it('starts with a key or a date', () => {
    const zone = 'Europe/Berlin';
    expect(hourly({ zone, start: '2020-01-01' }).startOrdinal).toBe(
      hourly({ zone, start: '2020-01-01T00+01:00' }).startOrdinal,
    );
  });
});

describe('a daily scheme', () => {
  it('does not count a skipped date', () => {
    const apia = daily({ zone: 'Pacific/Apia', start: '2010-01-01' });
    const before = apia.ordinalOf('2011-12-29');
    expect(apia.exists(before + 1)).toBe(false);
    expect(apia.count(before, before + 2)).toBe(2);
    expect(apia.endOf(before)).toBe(apia.startOf(before + 2));
    expect(apia.lastExisting(apia.startOf(before + 2))).toBe(before);
  });

  it('exists from the first midnight after it', () => {
    const scheme = daily({ zone: 'Europe/Berlin', start: '2020-01-01' });
    const midnight = Date.parse('2024-11-28T00:00+01:00');
    expect(scheme.keyOf(scheme.lastExisting(midnight - 1))).toBe('2024-11-26');
    expect(scheme.keyOf(scheme.lastExisting(midnight))).toBe('2024-11-27');
  });
});

describe('a monthly scheme', () => {
  const scheme = monthly({ zone: 'Europe/Berlin', start: '2020-01-01' });

  it('has the month from the end of its first day, open until its end', () => {
    const november = scheme.ordinalOf('2024-11');
    const at = (text: string) => [
      scheme.lastExisting(Date.parse(text)) === november,
      scheme.isOpen(november, Date.parse(text)),
    ];
    expect(at('2024-11-01T23:59:59+01:00')).toEqual([false, false]);
    expect(at('2024-11-02T00:00:00+01:00')).toEqual([true, true]);
    expect(at('2024-11-30T23:59:59+01:00')).toEqual([true, true]);
    expect(at('2024-12-01T00:00:00+01:00')).toEqual([true, false]);
  });

  it('has nothing before its start', () => {
    expect(scheme.lastExisting(Date.parse('2019-06-01T00:00Z'))).toBeLessThan(scheme.startOrdinal);
    expect(scheme.count(0, scheme.startOrdinal)).toBe(1);
    expect(scheme.exists(scheme.startOrdinal - 1)).toBe(false);
  });
});

describe('an unpartitioned scheme', () => {
  it('has one partition, of all time', () => {
    const scheme = unpartitioned();
    expect([scheme.keyOf(0), scheme.ordinalOf('-'), scheme.ordinalAt(1e12), scheme.lastExisting(0)]).toEqual([
      '-',
      0,
      0,
      0,
    ]);
    expect(() => scheme.ordinalOf('2024')).toThrow('2024 is no partition; an unpartitioned asset has only "-"');
  });
});

describe('a key that names no partition', () => {
  const berlin = { zone: 'Europe/Berlin', start: '2020-01-01' };
  it.each([
    [daily(berlin), '2024-02-30', 'no date; February 2024 has 29 days'],
    [daily(berlin), '2024-13-01', 'no date; months go from 01 to 12'],
    [daily(berlin), '2024-1-1', 'no day; days are written like 2024-11-27'],
    [daily(berlin), '2024-11', 'no day; days are written like 2024-11-27'],
    [daily(berlin), '2019-12-31', 'before the first day, 2020-01-01'],
    [
      daily({ zone: 'Pacific/Apia', start: '2010-01-01' }),
      '2011-12-30',
      'a day that Pacific/Apia skipped; 2011-12-31 follows',
    ],
    [monthly(berlin), '2024-13', 'no month; months go from 01 to 12'],
    [monthly(berlin), '2024-11-27', 'no month; months are written like 2024-11'],
    [yearly(berlin), '24', 'no year; years are written like 2024'],
    [yearly(berlin), '', 'no year; years are written like 2024'],
    [hourly(berlin), '2024-10-27T02', 'no hour without its offset; write 2024-10-27T02+02:00 or 2024-10-27T02+01:00'],
    [hourly(berlin), '2024-03-31T02+01:00', 'a time that Europe/Berlin skipped'],
    [hourly(berlin), '2024-07-01T02+01:00', 'no hour of Europe/Berlin; write 2024-07-01T02+02:00'],
    [hourly(berlin), '2024-07-01T24+02:00', 'no time; hours go from 00 to 23'],
    [hourly(berlin), '2024-07-01T02:30+02:00', 'no hour of Europe/Berlin; write 2024-07-01T02+02:00'],
    [hourly(berlin), '2024-02-30T00+01:00', 'no date; February 2024 has 29 days'],
    [hourly(berlin), '2019-12-31T23+01:00', 'before the first hour, 2020-01-01T00+01:00'],
  ] as [PartitionScheme<Grain>, string, string][])('says why, and what would do (%#)', (scheme, value, expected) => {
    expect(() => scheme.ordinalOf(value)).toThrow(PartitionKeyError);
    expect(() => scheme.ordinalOf(value)).toThrow(expect.objectContaining({ value, expected, grain: scheme.grain }));
  });

  it('is refused as such, whatever the text', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789-:T+Z'), maxLength: 22 });
    const numbers = fc.array(
      fc.nat(99).map((n) => String(n).padStart(2, '0')),
      { minLength: 6, maxLength: 6 },
    );
    const dates = numbers.map(([a, b, c, d, e, f]) => [
      `${a}${b}-${c}-${d}`,
      `${a}${b}-${c}`,
      `${a}${b}`,
      `${a}${b}-${c}-${d}T${e}+${f}:00`,
    ]);
    fc.assert(
      fc.property(
        fc.constantFrom(...schemes),
        fc.oneof(
          fc.string(),
          digits,
          dates.chain((texts) => fc.constantFrom(...texts)),
        ),
        (scheme, text) => {
          try {
            expect(scheme.keyOf(scheme.ordinalOf(text))).toBe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(PartitionKeyError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('may not be a start either', () => {
    expect(() => daily({ zone: 'Europe/Berlin', start: '2023-02-29' })).toThrow(
      '2023-02-29 is no date; February 2023 has 28 days',
    );
    expect(() => daily({ zone: 'Pacific/Apia', start: '2011-12-30' })).toThrow(PartitionKeyError);
  });
});

describe('keys and schemes of different grains', () => {
  it('are different types', () => {
    expectTypeOf<PartitionKey<'day'>>().toExtend<string>();
    expectTypeOf<PartitionKey<'day'>>().not.toExtend<PartitionKey<'month'>>();
    expectTypeOf<string>().not.toExtend<PartitionKey>();
    expectTypeOf(daily).returns.toEqualTypeOf<PartitionScheme<'day'>>();
    expectTypeOf<PartitionScheme<'day'>>().not.toExtend<PartitionScheme<'month'>>();
    expectTypeOf<PartitionScheme<'day'>>().toExtend<PartitionScheme<Grain>>();
  });
});
