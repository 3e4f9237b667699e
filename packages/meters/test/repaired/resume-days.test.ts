import { decodeValue, encodeValue } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepairRules } from '../../src/repair/index.ts';
import { daysCheckpoint } from '../../src/repaired/checkpoint-codec.ts';
import { type RepairedDays, repairDays, resumeDays } from '../../src/repaired/index.ts';
import { repairedDay } from '../../src/values/codecs.ts';
import { hour, type Point, readingsOf, seeded, walk } from '../repair/readings-fixture.ts';
import { pointsOf, realData } from '../repair/real-series.ts';
import { berlin, berlinTime } from './days-fixture.ts';

const start = berlinTime(2024, 2, 1);

type Checkpoint = RepairedDays['checkpoint'];

/** A meter as it goes on from run to run, each time compared with what all of its readings say. */
class Resuming {
  readonly #rules: RepairRules;
  #checkpoint: Checkpoint;
  #known: readonly string[] = [];
  resumed = 0;

  constructor(rules: Partial<RepairRules> = {}) {
    this.#rules = { decisions: [], ...rules };
  }

  /** The first day that readings may still be added to without all of them being repaired anew. */
  get openFrom(): number | undefined {
    return this.#checkpoint?.from;
  }

  /** The days as they are known after a run, and as all readings have them. */
  run(points: readonly Point[]): { known: readonly string[]; whole: readonly string[] } {
    const first = berlin.dayOf(points[0]?.[0] ?? 0) - 1;
    const last = berlin.dayOf(points.at(-1)?.[0] ?? 0) + 2;
    const all = repairDays(readingsOf(points), this.#rules, asked(first, last));
    const whole = contentsOf(all);
    const went = this.#checkpoint === undefined ? undefined : resume(this.#checkpoint, points, this.#rules, last);
    if (this.#checkpoint !== undefined && went !== undefined) {
      this.resumed++;
      this.#known = [...this.#known.slice(0, this.#checkpoint.from - first), ...contentsOf(went)];
      this.#checkpoint = went.checkpoint ?? this.#checkpoint;
    } else {
      this.#known = whole;
      this.#checkpoint = all.checkpoint;
    }
    return { known: this.#known, whole };
  }
}

function resume(checkpoint: NonNullable<Checkpoint>, points: readonly Point[], rules: RepairRules, last: number) {
  const state = decodeValue(daysCheckpoint, encodeValue(daysCheckpoint, checkpoint.state));
  const opens = berlin.dayStart(checkpoint.from);
  const head = [...state.times.subarray(0, state.before)].map((time, i): Point => [time, state.registers[i] as number]);
  const readings = readingsOf([...head, ...points.filter(([time]) => time >= opens)]);
  const decisions = rules.decisions.filter(({ time }) => time >= opens);
  return resumeDays(state, readings, { ...rules, decisions }, asked(checkpoint.from, last));
}

function asked(from: number, to: number) {
  return { zone: berlin, days: Array.from({ length: to - from + 1 }, (_, i) => from + i) };
}

function contentsOf({ days }: RepairedDays): string[] {
  return days.map((day) => Buffer.from(encodeValue(repairedDay, day)).toString('base64'));
}

/** What may befall readings from number `at` on. */
const faults: Record<string, (points: [number, number][], at: number) => void> = {
  spike: (points, at) => change(points, at, at + 1, (register) => register * 3),
  zero: (points, at) => change(points, at, at + 1, () => 0),
  dip: (points, at) => change(points, at, at + 3, (register) => register - 0.002),
  hold: (points, at) => change(points, at, at + 30, () => points[at]?.[1] ?? 0),
  reset: (points, at) => change(points, at, points.length, (register) => register - (points[at]?.[1] ?? 0)),
  jump: (points, at) => change(points, at, points.length, (register) => register + 700),
  gap: (points, at) => points.splice(at, 40),
  hours: (points, at) => points.splice(at, 4),
  twice: (points, at) => points.splice(at, 0, [...(points[at] as [number, number])]),
  rival: (points, at) => points.splice(at, 0, [points[at]?.[0] ?? 0, (points[at]?.[1] ?? 0) + 1]),
  nan: (points, at) => change(points, at, at + 1, () => Number.NaN),
};

function change(points: [number, number][], from: number, to: number, by: (register: number) => number): void {
  const changed = points.slice(from, to).map(([time, register]): [number, number] => [time, by(register)]);
  points.splice(from, changed.length, ...changed);
}

const declared: fc.Arbitrary<Partial<RepairRules>> = fc.record(
  {
    digits: fc.constantFrom(4, 6),
    maxRate: fc.constantFrom(8, 30),
    commonRate: fc.constant(20),
    initial: fc.constant({ time: start - hour, register: 999 }),
    exchanges: fc.constantFrom(
      [{ time: start + 50.5 * hour, oldRegister: 1100, newRegister: undefined }],
      [{ time: start + 200.5 * hour, oldRegister: 1300, newRegister: 3 }],
    ),
    decisions: fc.constantFrom(
      [{ time: start + 40 * hour, register: 4, verdict: 'reject' as const, passage: true as const }],
      [{ time: start + 400 * hour, register: 0, verdict: 'accept' as const }],
    ),
  },
  { requiredKeys: [] },
);

const meters = fc.record({
  seed: fc.integer(),
  days: fc.integer({ min: 5, max: 150 }),
  spacing: fc.constantFrom(hour / 4, hour, hour, 2 * hour),
  resolution: fc.constantFrom<number>(0.001, 0.001, 0.1, 1, 10),
  /** Share of the hours in which nothing moves, in stretches. */
  idle: fc.constantFrom<number>(0, 0, 0.3, 0.8),
  faults: fc.array(fc.tuple(fc.constantFrom(...Object.keys(faults)), fc.double({ min: 0, max: 1, noNaN: true })), {
    maxLength: 2,
  }),
  rules: fc.oneof(
    { weight: 1, arbitrary: declared },
    { weight: 3, arbitrary: fc.constantFrom<Partial<RepairRules>>({}, { maxRate: 15 }) },
  ),
  steps: fc.array(
    fc.record({
      hours: fc.integer({ min: 0, max: 60 }),
      late: fc.oneof(
        { weight: 2, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.record({ at: fc.nat(200), what: fc.constantFrom('remove', 'insert', 'alter') }) },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

const plain = { seed: 3, spacing: hour, resolution: 0.001, idle: 0 } as const;

function readingsOfMeter({
  seed,
  days,
  spacing,
  resolution,
  idle,
  faults: wanted,
}: Omit<MeterCase, 'rules' | 'steps'>): [number, number][] {
  const random = seeded(seed);
  const perReading = spacing / hour;
  let still = false;
  const count = Math.round(((days + 16) * 24 * hour) / spacing);
  const points = walk({ count, start, spacing, resolution }, () => {
    if (random() < 0.05) still = random() < idle;
    return still ? 0 : (0.2 + random() * random() * 3) * perReading;
  });
  for (const [name, where] of wanted) faults[name]?.(points, Math.floor(where * (points.length - 1)));
  return points;
}
type MeterCase = typeof meters extends fc.Arbitrary<infer V> ? V : never;

describe('going on with repaired days', () => {
  it('says what all readings say, or says nothing', () => {
    let resumed = 0;
    fc.assert(
      fc.property(meters, (meter) => {
        const points = readingsOfMeter(meter);
        const house = new Resuming(meter.rules);
        let until = start + meter.days * 24 * hour;
        let read: Point[] = points.filter(([time]) => time <= until);
        if (read.length === 0) return;
        house.run(read);
        for (const { hours, late } of meter.steps) {
          const next = until + hours * hour;
          read = [...read, ...points.filter(([time]) => time > until && time <= next)];
          until = next;
          if (late !== undefined) read = tampered(read, house.openFrom, late);
          const { known, whole } = house.run(read);
          expect(known).toEqual(whole);
        }
        resumed += house.resumed;
      }),
      { numRuns: process.env.METERWORKS_FULL === '1' ? 3000 : 150 },
    );
    expect(resumed).toBeGreaterThan(100);
  }, 120_000);

  it.each([
    ['an hourly one', { resolution: 0.001, idle: 0 }, {}],
    ['one that often stands still', { resolution: 0.001, idle: 0.3 }, {}],
    ['one of steps of an hour or so', { resolution: 1, idle: 0.3 }, {}],
    ['one of steps that cross midnights', { resolution: 10, idle: 0 }, { maxRate: 15 }],
  ])('goes on day after day with a meter: %s', (_, kind, rules) => {
    const points = readingsOfMeter({ seed: 7, days: 60, spacing: hour, faults: [], ...kind });
    const house = new Resuming(rules);
    for (let day = 30; day <= 75; day++) {
      const { known, whole } = house.run(points.filter(([time]) => time <= start + day * 24 * hour));
      expect(known).toEqual(whole);
    }
    expect(house.resumed).toBeGreaterThan(25);
  });

  it.each(Object.keys(faults))('goes on until a fault comes: %s', (name) => {
    const where = 0.8;
    const points = readingsOfMeter({ ...plain, days: 84, faults: [[name, where]] });
    const fault = start + where * 100 * 24 * hour;
    const house = new Resuming();
    for (let hours = -60; hours <= 72; hours += 6) {
      const { known, whole } = house.run(points.filter(([time]) => time <= fault + hours * hour));
      expect(known).toEqual(whole);
    }
    expect(house.resumed).toBeGreaterThanOrEqual(8);
  });

  it.skipIf(!realData).each(['nl-home/gas', 'nl-home/strom_bezug_T1', 'nl-home/pv', 'de-household/grid_import'])(
    'goes on with %s',
    (name) => {
      const points = pointsOf(name);
      const end = points.at(-1)?.[0] ?? 0;
      const house = new Resuming();
      for (let day = 20; day >= 0; day--) {
        const { known, whole } = house.run(points.filter(([time]) => time <= end - day * 24 * hour));
        expect(known).toEqual(whole);
      }
      expect(house.resumed).toBeGreaterThan(10);
    },
  );
});

/** One of the readings that are still open is missing, altered, or has another one beside it. */
function tampered(
  points: readonly Point[],
  openFrom: number | undefined,
  { at, what }: { at: number; what: string },
): Point[] {
  const opens = openFrom === undefined ? Number.POSITIVE_INFINITY : berlin.dayStart(openFrom);
  const first = points.findIndex(([time]) => time >= opens);
  if (first < 0) return [...points];
  const index = first + (at % (points.length - first));
  const [time, register] = points[index] as Point;
  if (what === 'remove') return points.toSpliced(index, 1);
  if (what === 'insert') return points.toSpliced(index + 1, 0, [time + 60_000, register]);
  return points.toSpliced(index, 1, [time, register + 0.001]);
}
