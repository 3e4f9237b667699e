import type { Weight } from '../profile/open-weight.ts';
import type { Beside } from '../values/repaired-day.ts';
import { movedUntil } from './gap-shapes.ts';

/** How far the rate at an interval's ends leans from its own mean towards that of what lies beside it; the rest is trust in the profile. */
const leaning = 0.7;
/** Steeper ends could make the course fall in between (Fritsch and Carlson's condition for a monotone cubic). */
const steepest = 3;

/**
 * What a long interval had moved up to an instant, if its rate, relative to the profile, runs smoothly from what lies before it to what lies
 * after it. A cubic in the profile's own time: the amount is kept, the course never falls, and it is the profile's wherever the
 * intervals beside have the same level. So a meter whose season nobody knows yet still has no steps at its readings.
 */
export function smoothedUntil(
  interval: { readonly fromTime: number; readonly toTime: number; readonly amount: number },
  beside: Beside,
  instant: number,
  weight: Weight,
): number {
  const { fromTime, toTime, amount } = interval;
  const moved = movedUntil(interval, instant, weight);
  const whole = weight.integrate(fromTime, toTime);
  const mean = amount / whole;
  if (moved <= 0 || moved >= amount || !(mean > 0) || !Number.isFinite(mean)) return moved;
  const [beforeTime, before, afterTime, after] = beside as unknown as readonly [number, number, number, number];
  const first = rateAtBorder(mean, whole, before, weight.integrate(beforeTime, fromTime));
  const last = rateAtBorder(mean, whole, after, weight.integrate(toTime, afterTime));
  const t = moved / amount;
  const rest = 1 - t;
  const course = amount * t * t * (3 - 2 * t) + whole * t * rest * (first * rest - last * t);
  return Math.min(amount, Math.max(0, course));
}

/** The rate at a border, per unit of the profile: between the means on both sides, nearer to that of the shorter. */
function rateAtBorder(mean: number, whole: number, beside: number, wholeBeside: number): number {
  const rate = beside / wholeBeside;
  if (!(rate >= 0) || !Number.isFinite(rate)) return mean;
  const between = (rate * whole + mean * wholeBeside) / (whole + wholeBeside);
  return Math.min(steepest * mean, mean + leaning * (between - mean));
}
