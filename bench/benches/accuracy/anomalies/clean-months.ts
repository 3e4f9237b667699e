import { formatMonth, monthOfDay } from '@meterworks/assets';
import type { Measurement } from '../../../measurement.ts';
import { hasRealSeries } from '../real-series.ts';
import type { Section } from '../section.ts';
import { type HourlyMeter, type JudgedMeter, judgeMeter } from './judged-meter.ts';
import { flaggedByOldRule } from './old-rule.ts';
import { notClean, openRealMeters } from './real-meters.ts';

/**
 * Months of real homes that are clean by a rule that knows no verdict: every day measured, and not named above. In them every new
 * incident counts as a false one, whatever its type.
 */
export const cleanMonths: Section = {
  name: 'anomalies in clean months of real homes',
  measure() {
    if (!hasRealSeries()) return [];
    const meters = openRealMeters().map((meter) => ({ meter, judged: judgeMeter(meter) }));
    const counts = meters.flatMap(({ meter, judged }) => countByMonth(meter, judged));
    for (const { meter, month, ours } of counts) {
      if (ours.length > 0) console.error(`  ${meter} ${month}: ${ours.join(', ')}`);
    }
    const perMeter = meters.map(({ meter: { name } }) => {
      const ofMeter = counts.filter((count) => count.meter === name);
      const months = ofMeter.map(({ month }) => month);
      return row(
        `anomaly ${name}, ${ofMeter.length} clean months ${months[0]}…${months.at(-1)}`,
        'most false incidents in one',
        {
          value: Math.max(0, ...ofMeter.map(({ ours }) => ours.length)),
          aim: 1,
          baseline: Math.max(0, ...ofMeter.map(({ old }) => old)),
        },
      );
    });
    const sum = (of: (count: (typeof counts)[number]) => number) =>
      counts.reduce((total, count) => total + of(count), 0);
    return [
      ...perMeter,
      row(`anomaly ${counts.length} clean months of ${meters.length} meters`, 'false incidents a meter and month', {
        value: sum(({ ours }) => ours.length) / counts.length,
        aim: 0.2,
        baseline: sum(({ old }) => old) / counts.length,
      }),
    ];
  },
};

function row(name: string, metric: string, figures: Pick<Measurement, 'value' | 'aim' | 'baseline'>): Measurement {
  const { baseline, ...rest } = figures;
  return { case: name, metric, unit: 'incidents', better: 'lower', ...rest, ...(baseline ? { baseline } : {}) };
}

interface MonthCount {
  readonly meter: string;
  readonly month: string;
  /** Types of the incidents that are told in it. */
  readonly ours: readonly string[];
  /** Days that the old rule flags, on daily values. */
  readonly old: number;
}

function countByMonth({ name, zone }: HourlyMeter, { first, last, consumption, incidents }: JudgedMeter): MonthCount[] {
  const days = new Map<string, number[]>();
  for (let day = first; day <= last; day++) {
    const month = formatMonth(monthOfDay(day));
    days.set(month, [...(days.get(month) ?? []), day]);
  }
  const old = new Set(
    flaggedByOldRule([...consumption.values()].map((value) => value.consumption ?? 0)).map((i) => first + i),
  );
  return [...days]
    .filter(([month]) => !notClean.has(month))
    .filter(([, ofMonth]) => ofMonth.length >= 28)
    .filter(([, ofMonth]) => ofMonth.every((day) => consumption.get(day)?.quality === 'measured'))
    .map(([month, ofMonth]) => ({
      meter: name,
      month,
      ours: incidents
        .filter(({ start }) => formatMonth(monthOfDay(zone.dayOf(start))) === month)
        .map(({ type }) => type),
      old: ofMonth.filter((day) => old.has(day)).length,
    }));
}
