import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import { ComparableDays, type Expectation } from './comparable-days.ts';
import type { DayColumns } from './day-columns.ts';
import type { RestOn } from './rests.ts';
import { change, level, stuck } from './thresholds.ts';
import type { Told } from './told.ts';
import { plainNumber, type Report } from './verdict.ts';

/** Grades of a day on which the register rested for nearly as long as it ever does, and for longer. */
const resting = -4;
const stuckStill = -5;

/**
 * `spike` and `drop` by measured days: a run of days beyond |z| > 3 on one side is an incident from the day on which one of them was
 * beyond 4, or on which it is three days long. Days before that are part of it but carry no verdict of their own: nobody knew yet.
 */
export function reportLevels(input: AnomalyInput, columns: DayColumns, restOn: RestOn, report: Report): Told {
  const { measured, firstDay } = columns;
  const restingGrade = (i: number): number | undefined => {
    const rest = restOn(i);
    if (rest === undefined) return undefined;
    return rest.hours > rest.limit ? stuckStill : resting;
  };
  const restsAreJudgedSoon = stuck.floorHours[input.kind] <= stuck.soonHours;
  const comparable = new ComparableDays(columns, input.kind);
  const asked = Math.max(0, columns.wanted - change.toldDays);
  const from = Math.max(0, asked - level.longestRun);
  const told: Told = { sides: new Int8Array(columns.count), starts: new Int32Array(columns.count) };
  const grades = new Int8Array(columns.count);
  let latest: Expectation | undefined;
  for (let i = from; i < columns.count; i++) {
    latest = comparable.gradeOf(i);
    grades[i] = latest.grade;
    // What the register did not count at all is for the layer of stuck ones, but for days so low in a row.
    if (restsAreJudgedSoon && measured[i] === 0 && latest.grade > -3) grades[i] = 0;
    const atRest = latest.grade > 0 ? undefined : restingGrade(i);
    if (atRest === stuckStill || (atRest !== undefined && latest.grade < 0)) grades[i] = atRest;
    if (grades[i] === 0 || (grades[i] as number) <= resting || i < asked) continue;
    const own = incidentStart(measured, grades, i, from);
    if (own === undefined) continue;
    const sign = Math.sign(latest.grade);
    told.sides[i] = sign;
    told.starts[i] = own;
    if (i < columns.wanted) continue;
    const start = joinedStart(told, i);
    const scale = columns.scale[i] as number;
    const observed = (measured[i] as number) / scale;
    const expected = latest.expected / scale;
    const lower = latest.lower / scale;
    const upper = latest.upper / scale;
    const severe = Math.abs(latest.score) > level.criticalScore && observed > level.criticalRatio * expected;
    report(firstDay + i, {
      type: sign > 0 ? 'spike' : 'drop',
      severity: severe ? 'critical' : 'warning',
      since: firstDay + start,
      observed,
      expected,
      lower,
      upper,
      score: latest.score,
      message:
        `${plainNumber(observed)} ${input.unit} on ${formatDay(firstDay + i)}, where comparable days have ` +
        `${plainNumber(expected)} ${input.unit} (${plainNumber(lower)} to ${plainNumber(upper)}).`,
    });
  }
  return told;
}

/**
 * First of the days of one sign up to `i`, where they make an incident; undefined where they don't yet, or have lasted so long that they
 * are the new level. Once open it stays so until three clear days have passed.
 */
function incidentStart(measured: Float64Array, grades: Int8Array, i: number, from: number): number | undefined {
  const sign = Math.sign(grades[i] as number);
  let start = i;
  for (let k = i - 1; k >= Math.max(from, i - level.longestRun) && start - k <= level.clearDays + 1; k--) {
    const grade = grades[k] as number;
    if (grade * sign < 0 || grade <= resting) break;
    if (grade !== 0) start = k;
  }
  // Clear days may lie at the edge of what is looked at: what began there may have begun before.
  if (i - start >= level.longestRun - level.clearDays) return undefined;
  const bound = recentBound(measured, start, sign);
  const confirming = sign > 0 ? 1 : level.confirmingLowDays;
  let days = 0;
  let certain = 0;
  for (let k = start; k <= i; k++) {
    if (grades[k] === 0) continue;
    // A week says more than the range of single days, unless it is the end of a standstill.
    if (grades[k] === -3 && !wasStuck(grades, k)) return start;
    days++;
    if (Math.abs(grades[k] as number) === 2) certain++;
    const opens = days >= level.openingDays || certain >= confirming;
    if (opens && sign * (measured[k] as number) > bound) return start;
  }
  return undefined;
}

/**
 * What returns on the same side within a fortnight is the same incident, as long as both are none of a new level: the sun is hidden again,
 * or the family that was back for a weekend is away.
 */
function joinedStart({ sides, starts }: Told, i: number): number {
  const own = starts[i] as number;
  for (let k = own - 1; k >= Math.max(0, own - level.joinedDays); k--) {
    if (sides[k] !== sides[i]) continue;
    const earlier = starts[k] as number;
    return i - earlier < level.longestRun ? earlier : own;
  }
  return own;
}

function wasStuck(grades: Int8Array, i: number): boolean {
  return grades.subarray(Math.max(0, i - level.budgetDays), i).includes(stuckStill);
}

/**
 * What the amounts of a run must exceed (times −1 where they are low): the range of the measured days before it and a bit, the most extreme
 * of them left out, for it may be an anomaly itself.
 */
function recentBound(measured: Float64Array, start: number, sign: number): number {
  let extreme = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  let seen = 0;
  for (let k = start - 1; k >= Math.max(0, start - level.recentWithin) && seen < level.recentDays; k--) {
    const amount = measured[k] as number;
    if (!(amount >= 0)) continue;
    seen++;
    const signed = sign * amount;
    if (signed > extreme) {
      second = extreme;
      extreme = signed;
    } else if (signed > second) second = signed;
  }
  return sign > 0 ? second * level.beyondRecent : second / level.beyondRecent;
}
