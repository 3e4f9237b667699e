import type { DailyConsumption } from '../values/consumption.ts';
import type { DayValue } from '../values/day-value.ts';

/** What was used within a day is what the register moved in it. */
export function dailyConsumption(value: Pick<DayValue, 'advance' | 'quality' | 'measuredShare'>): DailyConsumption {
  return { consumption: value.advance, quality: value.quality, measuredShare: value.measuredShare };
}
