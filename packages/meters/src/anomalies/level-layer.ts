import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import { ComparableDays, type Expectation } from './comparable-days.ts';
import type { DayColumns } from './day-columns.ts';
import { level } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/**
 * `spike` and `drop` by measured days: a run of days beyond |z| > 3 on one side is an incident from the day on which one of them was
 * beyond 4, or on which it is three days long. Days before that are part of it but carry no verdict of their own: nobody knew yet.
 */
export function reportLevels(input: AnomalyInput, columns: DayColumns, report: Report): void {
  const { measured, firstDay } = columns;
  const comparable = new ComparableDays(columns);
  const from = Math.max(0, columns.wanted - level.longestRun);
  const grades = new Int8Array(columns.count);
  let latest: Expectation | undefined;
  for (let i = from; i < columns.count; i++) {
    latest = comparable.gradeOf(i);
    grades[i] = latest.grade;
    if (latest.grade === 0 || i < columns.wanted) continue;
    const run = runEndingAt(grades, i, from);
    if (run === undefined || !leavesRecentRange(measured, run.start, i, latest.grade)) continue;
    const scale = columns.scale[i] as number;
    const sign = Math.sign(latest.grade);
    const observed = (measured[i] as number) / scale;
    const expected = latest.expected / scale;
    const lower = latest.lower / scale;
    const upper = latest.upper / scale;
    const severe = Math.abs(latest.score) > level.criticalScore && observed > level.criticalRatio * expected;
    report(firstDay + i, {
      type: sign > 0 ? 'spike' : 'drop',
      severity: severe ? 'critical' : 'warning',
      since: firstDay + run.start,
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
}

/** The days of one sign up to `i`, where they make an incident; undefined where they don't, or have lasted so long that they are the new level. */
function runEndingAt(grades: Int8Array, i: number, from: number): { start: number } | undefined {
  const sign = Math.sign(grades[i] as number);
  let start = i;
  let opened = Math.abs(grades[i] as number) === 2;
  while (start - 1 >= from && Math.sign(grades[start - 1] as number) === sign) {
    start--;
    opened ||= Math.abs(grades[start] as number) === 2;
    if (i - start >= level.longestRun) return undefined;
  }
  return opened || i - start + 1 >= level.openingDays ? { start } : undefined;
}

/** Against the measured days before the run, the most extreme of them left out: it may be an anomaly itself. */
function leavesRecentRange(measured: Float64Array, start: number, i: number, grade: number): boolean {
  const sign = Math.sign(grade);
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
  const amount = measured[i] as number;
  return sign > 0 ? amount > level.beyondRecent * second : amount * level.beyondRecent < -second;
}
