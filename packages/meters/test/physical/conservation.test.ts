import { dayNumber, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUp } from '../../src/consumption/roll-up.ts';
import { movedUntil } from '../../src/physical/gap-shapes.ts';
import { physicalDays } from '../../src/physical/physical-days.ts';
import { openWeight } from '../../src/profile/open-weight.ts';
import type { Profile } from '../../src/values/profile.ts';
import { believedDays, type Point } from '../profile/believed-points.ts';

const hour = 3_600_000;
const zones = [
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/New_York',
];
const weight = fc.double({ min: 0, max: 5, noNaN: true });

const profiles = fc
  .record({
    season: fc.array(weight, { minLength: 12, maxLength: 12 }),
    dayClass: fc.array(weight, { minLength: 3, maxLength: 3 }),
    hours: fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 72, maxLength: 72 }),
    level: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
  })
  .map(
    ({ season, dayClass, hours, level }): Profile => ({
      basis: 'learned',
      season: Float64Array.from(season),
      dayClass: Float64Array.from(dayClass),
      hours: Float64Array.from(hours),
      level,
      spread: Float64Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 0.5 : 1.5)),
      days: 400,
    }),
  );

/** Readings at odd times, from minutes to months apart, over at least one clock change in most zones. */
const series = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 1, max: 3 * hour }), fc.integer({ min: hour, max: 90 * 24 * hour })),
    amount: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })),
    onMidnight: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

function points(
  steps: readonly { wait: number; amount: number; onMidnight: boolean }[],
  zoneName: string,
  start: number,
): Point[] {
  const zone = openZone(zoneName);
  const result: Point[] = [{ time: start, register: 10 }];
  let time = start;
  let register = 10;
  for (const { wait, amount, onMidnight } of steps) {
    time += wait;
    if (onMidnight) time = zone.dayStart(zone.dayOf(time) + 1);
    register += amount;
    result.push({ time, register });
  }
  return result;
}

const house = fc.record({
  zoneName: fc.constantFrom(...zones),
  start: fc.integer({ min: Date.UTC(2011, 8, 1), max: Date.UTC(2012, 4, 1) }),
  steps: series,
  profile: profiles,
});

test('days pass through every reading at midnight, never fall, and add up to what the register moved', () => {
  fc.assert(
    fc.property(house, ({ zoneName, start, steps, profile }) => {
      const zone = openZone(zoneName);
      const believed = points(steps, zoneName, start);
      const last = believed.at(-1) as Point;
      const firstFull = zone.dayOf(start - 1) + 1;
      const inputs = believedDays(believed, zone, firstFull, zone.dayOf(last.time));
      const days = physicalDays(inputs, () => profile, zone, { extrapolateMaxDays: 400 });
      let register: number | undefined;
      for (const [index, { advance, close, measuredShare, quality, low, high }] of days.entries()) {
        const { start: opening, end } = (inputs[index] as (typeof inputs)[number]).repaired;
        expect(measuredShare).toBeGreaterThanOrEqual(0);
        expect(measuredShare).toBeLessThanOrEqual(1);
        if (low !== undefined && high !== undefined) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(advance ?? Number.NaN);
          expect(high).toBeGreaterThanOrEqual(advance ?? Number.NaN);
        }
        expect(high === undefined).toBe(quality === 'measured' || quality === 'unknown');
        if (advance === undefined) {
          expect(quality).toBe('unknown');
          continue;
        }
        expect(advance).toBeGreaterThanOrEqual((inputs[index] as (typeof inputs)[number]).repaired.inner - 1e-9);
        if (opening.kind === 'exact' && end.kind === 'exact') {
          expect(Math.abs(advance - (end.register - opening.register))).toBeLessThan(1e-9);
        }
        if (end.kind === 'exact') expect(close).toBe(end.register);
        if (register !== undefined && close !== undefined)
          expect(Math.abs(close - register - advance)).toBeLessThan(1e-9);
        register = close;
      }
    }),
    { numRuns: 150 },
  );
});

test('the days of a gap add up to its amount, whatever the profile', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: dayNumber(2011, 9, 1), max: dayNumber(2012, 5, 1) }),
      fc.integer({ min: 1, max: 800 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      profiles,
      (zoneName, day, length, amount, profile) => {
        const zone = openZone(zoneName);
        const from = { time: zone.dayStart(day), register: 0 };
        const to = { time: zone.dayStart(day + length), register: amount };
        if (from.time === to.time) return;
        const inputs = believedDays([from, to], zone, day, day + length - 1);
        const days = physicalDays(inputs, () => profile, zone, { extrapolateMaxDays: 400 });
        const total = days.reduce((sum, { advance }) => sum + (advance ?? Number.NaN), 0);
        expect(Math.abs(total - amount)).toBeLessThanOrEqual(1e-9 * Math.max(1, amount));
      },
    ),
    { numRuns: 60 },
  );
});

test('a day is the same number whether it is made alone or with all others', () => {
  fc.assert(
    fc.property(house, fc.nat(), ({ zoneName, start, steps, profile }, pick) => {
      const zone = openZone(zoneName);
      const believed = points(steps, zoneName, start);
      const inputs = believedDays(believed, zone, zone.dayOf(start), zone.dayOf(believed.at(-1)?.time ?? start) + 20);
      const index = pick % inputs.length;
      const rules = { extrapolateMaxDays: 400 };
      const all = physicalDays(inputs, () => profile, zone, rules);
      expect(physicalDays(inputs.slice(index, index + 1), () => profile, zone, rules)).toEqual(
        all.slice(index, index + 1),
      );
    }),
    { numRuns: 60 },
  );
});

test('days add up to months and years', () => {
  fc.assert(
    fc.property(house, ({ zoneName, start, steps, profile }) => {
      const zone = openZone(zoneName);
      const inputs = believedDays(points(steps, zoneName, start), zone, zone.dayOf(start), zone.dayOf(start) + 700);
      const days = physicalDays(inputs, () => profile, zone, { extrapolateMaxDays: 400 }).map(
        ({ advance, quality, measuredShare }) => ({ consumption: advance, quality, measuredShare }),
      );
      const months: (typeof days)[] = [];
      for (let at = 0; at < days.length; at += 30) months.push(days.slice(at, at + 30));
      const rolled = months.map((month) => rollUp(month, month.length));
      const year = rollUp(days, days.length);
      const sum = rolled.reduce((total, month) => total + (month.consumption ?? 0), 0);
      expect(Math.abs(sum - (year.consumption ?? 0))).toBeLessThan(1e-9 * Math.max(1, sum));
      expect(rolled.reduce((total, month) => total + month.unknownDays, 0)).toBe(year.unknownDays);
    }),
    { numRuns: 60 },
  );
});

test('within a gap the register passes through both readings and never falls', () => {
  const instants = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2011, 8, 1), max: Date.UTC(2012, 4, 1) }),
      fc.integer({ min: 1, max: 500 * 24 * hour }),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
      profiles,
      instants,
      (zoneName, fromTime, length, amount, profile, parts) => {
        const gap = { fromTime, toTime: fromTime + length, amount };
        const weight = openWeight(profile, openZone(zoneName));
        expect(movedUntil(gap, gap.fromTime, weight)).toBe(0);
        expect(movedUntil(gap, gap.toTime, weight)).toBe(amount);
        let before = 0;
        for (const part of parts.sort((a, b) => a - b)) {
          const moved = movedUntil(gap, Math.round(fromTime + part * length), weight);
          expect(moved).toBeGreaterThanOrEqual(before - 1e-12 * amount);
          expect(moved).toBeLessThanOrEqual(amount);
          before = moved;
        }
      },
    ),
  );
});
