import type { ChartView } from './chart-view.ts';
import type { MeterChartData } from './meter-chart-data.ts';

interface Reading {
  readonly time: number;
  readonly value: number;
}

/** Tells a reading from another one of the same instant. */
export function readingName({ time, value }: Reading): string {
  return `${time} ${value}`;
}

/**
 * Readings that the repair did not believe, by the events in the repaired days. A stretch is told once, so that those within it are
 * found among the readings shown; of a stale value that repeats the first one is believed, and so is the step after it.
 */
export function rejectedReadings(
  repaired: readonly unknown[],
  readings: readonly Reading[],
  { from, to }: ChartView,
): MeterChartData['rejected'] {
  const found = new Map<string, MeterChartData['rejected'][number]>();
  for (const day of repaired) {
    for (const event of (day as { readonly events?: readonly unknown[] } | null)?.events ?? []) {
      const { type, time, until, to: register, dropped } = event as Readonly<Record<string, unknown>>;
      if (typeof time !== 'number' || typeof register !== 'number' || typeof dropped !== 'number') continue;
      if (dropped === 0) continue;
      const end = typeof until === 'number' ? until : time;
      const isHold = type === 'stale-hold';
      const within = isHold
        ? readings.filter((one) => one.time > time && one.time < end)
        : end > time
          ? readings.filter((one) => one.time >= time && one.time <= end)
          : [{ time, value: register }];
      // Thinned out, a stretch has no reading left to show: then where it began stands for it.
      const told = within.length > 0 || isHold ? within : [{ time, value: register }];
      for (const one of told)
        if (one.time >= from && one.time < to) found.set(readingName(one), { ...one, type: String(type) });
    }
  }
  return [...found.values()];
}
