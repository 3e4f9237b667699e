import { dayNumber, openZone } from '@meterworks/assets';
import { expect, test } from 'vitest';
import { combineMasterDay, type MasterPeriodPlan } from '../../src/combination/master-day.ts';
import { initialCarry, masterDays, masterStep } from '../../src/combination/master-register.ts';
import { physicalDays } from '../../src/physical/physical-days.ts';
import { uniformProfile } from '../../src/profile/uniform-profile.ts';
import type { DayValue } from '../../src/values/day-value.ts';
import { believedDays } from '../profile/believed-points.ts';

const swap = dayNumber(2024, 6, 15);
const open = dayNumber(9999, 12, 31);
const unknown: DayValue = {
  close: undefined,
  advance: undefined,
  quality: 'unknown',
  measuredShare: 0,
  method: 'none',
};

function measured(close: number, advance: number): DayValue {
  return { close, advance, quality: 'measured', measuredShare: 1, method: 'measured' };
}

type Days = Readonly<Record<string, (day: number) => DayValue | undefined>>;

function valueOn(meters: Days) {
  return (meterId: string, day: number) => meters[meterId]?.(day);
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** 100 + 0.5 a day up to the start of 15 June, and 0 + 0.5 a day from then on. */
const halfADay: Days = {
  old: (day) => (day < swap ? measured(100 + (day - swap + 31) / 2, 0.5) : undefined),
  new: (day) => (day >= swap ? measured((day - swap + 1) / 2, 0.5) : undefined),
};

const atTheSwap: MasterPeriodPlan[] = [
  { startDay: swap - 30, endDay: swap - 1, sources: [{ meterId: 'old' }], continuesPrevious: false },
  { startDay: swap, endDay: open, sources: [{ meterId: 'new', installedDay: swap }], continuesPrevious: true },
];

test('over a swap the master rises 0.5 every day and no day is lost', () => {
  const { values } = masterDays(atTheSwap, range(swap - 30, swap + 30), valueOn(halfADay));
  expect(values.map(({ advance }) => advance)).toEqual(new Array(61).fill(0.5));
  expect(values.map(({ close }) => close)).toEqual(Array.from({ length: 61 }, (_, index) => 100.5 + index / 2));
  expect(values.every(({ quality }) => quality === 'measured')).toBe(true);
});

test('a swap within a day that the old period still covers has both meters’ parts', () => {
  const periods: MasterPeriodPlan[] = [
    { startDay: swap - 5, endDay: swap, sources: [{ meterId: 'old', removedDay: swap }], continuesPrevious: false },
    { startDay: swap + 1, endDay: open, sources: [{ meterId: 'new', installedDay: swap }], continuesPrevious: true },
  ];
  const meters: Days = {
    old: (day) => (day < swap ? measured(day, 0.5) : day === swap ? measured(day, 0.2) : undefined),
    new: (day) => (day > swap ? measured(day, 0.5) : day === swap ? measured(0.3, 0.3) : undefined),
  };
  const { values } = masterDays(periods, range(swap - 2, swap + 2), valueOn(meters));
  for (const { advance } of values) expect(advance).toBeCloseTo(0.5, 12);
});

test('from readings at midnight to the master: 0.5 every day, whichever period the day of the swap belongs to', () => {
  const zone = openZone('Europe/Berlin');
  const readings = (from: number, to: number, first: number) =>
    range(from, to).map((day) => ({ time: zone.dayStart(day), register: first + (day - from) / 2 }));
  const profileAt = () => ({ ...uniformProfile, level: 0.5 });
  const days = (points: ReturnType<typeof readings>, from: number, to: number) => {
    const inputs = believedDays(points, zone, from, to);
    const values = physicalDays(inputs, profileAt, zone, { extrapolateMaxDays: 400 });
    return (day: number) => values[day - from];
  };
  const meters: Days = {
    // Removed on 15 June without a final reading: what it would have counted that day is a forecast.
    old: days(readings(swap - 30, swap, 100), swap - 30, swap),
    new: days(readings(swap, swap + 31, 0), swap, swap + 30),
  };
  for (const endDay of [swap - 1, swap]) {
    const periods: MasterPeriodPlan[] = [
      { startDay: swap - 30, endDay, sources: [{ meterId: 'old', removedDay: swap }], continuesPrevious: false },
      {
        startDay: endDay + 1,
        endDay: open,
        sources: [{ meterId: 'new', installedDay: swap }],
        continuesPrevious: true,
      },
    ];
    const { values } = masterDays(periods, range(swap - 30, swap + 30), valueOn(meters));
    expect(values.map(({ advance }) => advance)).toEqual(new Array(61).fill(0.5));
    expect(values.at(-1)?.close).toBe(130.5);
  }
});

test('without a final reading the old meter’s forecast yields to a successor that knows the day of the swap', () => {
  const [before, after] = [
    { startDay: 0, endDay: swap, sources: [{ meterId: 'old', removedDay: swap }], continuesPrevious: false },
    { startDay: swap + 1, endDay: open, sources: [{ meterId: 'new', installedDay: swap }], continuesPrevious: true },
  ] as const;
  const old: DayValue = {
    close: 9,
    advance: 0.8,
    quality: 'extrapolated',
    measuredShare: 0.25,
    method: 'extrapolated',
  };
  const known = combineMasterDay(before, after, swap, (meterId) => (meterId === 'old' ? old : measured(0.3, 0.3)));
  expect(known.advance).toBeCloseTo(0.5, 12);
  expect(known).toMatchObject({ quality: 'estimated', measuredShare: 0.25 });
  const unread = combineMasterDay(before, after, swap, (meterId) => (meterId === 'old' ? old : unknown));
  expect(unread).toMatchObject({ advance: 0.8, quality: 'extrapolated' });
});

test('after its removal the old meter adds nothing and the successor counts before its own period starts', () => {
  const periods: MasterPeriodPlan[] = [
    { startDay: swap - 5, endDay: swap + 3, sources: [{ meterId: 'old', removedDay: swap }], continuesPrevious: false },
    {
      startDay: swap + 4,
      endDay: open,
      sources: [{ meterId: 'new', installedDay: swap + 1 }],
      continuesPrevious: true,
    },
  ];
  const meters: Days = {
    old: (day) => (day <= swap ? measured(50 + (day - swap) / 2, 0.5) : undefined),
    new: (day) => (day > swap ? measured((day - swap) / 2, 0.5) : undefined),
  };
  const { values } = masterDays(periods, range(swap - 5, swap + 8), valueOn(meters));
  expect(values.map(({ advance }) => advance)).toEqual(new Array(14).fill(0.5));
  expect(values.at(-1)?.close).toBe(54);
});

test('a successor that has run beside the old meter is not counted twice', () => {
  const periods: MasterPeriodPlan[] = [
    { startDay: swap - 5, endDay: swap, sources: [{ meterId: 'old' }], continuesPrevious: false },
    {
      startDay: swap + 1,
      endDay: open,
      sources: [{ meterId: 'new', installedDay: swap - 900 }],
      continuesPrevious: true,
    },
  ];
  const both = valueOn({ old: (day) => measured(day, 1), new: (day) => measured(2 * day, 1) });
  expect(masterDays(periods, range(swap - 1, swap + 1), both).values.map(({ advance }) => advance)).toEqual([1, 1, 1]);
});

test('a sum converts each source, and takes the worst quality and the least share of them', () => {
  const period: MasterPeriodPlan = {
    startDay: 0,
    endDay: open,
    sources: [{ meterId: 'night' }, { meterId: 'day', factorOn: () => 0.001 }],
    continuesPrevious: false,
  };
  const estimated: DayValue = {
    close: 5000,
    advance: 2000,
    quality: 'estimated',
    measuredShare: 0.4,
    method: 'pattern',
  };
  const meters = valueOn({ night: () => measured(10, 1), day: () => estimated });
  const { values } = masterDays([period], [100], meters);
  expect(values[0]).toEqual({ close: 15, advance: 3, quality: 'estimated', measuredShare: 0.4, method: 'combined' });
});

test('a source that is unknown makes the day unknown, not its part 0', () => {
  const period: MasterPeriodPlan = {
    startDay: 0,
    endDay: open,
    sources: [{ meterId: 'a' }, { meterId: 'b' }],
    continuesPrevious: false,
  };
  expect(combineMasterDay(period, undefined, 7, (meterId) => (meterId === 'a' ? measured(1, 1) : unknown))).toEqual({
    advance: undefined,
    quality: 'unknown',
    measuredShare: 0,
    method: 'none',
  });
  expect(
    combineMasterDay(period, undefined, 7, (meterId) => (meterId === 'a' ? measured(1, 1) : undefined)).quality,
  ).toBe('unknown');
  expect(masterDays([period], [-5], valueOn({})).values[0]).toEqual(unknown);
});

test('a period that does not continue starts at the source’s own register, and that step is no consumption', () => {
  const periods = atTheSwap.map((period) => ({ ...period, continuesPrevious: false }));
  const { values } = masterDays(periods, range(swap - 2, swap + 1), valueOn(halfADay));
  expect(values.map(({ close }) => close)).toEqual([114.5, 115, 0.5, 1]);
  expect(values.map(({ advance }) => advance)).toEqual([0.5, 0.5, 0.5, 0.5]);
});

test('after unknown days the register goes up by what the source’s own register did', () => {
  const period: MasterPeriodPlan = {
    startDay: 10,
    endDay: open,
    sources: [{ meterId: 'a' }],
    continuesPrevious: false,
  };
  const meters: Days = { a: (day) => (day === 12 || day === 13 ? unknown : measured(100 + day, 1)) };
  const { values } = masterDays([period], range(10, 15), valueOn(meters));
  expect(values.map(({ close }) => close)).toEqual([110, 111, undefined, undefined, 114, 115]);
});

test('a range made in two pieces equals one made at once', () => {
  const days = range(swap - 20, swap + 20);
  const whole = masterDays(atTheSwap, days, valueOn(halfADay));
  const first = masterDays(atTheSwap, days.slice(0, 13), valueOn(halfADay));
  const second = masterDays(atTheSwap, days.slice(13), valueOn(halfADay), first.carry);
  expect([...first.values, ...second.values]).toEqual(whole.values);
  expect(second.carry).toEqual(whole.carry);
  const step = masterStep(atTheSwap, swap - 20, (meterId) => valueOn(halfADay)(meterId, swap - 20), initialCarry);
  expect(step.value).toEqual(whole.values[0]);
});
