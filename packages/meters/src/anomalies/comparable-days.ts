import type { MeterKind } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { LevelChanges } from './level-changes.ts';
import { medianOf, quantileOf, robustSpread, sortSmall } from './order-statistics.ts';
import { change, level } from './thresholds.ts';

/** What comparable days lead one to expect of a day, per 24 hours. */
export interface Expectation {
  /** 0: as expected or not tested; ±1: beyond the running score; ±2: beyond the opening score; −3: the last of a week that is too low. */
  readonly grade: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** Deviation ÷ spread of the logarithm; NaN for a day beyond the own limit of the year. */
  readonly score: number;
}

const asExpected: Expectation = { grade: 0, expected: 0, lower: 0, upper: 0, score: 0 };

/** Grades single days against the measured days before them. Keeps its working memory between days. */
export class ComparableDays {
  readonly #columns: DayColumns;
  /** Amounts of comparable days, and how many days of the season later (+) or earlier (−) than the tested day they lie; ascending in that, nearly. */
  readonly #pool = new Float64Array(level.yearAgoFrom);
  readonly #offsets = new Float64Array(level.yearAgoFrom);
  readonly #sorted = new Float64Array(level.yearAgoFrom);
  readonly #logs = new Float64Array(level.yearAgoFrom);
  readonly #floors: { readonly known: number; readonly firstYear: number };
  readonly #kind: MeterKind;
  readonly #weeks: LevelChanges;
  #size = 0;

  constructor(columns: DayColumns, kind: MeterKind) {
    this.#columns = columns;
    this.#weeks = new LevelChanges(columns, change.drop, kind, 'mean');
    this.#kind = kind;
    this.#floors = level.spreadFloor[kind];
  }

  /** Looks at the 371 days before index `i`. */
  gradeOf(i: number): Expectation {
    const amount = this.#columns.measured[i] as number;
    if (!(amount >= 0)) return asExpected;
    const bySeason = this.#gradeBySeason(i, amount);
    if (bySeason.grade === 2) return bySeason;
    const byLimit = this.#gradeByLimit(i, amount);
    if (byLimit.grade !== 0) return byLimit;
    if (bySeason.grade > 0) return bySeason;
    // A week is the stronger evidence: where whole classes of days rest, a low day is not lower than all.
    const byWeek = this.#gradeByWeek(i, amount);
    if (byWeek.grade !== 0) return byWeek;
    return bySeason.grade < -1 ? bySeason : orElse(this.#gradeByLeast(i, amount), bySeason);
  }

  /** What rests at times, or is as restless as the weather, has no low days; but a whole week may be lower than any. */
  #gradeByWeek(i: number, amount: number): Expectation {
    const weeks = this.#weeks;
    const former = weeks.formerAt(i);
    const low = (share: number | undefined) => share !== undefined && share < change.dropShare * former;
    // Two days in a row: the window may still hold what was low before, and one day after it is chance.
    if (
      !low(amount) ||
      !low(this.#columns.measured[i - 1]) ||
      !low(weeks.levelAt(i)) ||
      !weeks.isBeyond(i) ||
      weeks.isSeasonal(i)
    )
      return asExpected;
    const limit = weeks.limitAt(i);
    return {
      grade: -3,
      expected: former,
      lower: former * Math.exp(-limit),
      upper: former * Math.exp(limit),
      score: (weeks.at(i) / limit) * change.drop.margin,
    };
  }

  #gradeBySeason(i: number, amount: number): Expectation {
    const hasYear = this.#gather(i);
    if (hasYear === undefined) return asExpected;
    const few = this.#size < level.manyOfClass;
    const ofClass = this.#gradeByPool(i, amount, hasYear);
    if (ofClass.grade === 0 || !few) return ofClass;
    this.#gatherAll(i);
    if (isIntermittent(this.#sortedPool())) return ofClass;
    const ofAll = this.#gradeByPool(i, amount, hasYear);
    return Math.abs(ofAll.grade) < Math.abs(ofClass.grade) ? { ...ofClass, grade: ofAll.grade } : ofClass;
  }

  #gradeByPool(i: number, amount: number, hasYear: boolean): Expectation {
    const floor = hasYear ? this.#floors.known : this.#floors.firstYear;
    // Most days end here, without sorting and without a logarithm.
    if (this.#medianIsNear(amount, level.runningScore * floor)) return asExpected;
    const sorted = this.#sortedPool();
    // A load that rests at times has no usual day, hence no drops, and spikes only beyond what it ever does.
    if (isIntermittent(sorted)) return asExpected;
    const middle = medianOf(sorted);
    const offset = level.offsetShare * middle;
    const rough = Math.log((amount + offset) / (middle + offset));
    const { centre, spread } = this.#fit(offset, hasYear, Math.sign(rough));
    const wide = Math.max(floor, spread);
    const score = (Math.log(amount + offset) - centre) / wide;
    const size = Math.abs(score);
    if (size <= level.runningScore || score * rough < 0) return asExpected;
    if (score > 0 && this.#isOftenIntermittent(i)) return asExpected;
    const reach = level.runningScore * wide;
    return {
      grade: Math.sign(score) * (size > level.openingScore ? 2 : 1),
      expected: Math.exp(centre) - offset,
      lower: Math.max(0, Math.exp(centre - reach) - offset),
      upper: Math.exp(centre + reach) - offset,
      score,
    };
  }

  /** Whether the pool's median m keeps |ln((amount + o) / (m + o))| ≤ reach, with the offset o in proportion to m; false in doubt. */
  #medianIsNear(amount: number, reach: number): boolean {
    const share = level.offsetShare;
    const low = amount / ((1 + share) * Math.exp(reach) - share);
    const high = amount / ((1 + share) * Math.exp(-reach) - share);
    let below = 0;
    let above = 0;
    for (let k = 0; k < this.#size; k++) {
      const value = this.#pool[k] as number;
      if (value < low) below++;
      else if (!(value <= high)) above++;
    }
    return high > 0 && 2 * below < this.#size && 2 * above < this.#size;
  }

  /**
   * Centre and spread of the pool's logarithms, freed from the season: its slope is the median of the slopes between days half the pool
   * apart. Where the year before is missing, the slope would be carried on into the unknown, so only half of it counts.
   */
  #fit(offset: number, hasYear: boolean, side: number): { centre: number; spread: number } {
    const size = this.#size;
    const half = size >> 1;
    const logs = this.#logs;
    for (let k = 0; k < size; k++) logs[k] = Math.log((this.#pool[k] as number) + offset);
    // In the memory of the sorted pool, for which nobody asks any more.
    const slopes = this.#sorted;
    let known = 0;
    for (let k = 0; k + half < size; k++) {
      const apart = (this.#offsets[k + half] as number) - (this.#offsets[k] as number);
      if (apart >= 7) slopes[known++] = ((logs[k + half] as number) - (logs[k] as number)) / apart;
    }
    const slope = known < 4 ? 0 : medianOf(sortSmall(slopes.subarray(0, known))) * (hasYear ? 1 : 0.5);
    for (let k = 0; k < size; k++) logs[k] = (logs[k] as number) - slope * (this.#offsets[k] as number);
    const residuals = sortSmall(logs.subarray(0, size));
    const centre = medianOf(residuals);
    return { centre, spread: robustSpread(residuals, centre, side) * (1 + level.smallSample / size) };
  }

  /**
   * A day far below nearly all of the year before is low, however much comparable days differ: a household that is often away has a wide
   * range, but it has one.
   */
  #gradeByLeast(i: number, amount: number): Expectation {
    // Only what is lower than all but one of the last four weeks' days is worth the sorting below.
    if (!(amount < this.#leastButOne(i) * level.limitOfLeast)) return asExpected;
    this.#size = 0;
    this.#take(i - level.yearAgoFrom, i, undefined, i);
    if (this.#size < level.fewestDaysOfLeast[this.#kind]) return asExpected;
    const values = this.#sortedPool();
    if (isIntermittent(values)) return asExpected;
    const limit = level.limitOfLeast * quantileOf(values, 0.01);
    if (!(amount < limit)) return asExpected;
    return { grade: -2, expected: medianOf(values), lower: limit, upper: quantileOf(values, 0.99), score: Number.NaN };
  }

  /** A day far beyond nearly all of the year before is a spike, whatever the season. */
  #gradeByLimit(i: number, amount: number): Expectation {
    // Only what tops all but one of the last four weeks' days is worth the sorting below.
    if (!(amount > level.beyondRecent * this.#topButOne(i))) return asExpected;
    this.#size = 0;
    this.#take(i - level.yearAgoFrom, i, undefined, i);
    let comparable = 0;
    for (let k = 0; k < this.#size; k++) if ((this.#pool[k] as number) * level.limitOfP99 >= amount) comparable++;
    // Then the limit is above it for certain.
    if (comparable > (1 - level.usualTop) * this.#size + 1) return asExpected;
    const values = this.#sortedPool();
    let first = 0;
    while (first < values.length && (values[first] as number) <= 0) first++;
    const moving = values.subarray(first);
    if (moving.length < level.fewestMovingDays) return asExpected;
    const limit = level.limitOfP99 * quantileOf(withoutOutliers(values, moving), 0.99);
    if (!(amount > limit)) return asExpected;
    return { grade: 2, expected: medianOf(moving), lower: 0, upper: limit, score: Number.NaN };
  }

  /** A load such as a car's may be quiet for a month: what it was in the months before counts too. */
  #isOftenIntermittent(i: number): boolean {
    let found = 0;
    for (let to = i; to > i - level.yearAgoFrom; to -= level.seasonDays) {
      this.#size = 0;
      this.#take(Math.max(to - level.seasonDays, i - level.yearAgoFrom), to, undefined, i);
      if (this.#size < level.fewestDays) continue;
      if (isIntermittent(this.#sortedPool())) found++;
      if (found >= level.intermittentMonths) return true;
    }
    return false;
  }

  /** Fills the pool; true if the year before is in it, undefined where there are too few days to compare with. */
  #gather(i: number): boolean | undefined {
    const dayClass = this.#columns.weekdayClass[i] as number;
    this.#size = 0;
    this.#take(i - level.seasonDays, i, dayClass, i);
    if (this.#size < level.fewestOfClass) {
      this.#size = 0;
      this.#take(i - 2 * level.seasonDays, i, dayClass, i);
    }
    if (this.#size < level.fewestOfClass) return this.#gatherAll(i);
    return this.#takeYearAgo(i, dayClass);
  }

  #gatherAll(i: number): boolean | undefined {
    this.#size = 0;
    this.#take(i - level.seasonDays, i, undefined, i);
    return this.#size < level.fewestDays ? undefined : this.#takeYearAgo(i, undefined);
  }

  #takeYearAgo(i: number, dayClass: number | undefined): boolean {
    const recent = this.#size;
    this.#take(i - level.yearAgoFrom, i - level.yearAgoTo + 1, dayClass, i - level.sameDateYearAgo);
    return this.#size - recent >= level.fewestOfClass / 2;
  }

  /** Adds the measured days of a class from index `from` to before `to`, dated by the season of index `origin`. */
  #take(from: number, to: number, dayClass: number | undefined, origin: number): void {
    const { measured, weekdayClass } = this.#columns;
    for (let k = Math.max(0, from); k < to; k++) {
      const amount = measured[k] as number;
      if (!(amount >= 0) || (dayClass !== undefined && weekdayClass[k] !== dayClass)) continue;
      this.#pool[this.#size] = amount;
      this.#offsets[this.#size++] = k - origin;
    }
  }

  #sortedPool(): Float64Array {
    const sorted = this.#sorted.subarray(0, this.#size);
    sorted.set(this.#pool.subarray(0, this.#size));
    return sortSmall(sorted);
  }

  /** Of the four weeks before index `i`; NaN where one of them has a negative amount. */
  #leastButOne(i: number): number {
    const { measured } = this.#columns;
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let k = Math.max(0, i - level.seasonDays); k < i; k++) {
      const amount = measured[k] as number;
      if (amount < first) {
        second = first;
        first = amount;
      } else if (amount < second) second = amount;
    }
    return first >= 0 ? second : Number.NaN;
  }

  /** Of the four weeks before index `i`; 0 where there are not two amounts above it. */
  #topButOne(i: number): number {
    const { measured } = this.#columns;
    let first = 0;
    let second = 0;
    for (let k = Math.max(0, i - level.seasonDays); k < i; k++) {
      const amount = measured[k] as number;
      if (amount > first) {
        second = first;
        first = amount;
      } else if (amount > second) second = amount;
    }
    return second;
  }
}

function orElse(one: Expectation, other: Expectation): Expectation {
  return one.grade === 0 ? other : one;
}

/** Whether more than a tenth of the ascending amounts are next to nothing beside the larger ones. */
function isIntermittent(sorted: Float64Array): boolean {
  const still = sorted[Math.floor(level.intermittentShare * sorted.length)];
  return still !== undefined && still <= level.stillShare * quantileOf(sorted, 0.75);
}

/** Without days far beyond the usual top of those that moved at all: earlier spikes must not hide later ones. All values ascend. */
function withoutOutliers(values: Float64Array, moving: Float64Array): Float64Array {
  const bound = level.limitOfP99 * quantileOf(moving, level.usualTop);
  let end = values.length;
  while (end > 0 && (values[end - 1] as number) > bound) end--;
  return values.subarray(0, end);
}
