import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { countedWithin, countsBefore, hourRuns } from './hour-runs.ts';
import { quantileOf } from './order-statistics.ts';
import { stuck } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/**
 * `stuck`: the register stands still for longer than this meter ever rests: 1.5 × the longest still run of the days before, and not less
 * than a floor by kind. A meter that rested in the same season of the year before is not stuck.
 */
export function reportStuck(input: AnomalyInput, columns: DayColumns, report: Report): void {
  const { firstDay, wanted, count } = columns;
  const { longest, start } = hourRuns(
    columns,
    (amount) => amount <= 0,
    (amount) => amount === 0,
  );
  const known = countsBefore(count, (i) => !Number.isNaN(longest[i] as number));
  const pausing = countsBefore(count, (i) => (longest[i] as number) > stuck.alwaysOnHours);
  const resting = countsBefore(count, (i) => (longest[i] as number) >= 24);

  const learnLimit = (since: number): number | undefined => {
    const from = since - stuck.learningDays;
    const days = countedWithin(known, from, since);
    if (days < stuck.fewestDays) return undefined;
    const learned = longest.slice(Math.max(0, from), since).filter((hours) => !Number.isNaN(hours));
    for (let k = 0; k < learned.length; k++) learned[k] = Math.min(learned[k] as number, stuck.longestLearnedHours);
    const usual = stuck.margin * quantileOf(learned.sort(), 1 - stuck.ignoredShare);
    const alwaysOn = input.kind === 'electricity' && countedWithin(pausing, from, since) <= stuck.ignoredShare * days;
    if (alwaysOn) return Math.max(stuck.alwaysOnHours, usual);
    const mostlyRests = countedWithin(resting, from, since) > 0.5 * days;
    return Math.max(mostlyRests ? stuck.restingFloorHours : stuck.floorHours[input.kind], usual);
  };

  let limitOf = { since: -1, limit: undefined as number | undefined };
  for (let i = wanted; i < count; i++) {
    const hours = longest[i] as number;
    if (!(hours > stuck.alwaysOnHours) || hours > stuck.longestRunHours) continue;
    const since = start[i] as number;
    if (limitOf.since !== since) limitOf = { since, limit: learnLimit(since) };
    const { limit } = limitOf;
    if (limit === undefined || hours <= limit) continue;
    const yearAgo: [number, number] = [i - stuck.yearAgoFrom, i - stuck.yearAgoTo];
    if (countedWithin(resting, ...yearAgo) * 2 > countedWithin(known, ...yearAgo)) continue;
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
