import { type Readings, type RepairedSeries, type RepairRules, repairReadings } from '../../src/repair/index.ts';
import type { RepairEventType } from '../../src/values/repaired-day.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
/** 2023-01-01T00:00Z */
export const epoch = Date.UTC(2023, 0, 1);

export type Point = readonly [time: number, register: number];

export function readingsOf(points: readonly Point[]): Readings {
  return { times: Float64Array.from(points, ([time]) => time), registers: Float64Array.from(points, ([, r]) => r) };
}

/** One reading a day from the epoch on. */
export function dailyPoints(...registers: number[]): Point[] {
  return registers.map((register, i) => [epoch + i * day, register]);
}

/** Repairs and checks on the way what holds of every repaired series. */
export function repair(points: readonly Point[], rules: Partial<RepairRules> = {}): RepairedSeries {
  const series = repairReadings(readingsOf(points), { decisions: [], ...rules });
  const { times, amounts, flags, registers } = series;
  for (let i = 0; i < times.length; i++) {
    const fine =
      (amounts.at(i) as number) >= 0 &&
      Number.isFinite(registers[i]) &&
      (i === 0 || (times[i] as number) > (times[i - 1] as number)) &&
      (i < times.length - 1 || (amounts.at(i) === 0 && flags[i] === 0));
    if (!fine) throw new Error(`point ${i} of a repaired series is impossible`);
  }
  return series;
}

export function totalOf({ amounts }: RepairedSeries): number {
  return [...amounts].reduce((sum, amount) => sum + amount, 0);
}

/** Event types with how often each occurs; proposals end in a question mark. */
export function eventCounts({ events }: RepairedSeries): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, proposed } of events) {
    const name: RepairEventType | `${RepairEventType}?` = proposed ? `${type}?` : type;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** A repeatable source of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Walk {
  readonly count: number;
  readonly spacing?: number;
  readonly start?: number;
  readonly from?: number;
  readonly resolution?: number;
}

/** A register that moves by `amount(i)` after reading i and shows multiples of its resolution. */
export function walk(options: Walk, amount: (i: number) => number): [number, number][] {
  const { count, spacing = hour, start = epoch, from = 1000, resolution = 0.001 } = options;
  const points: [number, number][] = [];
  let register = from;
  for (let i = 0; i < count; i++) {
    points.push([start + i * spacing, Math.round(register / resolution) * resolution]);
    register += amount(i);
  }
  return points;
}

/** What a register moved from its first to its last reading. */
export function movedBy(points: readonly Point[]): number {
  return (points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0);
}

/** An ordinary household's hours, in kWh. */
export function household(seed: number): () => number {
  const random = seeded(seed);
  return () => 0.2 + random() * random() * 3;
}
