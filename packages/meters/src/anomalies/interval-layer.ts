import { dayMs, formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { medianOf, robustSpread } from './order-statistics.ts';
import { interval, level, memoryDays } from './thresholds.ts';
import { plainNumber, type Report } from './verdict.ts';

/** What a hand-read register moved between two readings. */
interface ReadInterval {
  /** Index of the day in which its last reading lies. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Amount per day. */
  readonly rate: number;
}

/**
 * `spike` and `drop` of hand-read meters: an interval between readings is one rate, compared with those of the same season; the verdict
 * lies on its last day. The invented days inside are never looked at.
 */
export function reportIntervals(input: AnomalyInput, columns: DayColumns, report: Report): void {
  const intervals = readIntervals(columns);
  for (const [at, tested] of intervals.entries()) {
    if (tested.index < columns.wanted) continue;
    const comparable = comparableRates(intervals, at);
    if (comparable === undefined) continue;
    const { rates } = comparable;
    const centre = medianOf(rates);
    if (!(centre > 0)) continue;
    const offset = level.offsetShare * centre;
    const floor = rates.length < interval.fewNeighbours ? interval.spreadFloorFew : interval.spreadFloor;
    const deviation = Math.log((tested.rate + offset) / (centre + offset));
    const logs = rates.map((rate) => Math.log(rate + offset));
    const spread = Math.max(floor, robustSpread(logs, Math.log(centre + offset), Math.sign(deviation)));
    const score = deviation / spread;
    if (Math.abs(score) <= level.openingScore) continue;
    const days = (tested.to - tested.from) / dayMs;
    const reach = Math.exp(level.openingScore * spread);
    const day = columns.firstDay + tested.index;
    const severe = score > level.criticalScore && tested.rate > level.criticalRatio * centre;
    report(day, {
      type: score > 0 ? 'spike' : 'drop',
      severity: severe ? 'critical' : 'warning',
      since: columns.zone.dayOf(tested.from),
      start: tested.from,
      observed: tested.amount,
      expected: centre * days,
      lower: Math.max(0, (centre + offset) / reach - offset) * days,
      upper: ((centre + offset) * reach - offset) * days,
      score,
      message:
        `${plainNumber(tested.amount)} ${input.unit} between the readings of ${formatDay(columns.zone.dayOf(tested.from))} and ` +
        `${formatDay(day)}, where ${plainNumber(centre * days)} ${input.unit} are usual: ${plainNumber(tested.rate)} instead of ` +
        `${plainNumber(centre)} ${input.unit} a day.`,
    });
  }
}

/** The intervals that end within a day they don't start in: at most one a day. Guessed amounts and those of sensors are left out. */
function readIntervals({ repaired, zone, firstDay }: DayColumns): ReadInterval[] {
  const intervals: ReadInterval[] = [];
  for (let index = 0; index < repaired.length; index++) {
    const edge = repaired[index]?.start;
    if (edge?.kind !== 'between' || edge.known || edge.bridged) continue;
    const length = edge.toTime - edge.fromTime;
    if (length < interval.shortestHours * 3_600_000 || edge.toTime > zone.dayStart(firstDay + index + 1)) continue;
    const rate = (edge.amount / length) * dayMs;
    intervals.push({ index, from: edge.fromTime, to: edge.toTime, amount: edge.amount, rate });
  }
  return intervals;
}

/** Earlier intervals within the memory: those of the same season where there are enough, else all of them. */
function comparableRates(intervals: readonly ReadInterval[], at: number): { rates: Float64Array } | undefined {
  const tested = intervals[at] as ReadInterval;
  const middle = (tested.from + tested.to) / 2;
  const all: number[] = [];
  const season: number[] = [];
  for (let k = at - 1; k >= 0; k--) {
    const earlier = intervals[k] as ReadInterval;
    // What was read before the memory starts may not count, even where it ends within.
    if (earlier.from < tested.to - (memoryDays - 2) * dayMs) break;
    all.push(earlier.rate);
    const apart = ((middle - (earlier.from + earlier.to) / 2) / dayMs) % 365.25;
    if (Math.min(apart, 365.25 - apart) <= interval.seasonDays) season.push(earlier.rate);
  }
  if (season.length >= interval.fewestOfSeason) return { rates: Float64Array.from(season).sort() };
  if (all.length >= interval.fewestOfYear) return { rates: Float64Array.from(all).sort() };
  return undefined;
}
