import type { DayColumns } from './day-columns.ts';
import { medianOf, quantileOf, robustSpread } from './order-statistics.ts';
import { level } from './thresholds.ts';

/** What comparable days lead one to expect of a day, per 24 hours. */
export interface Expectation {
  /** 0: as expected or not tested; ±1: beyond the running score; ±2: beyond the opening score. */
  readonly grade: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** Deviation ÷ spread of the logarithm; NaN for an intermittent load, which has no usual day. */
  readonly score: number;
}

const asExpected: Expectation = { grade: 0, expected: 0, lower: 0, upper: 0, score: 0 };

/** Grades single days against the measured days before them. Keeps its working memory between days. */
export class ComparableDays {
  readonly #columns: DayColumns;
  readonly #pool = new Float64Array(level.yearAgoFrom);
  readonly #logs = new Float64Array(level.yearAgoFrom);
  #size = 0;

  constructor(columns: DayColumns) {
    this.#columns = columns;
  }

  /** Looks at the 371 days before index `i`. */
  gradeOf(i: number): Expectation {
    const amount = this.#columns.measured[i] as number;
    if (!(amount >= 0)) return asExpected;
    const pool = this.#gather(i);
    if (pool === undefined) return asExpected;
    const { values, hasYear } = pool;
    const high = quantileOf(values, 0.75);
    let still = 0;
    while (still < values.length && (values[still] as number) <= level.stillShare * high) still++;
    if (still > level.intermittentShare * values.length) return this.#gradeIntermittent(i, amount);
    const centre = medianOf(values);
    const offset = level.offsetShare * centre;
    const deviation = Math.log((amount + offset) / (centre + offset));
    const floor = hasYear ? level.spreadFloor : level.spreadFloorFirstYear;
    // Most days end here, without a single further logarithm.
    if (Math.abs(deviation) <= level.runningScore * floor) return asExpected;
    const logs = this.#logs.subarray(0, values.length);
    for (let k = 0; k < values.length; k++) logs[k] = Math.log((values[k] as number) + offset);
    const spread = Math.max(floor, robustSpread(logs, Math.log(centre + offset)));
    const score = deviation / spread;
    const size = Math.abs(score);
    if (size <= level.runningScore) return asExpected;
    const reach = Math.exp(level.runningScore * spread);
    return {
      grade: Math.sign(score) * (size > level.openingScore ? 2 : 1),
      expected: centre,
      lower: Math.max(0, (centre + offset) / reach - offset),
      upper: (centre + offset) * reach - offset,
      score,
    };
  }

  /** A load that rests at times has no drops, and spikes only beyond what it ever does. */
  #gradeIntermittent(i: number, amount: number): Expectation {
    // Only what tops all but one of the last four weeks' days is worth the sorting below.
    const [, second] = this.#topOf(i - level.seasonDays, i);
    if (!(amount > level.beyondRecent * second)) return asExpected;
    this.#size = 0;
    this.#take(i - level.yearAgoFrom, i, undefined);
    const values = this.#pool.subarray(0, this.#size).sort();
    let first = 0;
    while (first < values.length && (values[first] as number) <= 0) first++;
    const moving = values.subarray(first);
    const limit = level.limitOfP99 * quantileOf(values, 0.99);
    if (moving.length < level.fewestMovingDays || !(amount > limit)) return asExpected;
    return { grade: 2, expected: medianOf(moving), lower: 0, upper: limit, score: Number.NaN };
  }

  #gather(i: number): { values: Float64Array; hasYear: boolean } | undefined {
    const dayClass = this.#columns.weekdayClass[i] as number;
    this.#size = 0;
    this.#take(i - level.seasonDays, i, dayClass);
    if (this.#size < level.fewestOfClass) this.#take(i - 2 * level.seasonDays, i - level.seasonDays, dayClass);
    const ofClass = this.#size >= level.fewestOfClass;
    if (!ofClass) {
      this.#size = 0;
      this.#take(i - level.seasonDays, i, undefined);
    }
    if (!ofClass && this.#size < level.fewestDays) return undefined;
    const recent = this.#size;
    this.#take(i - level.yearAgoFrom, i - level.yearAgoTo + 1, ofClass ? dayClass : undefined);
    return {
      values: this.#pool.subarray(0, this.#size).sort(),
      hasYear: this.#size - recent >= level.fewestOfClass / 2,
    };
  }

  #take(from: number, to: number, dayClass: number | undefined): void {
    const { measured, weekdayClass } = this.#columns;
    for (let k = Math.max(0, from); k < to; k++) {
      const amount = measured[k] as number;
      if (amount >= 0 && (dayClass === undefined || weekdayClass[k] === dayClass)) this.#pool[this.#size++] = amount;
    }
  }

  #topOf(from: number, to: number): [number, number] {
    const { measured } = this.#columns;
    let first = 0;
    let second = 0;
    for (let k = Math.max(0, from); k < to; k++) {
      const amount = measured[k] as number;
      if (amount > first) {
        second = first;
        first = amount;
      } else if (amount > second) second = amount;
    }
    return [first, second];
  }
}
