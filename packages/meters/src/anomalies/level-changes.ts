import type { MeterKind } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { SlidingOrder } from './sliding-order.ts';
import { change } from './thresholds.ts';

/** How long a window is, and what is unusual: beyond `margin` times what this share of the changes kept within. */
interface WindowRule {
  readonly days: number;
  readonly margin: number;
  readonly usualShare: number;
  /** So many days right after the beginning differ from as many before by this share of the change at least, where no year is known. */
  readonly abruptDays: number;
  readonly abruptShare: number;
}

/**
 * What the level of a window is.
 *
 * - `mean` of its days: right for a load that runs by chance.
 * - `usual`: what two of three workdays, two of three Saturdays and of Sundays keep below, weighted as in a week. A household that is away for ten
 *   days of the four weeks has the same level.
 */
export type LevelOf = 'mean' | 'usual';

/** Gives the level of the days up to index `i`; NaN where too few of them are measured. */
type Level = (i: number, days: number, leastShare: number) => number;
type LevelIn = (measured: Float64Array) => Level;

/**
 * How the level of the last days differs from that of the four weeks before them, as a logarithm, and whether that is beyond what this
 * meter did by itself: a multiple of the change that nine of ten windows of its last months kept within.
 */
export class LevelChanges {
  /** Days of the window. */
  readonly days: number;
  readonly #levels: Float64Array;
  readonly #former: Float64Array;
  readonly #weeks: Float64Array;
  /** Levels of `abruptDays`. */
  readonly #beside: Float64Array;
  readonly #changes: Float64Array;
  /** Sizes of the changes before a window, in order. */
  readonly #earlier: SlidingOrder;
  readonly #fewest: number;
  readonly #levelIn: LevelIn;
  readonly #rule: WindowRule;

  constructor(columns: DayColumns, rule: WindowRule, kind: MeterKind, levelOf: LevelOf) {
    const { count, measured } = columns;
    this.#levelIn = levelOf === 'mean' ? meanLevel : usualLevel(columns.weekdayClass);
    const levels = (length: number) => trailing(this.#levelIn(measured), count, length);
    const { days } = rule;
    this.days = days;
    this.#rule = rule;
    this.#fewest = change.fewestDays[kind];
    this.#levels = levels(days);
    this.#weeks = levels(7);
    this.#beside = rule.abruptDays === 7 ? this.#weeks : levels(rule.abruptDays);
    this.#former = days === change.beforeDays ? this.#levels : levels(change.beforeDays);
    this.#changes = new Float64Array(count).fill(Number.NaN);
    for (let i = days; i < count; i++) {
      const now = this.#levels[i] as number;
      const former = this.#former[i - days] as number;
      // Where nothing was counted before there is no level; a residual may be negative and has none either.
      if (former > 0 && now >= 0) this.#changes[i] = logRatio(now, former, former);
    }
    const sizes = this.#changes.map(Math.abs);
    this.#earlier = new SlidingOrder(sizes, change.learningDays, (k) => (sizes[k] as number) >= 0);
  }

  /** Of the days up to index `i`; NaN where too few of them are measured. */
  at(i: number): number {
    return this.#changes[i] ?? Number.NaN;
  }

  /** The same of other amounts, some of them left out: as long as a third of either window is there. */
  changeOf(measured: Float64Array, i: number): number {
    const level = this.#levelIn(measured);
    const former = level(i - this.days, change.beforeDays, change.lastingShare);
    return logRatio(level(i, this.days, change.lastingShare), former, former);
  }

  /** Level of the measured days of the window, per 24 hours. */
  levelAt(i: number): number {
    return this.#levels[i] as number;
  }

  /** Level of the measured days of the four weeks before the window, per 24 hours. */
  formerAt(i: number): number {
    return this.#former[i - this.days] as number;
  }

  /**
   * Whether the weeks of the window show enough of the change, and the four weeks before it too, held against what came after, all but one
   * of either: a single week makes no level, nor does it hide one.
   */
  isLasting(i: number): boolean {
    const now = this.levelAt(i);
    const former = this.formerAt(i);
    const size = this.at(i);
    const after = this.#weeksThat(i, this.days, (week) => logRatio(week, former, former) / size >= change.lastingShare);
    if (after < this.days / 7 - 1) return false;
    const before = this.#weeksThat(
      i - this.days,
      change.beforeDays,
      (week) => logRatio(now, week, former) / size >= change.lastingShare,
    );
    return before >= change.beforeDays / 7 - 1;
  }

  #weeksThat(last: number, days: number, holds: (level: number) => boolean): number {
    let count = 0;
    for (let k = last; k > last - days; k -= 7) if (holds(this.#weeks[k] as number)) count++;
    return count;
  }

  /**
   * Whether the season may be what changed: the window is much like the same days of the year before; or where that is not known, the change
   * came by and by and not from one fortnight to the next.
   */
  isSeasonal(i: number): boolean {
    const size = this.at(i);
    const former = this.formerAt(i);
    const yearAgo = this.#levels[i - change.sameDateYearAgo] ?? Number.NaN;
    if (!Number.isNaN(yearAgo)) return logRatio(this.levelAt(i), yearAgo, former) / size < change.yearlyShare;
    const { abruptDays, abruptShare } = this.#rule;
    const after = this.#beside[i - this.days + abruptDays] as number;
    const before = this.#beside[i - this.days] as number;
    return !(logRatio(after, before, former) / size >= abruptShare);
  }

  /** Whether the level only came back to what it was before the four weeks that the change is held against. */
  isReturn(i: number): boolean {
    const earlier = this.#former[i - this.days - change.beforeDays] ?? Number.NaN;
    return logRatio(this.levelAt(i), earlier, this.formerAt(i)) / this.at(i) < change.returnShare;
  }

  isBeyond(i: number): boolean {
    const earlier = this.#earlierThan(i);
    const smaller = earlier.countBelow(Math.abs(this.at(i)) / this.#rule.margin);
    return earlier.size >= this.#fewest && smaller >= this.#rule.usualShare * earlier.size;
  }

  /** What a change up to index `i` may be, as a logarithm. */
  limitAt(i: number): number {
    return this.#rule.margin * this.#earlierThan(i).quantile(this.#rule.usualShare);
  }

  #earlierThan(i: number): SlidingOrder {
    return this.#earlier.over(Math.max(0, i - change.learningDays), Math.max(0, i - this.days + 1));
  }
}

/** How many times one mean is another, as a logarithm; small ones are made alike by a share of the level. */
function logRatio(one: number, other: number, levelBefore: number): number {
  const offset = change.offsetShare * levelBefore;
  return Math.log((one + offset) / (other + offset));
}

/** Level of the measured days of the last `days` up to each; worked out anew for each day: a running sum would depend on where it began. */
function trailing(level: Level, count: number, days: number): Float64Array {
  const levels = new Float64Array(count).fill(Number.NaN);
  for (let i = days - 1; i < count; i++) levels[i] = level(i, days, change.measuredShare);
  return levels;
}

const meanLevel: LevelIn = (measured) => (i, days, leastShare) => {
  let sum = 0;
  let known = 0;
  for (let k = Math.max(0, i - days + 1); k <= i; k++) {
    const amount = measured[k] as number;
    if (Number.isNaN(amount)) continue;
    sum += amount;
    known++;
  }
  return known >= leastShare * days ? sum / known : Number.NaN;
};

interface WeekdayClass {
  /** Days a week. */
  readonly weight: number;
  readonly order: SlidingOrder;
}

/** A class of weekdays without a measured day is left out. */
function usualLevel(weekdayClass: Uint8Array): LevelIn {
  return (measured) => {
    const classes = weekdayWeights.map(
      (weight, c): WeekdayClass => ({
        weight,
        order: new SlidingOrder(
          measured,
          change.beforeDays,
          (k) => weekdayClass[k] === c && !Number.isNaN(measured[k] as number),
        ),
      }),
    );
    return (i, days, leastShare) => {
      let all = 0;
      let sum = 0;
      let weights = 0;
      for (let c = 0; c < classes.length; c++) {
        const { weight, order } = classes[c] as WeekdayClass;
        const { size } = order.over(Math.max(0, i - days + 1), i + 1);
        if (size === 0) continue;
        sum += weight * order.quantile(change.usualLevel);
        weights += weight;
        all += size;
      }
      return all >= leastShare * days ? sum / weights : Number.NaN;
    };
  };
}

/** Days a week of each class of weekdays. */
const weekdayWeights = [5, 1, 1];
