import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { memoryDays } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/** `implausible_rate` of measured days: the mean rate of the day exceeds the highest rate declared for the meter. */
export function reportLimits({ maxRate, unit }: AnomalyInput, columns: DayColumns, report: Report): void {
  if (maxRate === undefined) return;
  const { measured, firstDay, wanted, count } = columns;
  const limit = 24 * maxRate;
  for (let i = wanted; i < count; i++) {
    if (!((measured[i] as number) > limit)) continue;
    let since = i;
    while (i - since < memoryDays && (measured[since - 1] ?? 0) > limit) since--;
    const scale = columns.scale[i] as number;
    const observed = (measured[i] as number) / scale;
    const upper = limit / scale;
    report(firstDay + i, {
      type: 'implausible_rate',
      severity: 'critical',
      since: firstDay + since,
      observed,
      lower: 0,
      upper,
      message: `${plainNumber(observed)} ${unit} on ${formatDay(firstDay + i)}, where at most ${plainNumber(upper)} ${unit} are plausible.`,
    });
  }
}
