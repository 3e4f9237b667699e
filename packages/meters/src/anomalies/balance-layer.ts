import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { medianOf } from './order-statistics.ts';
import { balance, memoryDays } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/** `balance`: measured days on which the parts of a residual exceed the whole, by more than a share of it that two clocks and two roundings explain. */
export function reportBalance(input: AnomalyInput, columns: DayColumns, report: Report): void {
  const { measured, firstDay, wanted, count } = columns;
  const violated = (i: number) => i >= 0 && (measured[i] as number) < 0 && beyondTolerance(input, columns, i);
  for (let i = wanted; i < count; i++) {
    if (!violated(i)) continue;
    let since = i;
    while (i - since < memoryDays - balance.learningDays - 1 && violated(since - 1)) since--;
    const observed = (measured[i] as number) / (columns.scale[i] as number);
    const usual = usualSize(measured, i);
    report(firstDay + i, {
      type: 'balance',
      severity: -observed > balance.criticalShare * usual ? 'critical' : 'warning',
      since: firstDay + since,
      observed,
      expected: usual,
      lower: 0,
      message: `The parts exceed the whole by ${plainNumber(-observed)} ${input.unit} on ${formatDay(firstDay + i)}.`,
    });
  }
}

function beyondTolerance(
  { kind, wholeAt }: AnomalyInput,
  { measured, scale, firstDay }: DayColumns,
  i: number,
): boolean {
  const excess = -(measured[i] as number) / (scale[i] as number);
  const whole = wholeAt?.(firstDay + i) ?? 0;
  return excess > balance.tolerance[kind] * whole;
}

/** Median size of the measured days before; NaN where there are none. */
function usualSize(measured: Float64Array, i: number): number {
  const before = measured.subarray(Math.max(0, i - balance.learningDays), i).filter((amount) => !Number.isNaN(amount));
  for (let k = 0; k < before.length; k++) before[k] = Math.abs(before[k] as number);
  return medianOf(before.sort());
}
