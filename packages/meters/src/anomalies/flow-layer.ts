import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { countedWithin, countsBefore, hourRuns } from './hour-runs.ts';
import { flow } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/**
 * `continuous_flow`: water or gas that does not stop for a whole day where it usually does. Flow is an hour with at least one resolution
 * step. Water is suspect after 24 hours and a leak after 72; gas, which also heats, only after 72 and from its second year on.
 */
export function reportContinuousFlow(input: AnomalyInput, columns: DayColumns, report: Report): void {
  if (input.kind !== 'water' && input.kind !== 'gas') return;
  const { firstDay, wanted, count, repaired } = columns;
  if (repaired.every((day) => day === undefined)) return;
  const { longest, start, least } = hourRuns(columns, 'flow');
  const known = countsBefore(count, (i) => (repaired[i]?.hours.length ?? 0) > 0);
  const unbroken = countsBefore(count, (i) => (longest[i] as number) >= flow.suspectHours);
  const stoppedYearAgo = (i: number): boolean => {
    const from = i - flow.yearAgoFrom;
    const to = i - flow.yearAgoTo;
    return countedWithin(known, from, to) >= flow.fewestDays && countedWithin(unbroken, from, to) === 0;
  };
  const limit = input.kind === 'water' ? flow.suspectHours : flow.leakHours;
  for (let i = wanted; i < count; i++) {
    const hours = longest[i] as number;
    if (!(hours >= limit) || hours > flow.longestRunHours) continue;
    const since = start[i] as number;
    const days = countedWithin(known, since - flow.learningDays, since);
    const usual = countedWithin(unbroken, since - flow.learningDays, since);
    if (days < flow.fewestDays || usual > flow.usualShare * days) continue;
    if (input.kind === 'gas' && !(stoppedYearAgo(i) && stoppedYearAgo(since))) continue;
    const rate = least[i] as number;
    report(firstDay + i, {
      type: 'continuous_flow',
      severity: hours >= flow.leakHours ? 'critical' : 'warning',
      since: firstDay + since,
      observed: rate * hours,
      expected: 0,
      lower: 0,
      upper: repaired[i]?.resolution ?? 0,
      message:
        `Flow has not stopped for ${plainNumber(hours)} hours up to ${formatDay(firstDay + i)}: ` +
        `at least ${plainNumber(rate)} ${input.unit} in each of them.`,
    });
  }
}
