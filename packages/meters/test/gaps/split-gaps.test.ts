import { dayNumber, openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitGaps } from '../../src/gaps/index.ts';
import { physicalDays } from '../../src/physical/index.ts';
import { repairReadings } from '../../src/repair/index.ts';
import { summarizeDays } from '../../src/repaired/index.ts';
import { seeded } from '../repair/readings-fixture.ts';

const hourMs = 3_600_000;
const zone = openZone('Europe/Berlin');
const first = dayNumber(2024, 2, 1);
const count = 120;
const days = Array.from({ length: count }, (_, index) => first + index);
const start = zone.dayStart(first);

/** Hourly readings over 120 days: quiet nights, evenings of a size that changes from day to day. */
const registers = (() => {
  const random = seeded(5);
  let register = 100;
  return Array.from({ length: count * 24 - 1 }, (_, hour) => {
    const time = start + hour * hourMs;
    const local = ((time + zone.offsetAt(time)) / hourMs) % 24;
    const evening = 0.5 + ((zone.dayOf(time) * 7) % 11) / 5;
    const shown = Math.round(register * 1000) / 1000;
    register += local < 6 ? 0.1 : local < 17 ? 0.3 + 0.1 * random() : evening;
    return shown;
  });
})();

/** What the steps of the house make of them, without the readings inside (from, to), hours since the start. */
function daysWithout(from: number, to: number, changed?: { readonly hour: number; readonly by: number }) {
  const times: number[] = [];
  const shown: number[] = [];
  for (const [hour, register] of registers.entries()) {
    if (hour > from && hour < to) continue;
    times.push(start + hour * hourMs);
    shown.push(register + (hour === changed?.hour ? changed.by : 0));
  }
  const readings = { times: Float64Array.from(times), registers: Float64Array.from(shown) };
  const repaired = summarizeDays(repairReadings(readings, { decisions: [] }), zone, first, first + count - 1);
  return splitGaps(days, repaired, zone);
}

function valuesOf(repaired: ReturnType<typeof daysWithout>) {
  const inputs = repaired.map((day, index) => ({ day: first + index, repaired: day }));
  return physicalDays(inputs, () => undefined, zone, { extrapolateMaxDays: 0 });
}

const gaps = fc
  .record({ from: fc.integer({ min: 10 * 24, max: 90 * 24 }), length: fc.integer({ min: 4, max: 13 * 24 }) })
  .map(({ from, length }) => ({ from, to: from + length }));

describe('splitGaps', () => {
  it('lets the days of a gap add up to what the readings around it say, and leaves all others as they are', () => {
    const whole = valuesOf(daysWithout(0, 0));
    fc.assert(
      fc.property(gaps, ({ from, to }) => {
        const values = valuesOf(daysWithout(from, to));
        const [a, b] = [Math.floor(from / 24) - 1, Math.ceil(to / 24) + 1];
        const sum = (of: typeof values) => of.slice(a, b).reduce((total, { advance }) => total + (advance ?? 0), 0);
        expect(sum(values)).toBeCloseTo(sum(whole), 9);
        for (const [index, value] of values.entries()) {
          expect(value.advance ?? 0).toBeGreaterThanOrEqual(0);
          if (index < a || index >= b) expect(value).toEqual(whole[index]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says that a day was made like the days around it, and asks for no profile', () => {
    const values = valuesOf(daysWithout(40 * 24 + 20, 41 * 24 + 9));
    expect(values[40]).toMatchObject({ quality: 'estimated', method: 'similar-days' });
    expect(values[41]).toMatchObject({ quality: 'estimated', method: 'similar-days' });
    expect(values[39]).toMatchObject({ quality: 'measured', method: 'measured' });
  });

  it('finds quiet nights quiet: hardly anything of an evening is carried past midnight', () => {
    const whole = valuesOf(daysWithout(0, 0));
    const values = valuesOf(daysWithout(40 * 24 + 18, 41 * 24 + 12));
    const truth = whole[40]?.advance ?? 0;
    expect(Math.abs((values[40]?.advance ?? 0) - truth) / truth).toBeLessThan(0.03);
    expect(values[40]?.close).toBeCloseTo(
      100 + whole.slice(0, 41).reduce((sum, day) => sum + (day.advance ?? 0), 0),
      0,
    );
  });

  it('changes by a reading elsewhere only the splits of the gap itself', () => {
    const [from, to] = [40 * 24 + 20, 42 * 24 + 9];
    const before = daysWithout(from, to);
    const after = daysWithout(from, to, { hour: 50 * 24 + 12, by: 0.2 });
    const changed = before.flatMap((day, index) =>
      JSON.stringify(day) === JSON.stringify(after[index]) ? [] : [index],
    );
    for (const index of changed) expect([40, 41, 42, 50]).toContain(index);
    expect(changed).toContain(50);
  });

  it('leaves gaps of more than 14 days to the profile', () => {
    const repaired = daysWithout(40 * 24, 55 * 24);
    expect(repaired.every(({ movedByEnd }) => movedByEnd === undefined)).toBe(true);
  });
});
