import { isoWeekday, type Zone } from '@meterworks/assets';
import type { RepairedDay } from '../values/repaired-day.ts';
import type { AnomalyInput } from './anomaly-input.ts';
import { memoryDays } from './thresholds.ts';

/** The days wanted and those that they look back on, as columns; index 0 is `firstDay`. */
export interface DayColumns {
  readonly zone: Zone;
  readonly firstDay: number;
  readonly count: number;
  /** Index of the first day wanted. */
  readonly wanted: number;
  /** Measured amount per 24 hours, so that days of 23 and 25 hours compare; NaN where the day is not measured. */
  readonly measured: Float64Array;
  /** 24 h ÷ length of the day. */
  readonly scale: Float64Array;
  readonly weekdayClass: Uint8Array;
  readonly repaired: readonly (RepairedDay | undefined)[];
}

/** Asks once for each day that the wanted ones may look at. */
export function readDayColumns(input: AnomalyInput): DayColumns {
  const { zone, from, to } = input;
  const firstDay = Math.min(from, Math.max(input.first, from - memoryDays));
  const count = Math.max(0, to - firstDay + 1);
  const measured = new Float64Array(count).fill(Number.NaN);
  const scale = new Float64Array(count);
  const weekdayClass = new Uint8Array(count);
  const repaired: (RepairedDay | undefined)[] = [];
  let start = zone.dayStart(firstDay);
  for (let i = 0; i < count; i++) {
    const day = firstDay + i;
    const end = zone.dayStart(day + 1);
    scale[i] = end > start ? 86_400_000 / (end - start) : 1;
    const weekday = isoWeekday(day);
    weekdayClass[i] = weekday <= 5 ? 0 : weekday - 5;
    const value = input.consumptionAt(day);
    if (value?.quality === 'measured' && value.consumption !== undefined) {
      measured[i] = value.consumption * (scale[i] as number);
    }
    repaired.push(input.repairedAt?.(day));
    start = end;
  }
  return { zone, firstDay, count, wanted: from - firstDay, measured, scale, weekdayClass, repaired };
}
