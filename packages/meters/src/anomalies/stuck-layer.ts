import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import type { Told } from './level-layer.ts';
import type { RestOn } from './rests.ts';
import { level, stuck } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/** `stuck`: the register stands still for longer than this meter ever rests. After a drop it waits: that has told it already. */
export function reportStuck(
  { unit }: AnomalyInput,
  { firstDay, wanted, count }: DayColumns,
  restOn: RestOn,
  told: Told,
  report: Report,
): void {
  for (let i = wanted; i < count; i++) {
    const rest = restOn(i);
    if (rest === undefined || rest.hours <= rest.limit) continue;
    const { hours, since, limit } = rest;
    if (told.subarray(Math.max(0, i - level.budgetDays), since).includes(-1)) continue;
    report(firstDay + i, {
      type: 'stuck',
      severity: hours > stuck.criticalTimes * limit ? 'critical' : 'warning',
      since: firstDay + since,
      observed: 0,
      score: hours / limit,
      message:
        `The register moved by 0 ${unit} in ${plainNumber(hours)} hours up to ${formatDay(firstDay + i)}; ` +
        `this meter rests ${plainNumber(limit)} hours at most.`,
    });
  }
}
