import type { DailyConsumption, RollupConsumption } from '../values/consumption.ts';
import { type Quality, worstQuality } from '../values/quality.ts';

/**
 * The sum of a month's or year's known days.
 *
 * @param days the days that have a value, known or not; undefined entries are unknown
 * @param expectedDays days of the interval that the meter existed and that have ended; what `days` lacks of them is unknown
 */
export function rollUp(days: Iterable<DailyConsumption | undefined>, expectedDays: number): RollupConsumption {
  let known = 0;
  let quality: Quality = 'measured';
  let size = 0;
  let measured = 0;
  let shares = 0;
  // Neumaier's compensated sum: the total of days, and of months, is the same to the last digits in whatever order.
  let total = 0;
  let lost = 0;
  for (const day of days) {
    const amount = day?.consumption;
    if (day === undefined || amount === undefined) continue;
    known++;
    quality = worstQuality(quality, day.quality);
    const next = total + amount;
    lost += Math.abs(total) >= Math.abs(amount) ? total - next + amount : amount - next + total;
    total = next;
    size += Math.abs(amount);
    measured += Math.abs(amount) * day.measuredShare;
    shares += day.measuredShare;
  }
  const expected = Math.max(expectedDays, known);
  const unknownDays = expected - known;
  if (known === 0) {
    return { consumption: undefined, quality: 'unknown', measuredShare: 0, days: expected, unknownDays };
  }
  return {
    consumption: total + lost,
    quality: unknownDays > 0 ? 'incomplete' : quality,
    measuredShare: Math.min(1, size > 0 ? measured / size : shares / known),
    days: expected,
    unknownDays,
  };
}
