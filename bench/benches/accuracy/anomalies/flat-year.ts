import { dayNumber, openZone } from '@meterworks/assets';
import type { Section } from '../section.ts';
import { type HourlyMeter, incidentsOf, judgeMeter } from './judged-meter.ts';
import { flaggedByOldRule } from './old-rule.ts';

const zone = openZone('Europe/Berlin');
const first = dayNumber(2023, 1, 1);
const days = 365;
const perDay = 10;

/** A year of equal days has nothing unusual; the old system saw a value at each month's end, zeros between, and flagged eleven of twelve. */
export const flatYear: Section = {
  name: 'anomalies in a flat year',
  measure() {
    const monthEnds = Array.from({ length: days }, (_, i) => (isMonthEnd(first + i) ? perDay * 30 : 0));
    // The first value has nothing before it: its rows begin with it.
    const rows = monthEnds.slice(monthEnds.findIndex((value) => value > 0));
    const figure = { case: 'anomaly flat year of 10 a day', unit: 'incidents', better: 'lower', aim: 0 } as const;
    const baseline = flaggedByOldRule(rows).length;
    const hourly: HourlyMeter = { name: 'flat', unit: 'kWh', kind: 'electricity', zone, readings: hourlyReadings() };
    const ofDays = incidentsOf({
      meterId: 'flat',
      unit: 'kWh',
      kind: 'electricity',
      zone,
      from: first,
      to: first + days - 1,
      first,
      consumptionAt: () => ({ consumption: perDay, quality: 'measured', measuredShare: 1 }),
    });
    return [
      {
        ...figure,
        metric: 'false incidents, by days; baseline: the old rule on its rows',
        value: ofDays.length,
        baseline,
      },
      {
        ...figure,
        metric: 'false incidents, read hourly; baseline: the old rule on its rows',
        value: judgeMeter(hourly).incidents.length,
        baseline,
      },
    ];
  },
};

function hourlyReadings() {
  const start = zone.dayStart(first);
  const times = Float64Array.from({ length: days * 24 + 1 }, (_, hour) => start + hour * 3_600_000);
  return {
    times,
    registers: Float64Array.from(times, (_, hour) => 1000 + Math.round((hour * perDay * 1000) / 24) / 1000),
  };
}

function isMonthEnd(day: number): boolean {
  return new Date((day + 1) * 86_400_000).getUTCDate() === 1;
}
