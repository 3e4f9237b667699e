import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { countedWithin, countsBefore, hourRuns } from './hour-runs.ts';
import { medianOf, quantileOf } from './order-statistics.ts';
import { stuck } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/**
 * `stuck`: the register stands still for longer than this meter ever rests: 1.5 × the longest still run of the days before, and not less
 * than a floor by kind. A meter that rested in the same season of the year before is not stuck.
 */
export function reportStuck(input: AnomalyInput, columns: DayColumns, report: Report): void {
  const { firstDay, wanted, count } = columns;
  const { longest, start } = hourRuns(columns, 'stillness');
  const known = countsBefore(count, (i) => !Number.isNaN(longest[i] as number));
  const pausing = countsBefore(count, (i) => (longest[i] as number) > stuck.alwaysOnHours);
  const resting = countsBefore(count, (i) => (longest[i] as number) >= 24);

  /** Hours that a run since that day may last whatever was learned, without end where too little was; cheap, for nights are tested every day. */
  const floorOf = (since: number): number => {
    const from = since - stuck.learningDays;
    const days = countedWithin(known, from, since);
    if (days < stuck.fewestDays) return Number.POSITIVE_INFINITY;
    const alwaysOn = input.kind === 'electricity' && countedWithin(pausing, from, since) <= stuck.ignoredShare * days;
    if (alwaysOn) return stuck.alwaysOnHours;
    const movesDaily =
      days >= stuck.fewestDailyDays && countedWithin(resting, from, since) <= stuck.ignoredShare * days;
    if (movesDaily && input.kind === 'electricity') return stuck.dailyFloorHours;
    const mostlyRests = countedWithin(resting, from, since) > stuck.restingShare * days;
    return mostlyRests ? stuck.restingFloorHours : stuck.floorHours[input.kind];
  };
  const learnLimit = (since: number): number => {
    const from = Math.max(0, since - stuck.learningDays);
    if (ranDown(columns.measured.subarray(from, since))) return Number.POSITIVE_INFINITY;
    const learned = longest.slice(from, since).filter((hours) => !Number.isNaN(hours));
    for (let k = 0; k < learned.length; k++) learned[k] = Math.min(learned[k] as number, stuck.longestLearnedHours);
    return Math.max(floorOf(since), stuck.margin * quantileOf(learned.sort(), 1 - stuck.ignoredShare));
  };

  let limitOf = { since: -1, limit: 0 };
  for (let i = wanted; i < count; i++) {
    const hours = longest[i] as number;
    if (!(hours > stuck.alwaysOnHours) || hours > stuck.longestRunHours) continue;
    const since = start[i] as number;
    if (hours <= floorOf(since)) continue;
    if (limitOf.since !== since) limitOf = { since, limit: learnLimit(since) };
    const { limit } = limitOf;
    if (hours <= limit) continue;
    const yearAgo: [number, number] = [i - stuck.yearAgoFrom, i - stuck.yearAgoTo];
    if (countedWithin(resting, ...yearAgo) > stuck.restingShare * countedWithin(known, ...yearAgo)) continue;
    report(firstDay + i, {
      type: 'stuck',
      severity: hours > stuck.criticalTimes * limit ? 'critical' : 'warning',
      since: firstDay + since,
      observed: 0,
      score: hours / limit,
      message:
        `The register moved by 0 ${input.unit} in ${plainNumber(hours)} hours up to ${formatDay(firstDay + i)}; ` +
        `this meter rests ${plainNumber(limit)} hours at most.`,
    });
  }
}

/** Whether the measured days were next to nothing at their end, beside what they usually are. */
function ranDown(measured: Float64Array): boolean {
  const usual = medianOf(measured.filter((amount) => amount > 0).sort());
  const last = medianOf(
    measured
      .slice(-stuck.runDownDays)
      .filter((amount) => amount >= 0)
      .sort(),
  );
  return last <= stuck.runDownShare * usual;
}
