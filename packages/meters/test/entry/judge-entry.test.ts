import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { meterId, type PhysicalMeter } from '../../src/config/index.ts';
import { judgeEntry } from '../../src/entry/index.ts';

const dayMs = 86_400_000;
const start = Date.UTC(2023, 0, 1);
const at = (day: number) => start + day * dayMs;

const meter: PhysicalMeter = { kind: 'physical', id: meterId('wasser'), unit: 'm³', source: 'register' };

/** Ten a day in the first half of each year, forty in the second; read every fourth week for two years. */
const weeks = Array.from({ length: 27 }, (_, i) => 28 * i);
const registerOn = (day: number): number => {
  let register = 100;
  for (let i = 0; i < day; i++) register += i % 365 < 182 ? 10 : 40;
  return register;
};
const readings = {
  times: Float64Array.from(weeks, at),
  registers: Float64Array.from(weeks, registerOn),
};
const judge = (day: number, register: number, more: Partial<PhysicalMeter> = {}, now = at(10_000)) =>
  judgeEntry({ meter: { ...meter, ...more }, readings, decisions: [], now }, { time: at(day), register });
const kinds = (found: readonly { readonly kind: string }[]) => found.map(({ kind }) => kind);

test('a reading that goes on as the year before raises no doubt and says the rates it was judged by', () => {
  const last = weeks.at(-1) as number;
  const judged = judge(last + 28, registerOn(last + 28));
  expect(judged.faults).toEqual([]);
  expect(judged.doubts).toEqual([]);
  expect(judged.before).toEqual({ time: at(last), register: registerOn(last) });
  expect(judged.after).toBeNull();
  // Two days of forty, and twenty-six of ten.
  expect(judged.perDay).toBeCloseTo(340 / 28, 6);
  expect(judged.usualOf).toBe('year-before');
  expect(judged.usualPerDay).toBeCloseTo(340 / 28, 0);
});

test('the season counts: what is usual in one half of the year is much in the other', () => {
  // Day 660 lies in the second half of the second year.
  const between = judge(660, registerOn(644) + 16 * 10);
  expect(kinds(between.doubts)).toEqual(['much-less']);
  const last = weeks.at(-1) as number;
  expect(kinds(judge(last + 28, registerOn(last) + 28 * 40).doubts)).toEqual(['much-more']);
});

test('a register below the one before falls, and one above the one after is told too', () => {
  const falling = judge(660, registerOn(600));
  expect(falling.doubts).toEqual([{ kind: 'falls', from: registerOn(644) }]);
  expect(falling.perDay).toBeNull();
  expect(kinds(judge(660, registerOn(672) + 5).doubts)).toContain('above-next');
});

test('a register that could have passed its last number rolls over; what came before it is a fall', () => {
  const last = weeks.at(-1) as number;
  const nearEnd = {
    times: readings.times,
    registers: readings.registers.map((register) => register + 99_900 - registerOn(last)),
  };
  const told = judgeEntry(
    { meter: { ...meter, digits: 5 }, readings: nearEnd, decisions: [], now: at(10_000) },
    { time: at(last + 28), register: 180 },
  );
  expect(told.doubts).toEqual([{ kind: 'rolls-over', from: 99_900 }]);
  expect(told.amount).toBe(280);
});

test('too much for the meter is told as that', () => {
  const last = weeks.at(-1) as number;
  const told = judge(last + 1, registerOn(last) + 500, { maxRate: 4 });
  expect(told.doubts).toEqual([{ kind: 'too-fast', mostPerDay: 96 }]);
});

test.each([
  ['no number', 700, Number.NaN, {}, ['not-a-number']],
  ['below zero', 700, -1, {}, ['negative']],
  ['more places than the register has', 700, 100_000, { digits: 5 }, ['beyond-digits']],
  ['before it hung there', -5, 90, { installed: { day: 19_358, time: at(0) } }, ['before-installation']],
  ['after it was taken away', 740, 90_000, { removed: { day: 20_000, time: at(735) } }, ['after-removal']],
  ['what is there already', 644, registerOn(644), {}, ['known']],
] as const)('%s is refused', (_, day, register, more, faults) => {
  const told = judge(day, register, more);
  expect(kinds(told.faults)).toEqual(faults);
  expect(told.doubts).toEqual([]);
});

test('what is still to come is refused', () => {
  expect(judge(740, 90_000, {}, at(739)).faults).toEqual([{ kind: 'in-the-future', now: at(739) }]);
});

test('another register at the same time is told with it', () => {
  expect(judge(644, registerOn(644) + 1).doubts).toEqual([{ kind: 'another-register', registers: [registerOn(644)] }]);
});

test('of the first reading of all nothing is doubted', () => {
  const none = { times: new Float64Array(), registers: new Float64Array() };
  const told = judgeEntry({ meter, readings: none, decisions: [], now: at(0) }, { time: at(0), register: 12 });
  expect(told).toEqual({
    faults: [],
    doubts: [],
    before: null,
    after: null,
    amount: null,
    perDay: null,
    usualPerDay: null,
    usualOf: null,
  });
});

test('whatever is typed, the amount is never below zero and the rate is that of the days since the reading before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -30, max: 900 }),
      fc.double({ min: -10, max: 60_000, noNaN: true }),
      (day, register) => {
        const { amount, perDay, before, faults, doubts } = judge(day, register);
        if (amount === null) {
          expect(perDay).toBeNull();
          return;
        }
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(before).not.toBeNull();
        expect((perDay as number) * ((at(day) - (before?.time ?? 0)) / dayMs)).toBeCloseTo(amount, 4);
        if (faults.length > 0) expect(doubts).toEqual([]);
      },
    ),
  );
});
