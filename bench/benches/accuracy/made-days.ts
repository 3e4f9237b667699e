import { monthOfDay, type Zone } from '@meterworks/assets';
import type { DayValue, RepairedDay } from '@meterworks/meters';
import { splitGaps } from '@meterworks/meters/gaps';
import { physicalDays } from '@meterworks/meters/physical';
import { collectStatistics, fitProfiles } from '@meterworks/meters/profile';
import { commonRateOf, type Readings, repairReadings } from '@meterworks/meters/repair';
import { spreadTicks, summarizeDays } from '@meterworks/meters/repaired';

/** What is known of a meter beside its readings. */
export interface MeterFacts {
  readonly unit: Parameters<typeof commonRateOf>[0];
  readonly kind: 'electricity' | 'gas' | 'heat' | 'water';
  readonly zone: Zone;
}

export interface MadeDays {
  /** Local day number of the first value. */
  readonly first: number;
  readonly repaired: readonly RepairedDay[];
  readonly values: readonly DayValue[];
}

/** The days that a house makes of readings by its steps: repair, splits of gaps, monthly profiles, days; to the last reading's day. */
export function makeDays(readings: Readings, { unit, kind, zone }: MeterFacts): MadeDays {
  const series = spreadTicks(repairReadings(readings, { commonRate: commonRateOf(unit), decisions: [] }));
  const first = zone.dayOf(series.times[0] as number);
  const last = zone.dayOf(series.times.at(-1) as number);
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const repaired = splitGaps(days, summarizeDays(series, zone, first, last), zone);
  const months = Array.from({ length: monthOfDay(last) - monthOfDay(first) + 1 }, (_, i) => monthOfDay(first) + i);
  const profiles = fitProfiles(collectStatistics({ days, repaired }, zone), months, { kind }, zone);
  const profileAt = (month: number) => profiles[months.indexOf(month)];
  const inputs = days.map((day, index) => ({ day, repaired: repaired[index] as RepairedDay }));
  return { first, repaired, values: physicalDays(inputs, profileAt, zone, { extrapolateMaxDays: 400 }) };
}
