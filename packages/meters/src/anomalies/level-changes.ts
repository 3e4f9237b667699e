import type { MeterKind } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { quantileOf } from './order-statistics.ts';
import { change } from './thresholds.ts';

/** How long a window is, and what is unusual: beyond `margin` times what this share of the changes kept within. */
interface WindowRule {
  readonly days: number;
  readonly margin: number;
  readonly usualShare: number;
}

/**
 * How the mean of the last days differs from that of the four weeks before them, as a logarithm, and whether that is beyond what this
 * meter did by itself: a multiple of the change that nine of ten windows of its last months kept within.
 */
export class LevelChanges {
  /** Days of the window. */
  readonly days: number;
  readonly #means: Float64Array;
  readonly #former: Float64Array;
  readonly #weeks: Float64Array;
  readonly #changes: Float64Array;
  readonly #fewest: number;

  readonly #margin: number;
  readonly #usualShare: number;

  constructor({ measured, count }: DayColumns, { days, margin, usualShare }: WindowRule, kind: MeterKind) {
    this.days = days;
    this.#margin = margin;
    this.#usualShare = usualShare;
    this.#fewest = change.fewestDays[kind];
    this.#means = trailingMeans(measured, days);
    this.#weeks = trailingMeans(measured, 7);
    this.#former = trailingMeans(measured, change.beforeDays);
    this.#changes = new Float64Array(count).fill(Number.NaN);
    for (let i = days; i < count; i++) {
      const [now, former] = [this.#means[i] as number, this.#former[i - days] as number];
      // Where nothing was counted before there is no level; a residual may be negative and has none either.
      if (former > 0 && now >= 0) this.#changes[i] = logRatio(now, former, former);
    }
  }

  /** Of the days up to index `i`; NaN where too few of them are measured. */
  at(i: number): number {
    return this.#changes[i] ?? Number.NaN;
  }

  /** Mean of the measured days of the window, per 24 hours. */
  meanAt(i: number): number {
    return this.#means[i] as number;
  }

  /** Mean of the measured days of the four weeks before the window, per 24 hours. */
  formerAt(i: number): number {
    return this.#former[i - this.days] as number;
  }

  /**
   * Whether each week of the window shows enough of the change, and each of the four weeks before it too, held against what came after: no
   * single week, nor a single day in it, makes a level.
   */
  isLasting(i: number): boolean {
    const [now, former] = [this.meanAt(i), this.formerAt(i)];
    const size = this.at(i);
    return (
      this.#eachWeek(i, this.days, (week) => logRatio(week, former, former) / size >= change.lastingShare) &&
      this.#eachWeek(
        i - this.days,
        change.beforeDays,
        (week) => logRatio(now, week, former) / size >= change.lastingShare,
      )
    );
  }

  #eachWeek(last: number, days: number, holds: (mean: number) => boolean): boolean {
    for (let k = last; k > last - days; k -= 7) if (!holds(this.#weeks[k] as number)) return false;
    return true;
  }

  /**
   * Whether the season may be what changed: the window is much like the same days of the year before; or where that is not known, the change
   * came by and by and not from one week to the next.
   */
  isSeasonal(i: number): boolean {
    const size = this.at(i);
    const former = this.formerAt(i);
    const yearAgo = this.#means[i - change.sameDateYearAgo] ?? Number.NaN;
    if (!Number.isNaN(yearAgo)) return logRatio(this.meanAt(i), yearAgo, former) / size < change.yearlyShare;
    const [after, before] = [this.#weeks[i - this.days + 7] as number, this.#weeks[i - this.days] as number];
    return !(logRatio(after, before, former) / size >= change.abruptShare);
  }

  isBeyond(i: number): boolean {
    const size = Math.abs(this.at(i)) / this.#margin;
    let known = 0;
    let smaller = 0;
    for (let k = Math.max(0, i - change.learningDays); k <= i - this.days; k++) {
      const earlier = Math.abs(this.#changes[k] as number);
      if (Number.isNaN(earlier)) continue;
      known++;
      if (earlier < size) smaller++;
    }
    return known >= this.#fewest && smaller >= this.#usualShare * known;
  }

  /** What a change up to index `i` may be, as a logarithm. */
  limitAt(i: number): number {
    const earlier = this.#changes.slice(Math.max(0, i - change.learningDays), Math.max(0, i - this.days + 1));
    const sizes = earlier.filter((one) => !Number.isNaN(one)).map(Math.abs);
    return this.#margin * quantileOf(sizes.sort(), this.#usualShare);
  }
}

/** How many times one mean is another, as a logarithm; small ones are made alike by a share of the level. */
function logRatio(one: number, other: number, levelBefore: number): number {
  const offset = change.offsetShare * levelBefore;
  return Math.log((one + offset) / (other + offset));
}

/** Mean of the measured days of the last `days` up to each; NaN where fewer than three of four are measured. */
function trailingMeans(measured: Float64Array, days: number): Float64Array {
  const means = new Float64Array(measured.length).fill(Number.NaN);
  for (let i = days - 1; i < measured.length; i++) {
    let sum = 0;
    let known = 0;
    // Summed anew for each day: a running sum would depend on where it began.
    for (let k = i - days + 1; k <= i; k++) {
      const amount = measured[k] as number;
      if (Number.isNaN(amount)) continue;
      sum += amount;
      known++;
    }
    if (known >= change.measuredShare * days) means[i] = sum / known;
  }
  return means;
}
