import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { LevelChanges } from './level-changes.ts';
import { SlidingOrder } from './sliding-order.ts';
import { change, level } from './thresholds.ts';
import { type Told, untoldUpTo } from './told.ts';
import { plainNumber, type Report } from './verdict.ts';

/**
 * `step`: a lasting change that single days don't show. The last four weeks, each of them, differ from the four before by more than this
 * meter ever did. The date of the change is where the cumulated deviation from the middle of both levels turns. A seasonal meter moves by itself: it
 * has learned so, or its year is not known and it is not judged. What other layers told of the same weeks and side is no step besides.
 */
export function reportSteps(input: AnomalyInput, columns: DayColumns, told: Told, report: Report): void {
  const byMean = new LevelChanges(columns, change.chanceStep, input.kind, 'mean');
  const byUsual = new LevelChanges(columns, change.step, input.kind, 'usual');
  const isLarge = (window: LevelChanges, i: number) => Math.abs(window.at(i)) > change.stepFloor;
  const moved = new SlidingOrder(
    columns.measured,
    change.learningDays + 1,
    (k) => (columns.measured[k] as number) >= 0,
  );
  const windowAt = (i: number): LevelChanges | undefined => {
    if (!isLarge(byMean, i) && !isLarge(byUsual, i)) return undefined;
    // All days of a week are judged by what was known at its beginning: it changes slowly.
    const since = Math.max(0, i - ((columns.firstDay + i) % 7));
    return runsByChance(moved.over(Math.max(0, since - change.learningDays), since + 1)) ? byMean : byUsual;
  };
  const untoldAt = (i: number) => untoldUpTo(columns.measured, told, i, change.beforeDays + change.step.days);
  const isStep = (window: LevelChanges, i: number) =>
    isLarge(window, i) &&
    window.isLasting(i) &&
    window.isBeyond(i) &&
    window.limitAt(i) <= change.step.margin * change.steadyLimit &&
    isStepWithout(untoldAt(i), window, i);
  /** The run of such days of one sign that the day before is part of. */
  let run: { readonly opened: number; readonly since: number; readonly sign: number; last: number } | undefined;
  for (let i = Math.max(0, columns.wanted - change.longestRun); i < columns.count; i++) {
    const window = windowAt(i);
    if (window === undefined || !isStep(window, i)) continue;
    const sign = Math.sign(window.at(i));
    if (run?.sign !== sign || i - run.last > change.clearDays + 1) {
      const since = changeDate(untoldAt(i), i, window);
      // What single days told of is no step besides.
      if (told.sides.subarray(Math.max(0, since - level.clearDays), i + 1).includes(sign)) continue;
      run = { opened: i, since, sign, last: i };
    }
    run.last = i;
    // What goes on for longer is a drift, and told already; so one that began before what is looked at is never told anew.
    if (i < columns.wanted || i - run.opened >= change.longestRun - change.clearDays) continue;
    if (Number.isNaN(columns.measured[i]) || window.isSeasonal(i) || window.isReturn(i)) continue;
    reportStep(input, columns, i, window, run.since, report);
  }
}

/**
 * Whether the step is there without the days of which other layers told: what comes after them is the end of something and no change, and a
 * fortnight away is no level.
 */
function isStepWithout(untold: Float64Array, window: LevelChanges, i: number): boolean {
  const size = window.changeOf(untold, i);
  return size * Math.sign(window.at(i)) > Math.max(change.stepFloor, window.limitAt(i));
}

/** Whether the meter stood still, or nearly, on many of the days from which changes are learned. */
function runsByChance(days: SlidingOrder): boolean {
  const still = days.at(Math.floor(change.stillDaysShare * days.size)) ?? 0;
  return still <= level.stillShare * days.quantile(0.75);
}

function reportStep(
  { unit }: AnomalyInput,
  { firstDay }: DayColumns,
  i: number,
  window: LevelChanges,
  since: number,
  report: Report,
): void {
  const { days } = window;
  const size = window.at(i);
  const limit = window.limitAt(i);
  const observed = window.levelAt(i) * days;
  const expected = window.formerAt(i) * days;
  const share = Math.round(100 * Math.abs(Math.exp(size) - 1));
  const ownShare = Math.round(100 * Math.abs(Math.exp(Math.sign(size) * limit) - 1));
  report(firstDay + i, {
    type: 'step',
    severity: 'warning',
    since: firstDay + since,
    observed,
    expected,
    lower: expected * Math.exp(-limit),
    upper: expected * Math.exp(limit),
    score: (size / limit) * change.step.margin,
    message:
      `About ${share} % ${size > 0 ? 'more' : 'less'} since ${formatDay(firstDay + since)}: ${plainNumber(observed / days)} ${unit} a day ` +
      `over ${days} days after ${plainNumber(expected / days)} ${unit}; by itself it changes by at most ${ownShare} %.`,
  });
}

/**
 * Index of the first day of the new level: where the deviation from the middle of both levels, summed up, is at its extreme. Days of which
 * other layers told have dates of their own.
 */
function changeDate(measured: Float64Array, i: number, window: LevelChanges): number {
  const from = i - window.days - change.beforeDays + 1;
  const middle = (window.levelAt(i) + window.formerAt(i)) / 2;
  const sign = Math.sign(window.at(i));
  let sum = 0;
  let least = 0;
  let since = from;
  for (let k = Math.max(0, from); k <= i; k++) {
    const amount = measured[k] as number;
    if (!Number.isNaN(amount)) sum += sign * (amount - middle);
    if (sum < least) {
      least = sum;
      since = k + 1;
    }
  }
  return Math.max(0, Math.min(since, i));
}
