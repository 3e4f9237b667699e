import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayNumber, formatDay } from '../../src/zone/civil-date.ts';
import { UnknownZoneError } from '../../src/zone/unknown-zone-error.ts';
import { openZone } from '../../src/zone/zone.ts';
import { zonesOfInterest } from './zones-of-interest.ts';

const hour = 3_600_000;
/** 1900…2100, in seconds. */
const seconds = fc.integer({ min: -2_208_988_800, max: 4_102_444_800 });
const zones = fc.constantFrom(...zonesOfInterest);

describe('a zone', () => {
  it('has the offset, date and text that Temporal has', () => {
    fc.assert(
      fc.property(zones, seconds, (name, second) => {
        const zone = openZone(name);
        const theirs = Temporal.Instant.fromEpochMilliseconds(second * 1000).toZonedDateTimeISO(name);
        const offset = theirs.offsetNanoseconds / 1e6;
        expect(zone.offsetAt(second * 1000)).toBe(offset);
        expect(zone.format(second * 1000).slice(0, 19)).toBe(
          theirs.toPlainDateTime().toString({ smallestUnit: 'second' }),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('changes its offset when Temporal does', () => {
    for (const name of zonesOfInterest) {
      const zone = openZone(name);
      let ours: number | undefined = Date.UTC(1940, 0, 1);
      let theirs = Temporal.Instant.fromEpochMilliseconds(ours).toZonedDateTimeISO(name).getTimeZoneTransition('next');
      while (theirs !== null && theirs.epochMilliseconds < Date.UTC(2040, 0, 1)) {
        ours = zone.nextTransition(ours as number);
        expect([name, ours]).toEqual([name, theirs.epochMilliseconds]);
        theirs = theirs.getTimeZoneTransition('next');
      }
    }
  });

  it('starts a day where Temporal does', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: -10_000, max: 30_000 }), (name, day) => {
        const zone = openZone(name);
        if (!zone.dayExists(day)) return;
        const theirs = Temporal.PlainDate.from(formatDay(day)).toZonedDateTime(name).startOfDay().epochMilliseconds;
        expect(zone.dayStart(day)).toBe(theirs);
      }),
      { numRuns: 1000 },
    );
  });

  it('puts every instant between the start of its day and the start of the next', () => {
    fc.assert(
      fc.property(zones, seconds, (name, second) => {
        const zone = openZone(name);
        const day = zone.dayOf(second * 1000);
        expect(zone.dayExists(day)).toBe(true);
        expect(zone.dayStart(day)).toBeLessThanOrEqual(second * 1000);
        expect(zone.dayStart(day + 1)).toBeGreaterThan(second * 1000);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same answers in whatever order it is asked', () => {
    fc.assert(
      fc.property(zones, fc.array(seconds, { minLength: 2, maxLength: 20 }), (name, instants) => {
        const zone = openZone(name);
        const forward = instants.map((s) => [
          zone.offsetAt(s * 1000),
          zone.dayOf(s * 1000),
          zone.dayStart(Math.floor(s / 86_400)),
        ]);
        const sorted = new Map(
          instants
            .toSorted((a, b) => a - b)
            .map((s) => [s, [zone.offsetAt(s * 1000), zone.dayOf(s * 1000), zone.dayStart(Math.floor(s / 86_400))]]),
        );
        expect(forward).toEqual(instants.map((s) => sorted.get(s)));
      }),
    );
  });

  it('finds the instants at which clocks show a local time, both of them where they are set back', () => {
    fc.assert(
      fc.property(zones, seconds, (name, second) => {
        const zone = openZone(name);
        const instant = second * 1000;
        const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).toPlainDateTime();
        const found = zone.localToInstants(local.year, local.month, local.day, local.hour, local.minute, local.second);
        expect(found).toContain(instant);
        expect(found).toEqual([
          ...new Set(
            ['earlier', 'later'].map(
              (d) => local.toZonedDateTime(name, { disambiguation: d as 'earlier' }).epochMilliseconds,
            ),
          ),
        ]);
      }),
      { numRuns: 500 },
    );
    expect(openZone('Europe/Berlin').localToInstants(2024, 10, 27, 2, 30)).toEqual([
      Date.UTC(2024, 9, 27, 0, 30),
      Date.UTC(2024, 9, 27, 1, 30),
    ]);
    expect(openZone('Europe/Berlin').localToInstants(2024, 3, 31, 2, 30)).toEqual([]);
  });

  it('has days of 23 and 25 hours in Berlin where clocks change', () => {
    const berlin = openZone('Europe/Berlin');
    const length = (year: number, month: number, day: number) => {
      const number = dayNumber(year, month, day);
      return (berlin.dayStart(number + 1) - berlin.dayStart(number)) / hour;
    };
    expect([length(2024, 3, 30), length(2024, 3, 31), length(2024, 10, 27)]).toEqual([24, 23, 25]);
  });

  it('starts a day at 01:00 where midnight was skipped', () => {
    const start = openZone('America/Sao_Paulo').dayStart(dayNumber(2018, 11, 4));
    expect(openZone('America/Sao_Paulo').format(start)).toBe('2018-11-04T01:00:00-02:00');
  });

  it('has no 30 December 2011 in Samoa, and lets it start with the 31st', () => {
    const apia = openZone('Pacific/Apia');
    const skipped = dayNumber(2011, 12, 30);
    expect([skipped - 1, skipped, skipped + 1].map((day) => apia.dayExists(day))).toEqual([true, false, true]);
    expect(apia.dayStart(skipped)).toBe(apia.dayStart(skipped + 1));
    expect(apia.skippedDays(skipped - 1000, skipped + 1000)).toEqual([skipped]);
    expect(apia.dayStart(skipped) - apia.dayStart(skipped - 1)).toBe(24 * hour);
  });

  it('lets a day go on where clocks are set back over the midnight it began with', () => {
    // St. John's set its clocks back at 00:01, so 4 November 2007 began before the 3rd was shown once more; it was 25 hours long.
    const zone = openZone('America/St_Johns');
    const day = dayNumber(2007, 11, 4);
    const start = zone.dayStart(day);
    expect(zone.format(start)).toBe('2007-11-04T00:00:00-02:30');
    expect(zone.format(start + 60_000)).toBe('2007-11-03T23:01:00-03:30');
    expect(zone.dayOf(start + 60_000)).toBe(day);
    expect((zone.dayStart(day + 1) - start) / hour).toBe(25);
  });

  it('searches a range without end for skipped dates', () => {
    expect(openZone('Pacific/Apia').skippedDays(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toEqual([
      dayNumber(2011, 12, 30),
    ]);
  });

  it('has no further change where a zone gave them up', () => {
    expect(openZone('Asia/Kathmandu').nextTransition(Date.UTC(2020, 0, 1))).toBeUndefined();
  });

  it('is one object a name', () => {
    expect(openZone('Europe/Berlin')).toBe(openZone('Europe/Berlin'));
  });

  it.each([
    ['Europe/Berln', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['Berlin', 'Europe/Berlin'],
    ['+02:00', undefined],
    ['', undefined],
  ])('is not opened by %j', (name, nearest) => {
    expect(() => openZone(name)).toThrow(UnknownZoneError);
    expect(() => openZone(name)).toThrow(expect.objectContaining({ zone: name, nearest }));
  });
});
