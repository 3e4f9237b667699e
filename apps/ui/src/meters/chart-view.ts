import { daily, parseDay } from '@meterworks/assets';

/** The stretch of time that a chart shows: UTC milliseconds. */
export interface ChartView {
  readonly from: number;
  readonly to: number;
}

/** What one bar of consumption stands for. */
export type ChartLevel = 'hour' | 'day' | 'month' | 'year';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const shortest = 2 * hourMs;
const levels: readonly (readonly [level: ChartLevel, ms: number])[] = [
  ['hour', hourMs],
  ['day', dayMs],
  ['month', 30.44 * dayMs],
  ['year', 365.25 * dayMs],
];
/** Pixels that a bar needs at least to be one. */
const barWidth = 3;
/** Hours are told apart where there are few days: a week of them is as much as one can see. */
const longestInHours = 8 * dayMs;

/** The finest level whose bars have room in a chart of that many pixels. */
export function levelFor({ from, to }: ChartView, width: number): ChartLevel {
  const room = Math.max(10, width / barWidth);
  for (const [level, ms] of levels) {
    if (level === 'hour' && to - from > longestInHours) continue;
    if ((to - from) / ms <= room) return level;
  }
  return 'year';
}

/** Keeps a view within the extent, no shorter than two hours, as long as it was where that fits. */
export function clampView({ from, to }: ChartView, extent: ChartView): ChartView {
  const whole = extent.to - extent.from;
  const length = Math.min(Math.max(to - from, Math.min(shortest, whole)), whole);
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(middle - length / 2, extent.from), extent.to - length);
  return { from: Math.round(start), to: Math.round(start + length) };
}

/** The same moment stays under the pointer: `at` is where it is, 0 left to 1 right. A factor above 1 shows more. */
export function zoomView({ from, to }: ChartView, factor: number, at = 0.5): ChartView {
  const anchor = from + (to - from) * at;
  return { from: anchor - (anchor - from) * factor, to: anchor + (to - anchor) * factor };
}

/** Moves a view by a share of its length. */
export function panView({ from, to }: ChartView, share: number): ChartView {
  return { from: from + (to - from) * share, to: to + (to - from) * share };
}

/** An instant in an address: a local date for its midnight (`2024-11-27`), else UTC to the minute (`2024-11-27T05:30Z`). */
export function formatViewInstant(at: number, zone: string): string {
  const days = daily({ zone, start: '0001-01-01' });
  const day = days.ordinalAt(at);
  return days.startOf(day) === at ? days.keyOf(day) : `${new Date(at).toISOString().slice(0, 16)}Z`;
}

export function parseViewInstant(text: string | null | undefined, zone: string): number | undefined {
  if (text === null || text === undefined) return undefined;
  const day = parseDay(text);
  if (day !== undefined) return daily({ zone, start: '0001-01-01' }).startOf(day);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** The view that an address asks for; undefined where it asks for none, or nonsense. */
export function parseView(
  query: { readonly from?: string | null | undefined; readonly to?: string | null | undefined },
  zone: string,
): ChartView | undefined {
  const [from, to] = [parseViewInstant(query.from, zone), parseViewInstant(query.to, zone)];
  return from === undefined || to === undefined || from >= to ? undefined : { from, to };
}
