import { civilDate, daysInMonth, type Zone } from '@meterworks/assets';
import type { Readings } from '@meterworks/meters/repair';

/** Shares of a year's degree days, per mille, January to December. */
const monthlyShares: readonly number[] = [170, 150, 130, 80, 40, 13.3, 13.3, 13.3, 30, 80, 120, 160];

/**
 * The old rule for readings that lie days apart: of the N local days from one reading to the next all but the last get a share by the pattern
 * of their month, the last gets nothing. By local day number.
 */
export function weightedDays({ times, registers }: Readings, zone: Zone): Map<number, number> {
  const amounts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const first = zone.dayOf(times[i - 1] as number);
    const last = zone.dayOf(times[i] as number);
    const amount = (registers[i] as number) - (registers[i - 1] as number);
    const days = Array.from({ length: Math.max(1, last - first) }, (_, k) => first + k);
    const weights = days.map((day) => {
      const { year, month } = civilDate(day);
      return (monthlyShares[month - 1] as number) / daysInMonth(year, month);
    });
    if (days.length > 1) weights[days.length - 1] = 0;
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [k, day] of days.entries()) {
      amounts.set(day, (amounts.get(day) ?? 0) + (amount * (weights[k] as number)) / whole);
    }
  }
  return amounts;
}
