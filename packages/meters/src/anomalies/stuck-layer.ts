import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import type { Rest, RestOn } from './rests.ts';
import { change, level, stuck } from './thresholds.ts';
import type { Told } from './told.ts';
import { plainNumber, type Report } from './verdict.ts';

/**
 * `stuck`: the register stands still for longer than this meter ever rests. After a drop it waits: that has told it already; and so has a
 * standstill of about that length weeks ago. Gives what was told with its own days.
 */
export function reportStuck(
  { unit }: AnomalyInput,
  { firstDay, wanted, count }: DayColumns,
  restOn: RestOn,
  told: Told,
  report: Report,
): Told {
  const withStuck: Told = { sides: told.sides.slice(), starts: told.starts.slice() };
  for (let i = Math.max(0, wanted - change.toldDays); i < count; i++) {
    const rest = restOn(i);
    if (rest === undefined || rest.hours <= rest.limit) continue;
    const { hours, since, limit } = rest;
    if (told.sides.subarray(Math.max(0, since - level.clearDays), since).includes(-1)) continue;
    withStuck.starts[i] = told.sides[i] === 0 ? since : Math.min(since, told.starts[i] as number);
    withStuck.sides[i] = -1;
    if (i < wanted || wasTold(rest, i, restOn)) continue;
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
  return withStuck;
}

/**
 * Whether a standstill within the weeks before was told and ended by itself, and this one is hardly longer: as where nights and clouds grow, what
 * happened once happens again.
 */
function wasTold({ hours, since }: Rest, i: number, restOn: RestOn): boolean {
  if (i - since > stuck.againDays) return false;
  for (let k = since - 1; k >= Math.max(0, since - level.budgetDays); k--) {
    const former = restOn(k);
    if (former !== undefined && former.since < since && former.hours > former.limit)
      return hours <= stuck.margin * former.hours;
  }
  return false;
}
