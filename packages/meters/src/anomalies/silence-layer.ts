import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { quantileOf } from './order-statistics.ts';
import { memoryDays, silence } from './thresholds.ts';
import { countOf, plainNumber, type Report } from './verdict.ts';

/**
 * `silent`: days without a reading beyond this meter's habit, which is the spacing of the days with readings up to the last one. The
 * incident starts with the day after the last reading, and stays part of the record when readings come again. On the last day that a meter
 * serves nobody waits for it any more.
 */
export function reportSilence(
  { meterId, lastServed = Number.POSITIVE_INFINITY }: AnomalyInput,
  columns: DayColumns,
  report: Report,
): void {
  const { repaired, firstDay, wanted, count } = columns;
  const readDays: number[] = [];
  for (let i = 0; i < count; i++) {
    if ((repaired[i]?.count ?? 0) > 0) readDays.push(i);
  }
  let next = 0;
  let habit: { last: number; oldest: number; limit: number; usual: number } | undefined;
  for (let i = wanted; i < count && firstDay + i < lastServed; i++) {
    while (next < readDays.length && (readDays[next] as number) <= i) next++;
    const last = readDays[next - 1];
    // Where no reading lies within the memory, nothing is known of the meter.
    if (last === undefined || i - last <= 1 || i - last >= memoryDays) continue;
    const oldest = firstAtOrAfter(readDays, i - memoryDays + 1);
    if (habit?.last !== last || habit.oldest !== oldest) {
      habit = { last, oldest, ...habitOf(columns, readDays, oldest, next) };
    }
    const silentDays = i - last;
    if (silentDays <= habit.limit) continue;
    const usual = Number.isNaN(habit.usual)
      ? ''
      : `, where ${countOf(habit.usual, 'day')} from one to the next are usual`;
    report(firstDay + i, {
      type: 'silent',
      severity: silentDays > silence.criticalTimes * habit.limit ? 'critical' : 'warning',
      since: firstDay + last + 1,
      observed: Number.NaN,
      score: silentDays / habit.limit,
      message: `No reading of ${meterId} for ${plainNumber(silentDays)} days, since ${formatDay(firstDay + last)}${usual}.`,
    });
  }
}

/** How many days without a reading are within the habit of the days with readings at positions from `oldest` to before `next`. */
function habitOf(
  columns: DayColumns,
  readDays: readonly number[],
  oldest: number,
  next: number,
): { limit: number; usual: number } {
  const spacings = new Float64Array(Math.max(0, next - oldest - 1));
  for (let k = 0; k < spacings.length; k++) {
    spacings[k] = (readDays[oldest + k + 1] as number) - (readDays[oldest + k] as number);
  }
  if (spacings.length >= silence.fewestSpacings) {
    const share = spacings.length < silence.fewSpacings ? 1 : silence.quantile;
    const usual = Math.ceil(quantileOf(spacings.sort(), share));
    return { limit: Math.floor(silence.margin * usual), usual };
  }
  // Of a meter that is read once or twice a year few spacings are remembered; the longest of them is its habit all the same.
  const usual = Math.max(0, ...spacings, spacingBefore(columns, readDays[oldest] as number));
  const limit = Math.floor(silence.margin * usual);
  return limit > silence.unknownHabitDays ? { limit, usual } : { limit: silence.unknownHabitDays, usual: Number.NaN };
}

/** Days from the reading before to the one on a day, which knows it even where it is older than the memory; 0 of the first one. */
function spacingBefore({ repaired, zone, firstDay }: DayColumns, readDay: number): number {
  const start = repaired[readDay]?.start;
  return start?.kind === 'between' ? firstDay + readDay - zone.dayOf(start.fromTime) : 0;
}

function firstAtOrAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
