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
 * found among the readings shown; of a stale value that repeats the first one is believed, and so is the step after it. What only said
 * again what was known makes no event: it lies between two believed readings over a midnight.
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
  for (const [start, end] of believedIntervals(repaired)) {
    for (const one of readings)
      if (one.time > start && one.time < end && one.time >= from && one.time < to && !found.has(readingName(one)))
        found.set(readingName(one), { ...one, type: 'repeat' });
  }
  return [...found.values()];
}

/** From each believed reading before a midnight to the next one after it. */
function believedIntervals(repaired: readonly unknown[]): Map<number, number> {
  const intervals = new Map<number, number>();
  for (const day of repaired) {
    const { start, end } = (day ?? {}) as { readonly start?: unknown; readonly end?: unknown };
    for (const edge of [start, end]) {
      const { kind, fromTime, toTime } = (edge ?? {}) as Readonly<Record<string, unknown>>;
      if (kind === 'between' && typeof fromTime === 'number' && typeof toTime === 'number')
        intervals.set(fromTime, toTime);
    }
  }
  return intervals;
}
