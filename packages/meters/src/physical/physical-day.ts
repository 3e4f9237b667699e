import { isKnownEdge, isMeasured, sharesInterval } from '../profile/known-advance.ts';
import type { DayValue, Method } from '../values/day-value.ts';
import type { Quality } from '../values/quality.ts';
import type { Edge, RepairedMovement } from '../values/repaired-day.ts';
import { type DayBounds, displayWithin, type IntervalShape, shapeInterval } from './day-edge.ts';
import type { GapShapes, Spread } from './gap-shapes.ts';

/** What a day's advance is summed up from. */
interface Sum {
  advance: number;
  /** The part of it in known intervals, and their time in ms. */
  known: number;
  knownTime: number;
  method: Method;
  /** Squares of how far p10 lies below and p90 above; NaN where nobody knows. */
  below: number;
  above: number;
}

/** After the last reading: what the register has moved since then at the day's two ends. */
export interface Forecast {
  movedUntil(instant: number): number;
  /** The last reading. */
  readonly register: number;
  /** How far a day may be off; undefined where nobody knows. */
  readonly spread: Spread | undefined;
}

/** The day's value where a forecast, if it needs one, is given; `forecast` undefined where none can be made. */
export function physicalDay(
  bounds: DayBounds,
  repaired: RepairedMovement,
  shapes: GapShapes,
  forecast: Forecast | undefined,
  rollover: number | undefined,
): DayValue {
  const { start, end } = repaired;
  const startShape = start.kind === 'between' ? shapeInterval(start, bounds, repaired, shapes) : undefined;
  const same = sharesInterval(start, end);
  const endShape = same
    ? startShape
    : end.kind === 'between'
      ? shapeInterval(end, bounds, repaired, shapes)
      : undefined;
  const close = closeOf(end, bounds.end, endShape, forecast, rollover);
  const sum = sumOf(bounds, repaired, startShape, endShape, forecast);
  if (sum === undefined) return { close, advance: undefined, quality: 'unknown', measuredShare: 0, method: 'none' };
  const quality = qualityOf(repaired);
  const advance = Math.max(0, sum.advance);
  return {
    close,
    advance,
    quality,
    measuredShare: shareOf(sum, bounds),
    method: quality === 'measured' ? 'measured' : quality === 'extrapolated' ? 'extrapolated' : sum.method,
    ...bandOf(advance, quality, repaired.bridged ? undefined : sum),
  };
}

/** Undefined where a part of the day's amount is not known: before the first reading, or too long after the last. */
function sumOf(
  bounds: DayBounds,
  repaired: RepairedMovement,
  startShape: IntervalShape | undefined,
  endShape: IntervalShape | undefined,
  forecast: Forecast | undefined,
): Sum | undefined {
  const { start, end } = repaired;
  const sum: Sum = { advance: 0, known: 0, knownTime: 0, method: 'none', below: 0, above: 0 };
  const add = (
    amount: number,
    time: number,
    known: boolean,
    { method, spread, most = Number.POSITIVE_INFINITY }: Pick<IntervalShape, 'method' | 'spread'> & { most?: number },
  ) => {
    sum.advance += amount;
    const [low, high] = spread ?? [Number.NaN, Number.NaN];
    sum.below += (amount * (1 - low)) ** 2;
    // No more than what the interval has besides.
    sum.above += Math.min(amount * (high - 1), Math.max(0, most - amount)) ** 2;
    if (known) {
      sum.known += amount;
      sum.knownTime += time;
    } else if (method !== 'none') sum.method = method;
  };
  if (start.kind === 'between' && end.kind === 'between' && startShape !== undefined && startShape === endShape) {
    const amount = startShape.movedUntil(bounds.end) - startShape.movedUntil(bounds.start);
    add(amount, bounds.end - bounds.start, start.known, { ...startShape, most: start.amount });
    return sum;
  }
  if (start.kind === 'before-first' || start.kind === 'none') return undefined;
  if (start.kind === 'between' && startShape !== undefined) {
    const amount = start.amount - startShape.movedUntil(bounds.start);
    add(amount, start.toTime - bounds.start, start.known, { ...startShape, most: start.amount });
  }
  sum.advance += repaired.inner;
  sum.known += repaired.knownAmount;
  sum.knownTime += repaired.knownTime;
  if (end.kind === 'between' && endShape !== undefined) {
    add(endShape.movedUntil(bounds.end), bounds.end - end.fromTime, end.known, { ...endShape, most: end.amount });
  } else if (end.kind !== 'exact') {
    if (forecast === undefined) return undefined;
    const amount = forecast.movedUntil(bounds.end) - forecast.movedUntil(bounds.start);
    add(amount, 0, false, { method: 'extrapolated', spread: forecast.spread });
  }
  return sum;
}

/** Of parts that are off independently of each other. */
function bandOf(
  advance: number,
  quality: Quality,
  sum: Pick<Sum, 'below' | 'above'> | undefined,
): Pick<DayValue, 'low' | 'high'> {
  if (quality === 'measured' || sum === undefined || Number.isNaN(sum.below))
    return { low: undefined, high: undefined };
  return { low: Math.max(0, advance - Math.sqrt(sum.below)), high: advance + Math.sqrt(sum.above) };
}

function qualityOf(repaired: RepairedMovement): Quality {
  if (!isKnownEdge(repaired.end) && repaired.end.kind !== 'between') return 'extrapolated';
  return isMeasured(repaired) ? 'measured' : 'estimated';
}

/** By amount; by time where nothing moved. */
function shareOf(sum: Sum, { start, end }: DayBounds): number {
  const share = sum.advance > 0 ? sum.known / sum.advance : sum.knownTime / (end - start);
  return Math.min(1, Math.max(0, share));
}

function closeOf(
  edge: Edge,
  midnight: number,
  shape: IntervalShape | undefined,
  forecast: Forecast | undefined,
  rollover: number | undefined,
): number | undefined {
  if (edge.kind === 'exact') return edge.register;
  if (edge.kind === 'between' && shape !== undefined) return displayWithin(edge, shape.movedUntil(midnight));
  if (edge.kind !== 'after-last' || forecast === undefined) return undefined;
  const display = forecast.register + forecast.movedUntil(midnight);
  return rollover === undefined ? display : display % rollover;
}
