import { expectedHour } from './class-profile.ts';
import type { GapPieces } from './gap-pieces.ts';
import type { HourHistory } from './hour-history.ts';

/** Hours on each side of a gap that tell how far the meter runs above or below its profile there. */
const sideHours = 24;
const leastSideHours = 12;
/** Days on either side from which the persistence of days is learned, and how many pairs of days that takes. */
const reach = 60;
const leastPairs = 14;
/** A level counts at most so much. */
const mostLevel = 3;

/**
 * Raises or lowers what a profile expects in a gap by how the days right before and after it ran: warm or cold, sunny or not, at home or
 * away. The level between two known ones is that of a first-order autoregression, whose coefficient is the correlation of the meter's own
 * consecutive days: where days say nothing about the next, the profile stays what it is.
 */
export function bridgeLevel(history: HourHistory, pieces: GapPieces, expected: Float64Array): Float64Array {
  const { slots } = pieces;
  const first = slots[0] as number;
  const last = slots[slots.length - 1] as number;
  const persistence = dayPersistence(history, Math.floor(first / 24));
  if (persistence < 0.05) return expected;
  const before = sideLevel(history, first - sideHours, first);
  const after = sideLevel(history, last + 1, last + 1 + sideHours);
  const distance = slots.length / 24 + 1;
  const whole = 1 - persistence ** (2 * distance);
  return expected.map((amount, k) => {
    const passed = (k + 0.5) / 24 + 0.5;
    const left = distance - passed;
    let level = 1;
    if (before !== undefined && after !== undefined) {
      const ofBefore = (persistence ** passed - persistence ** (distance + left)) / whole;
      const ofAfter = (persistence ** left - persistence ** (distance + passed)) / whole;
      level += ofBefore * (before - 1) + ofAfter * (after - 1);
    } else if (before !== undefined) level += persistence ** passed * (before - 1);
    else if (after !== undefined) level += persistence ** left * (after - 1);
    return amount * Math.max(0, level);
  });
}

/** Known ÷ expected over some hours of the history; undefined where too few are known. */
function sideLevel(history: HourHistory, from: number, to: number): number | undefined {
  let known = 0;
  let expected = 0;
  let count = 0;
  for (let at = from; at < to; at++) {
    const amount = history.hours[at] as number;
    if (!(amount >= 0)) continue;
    const likely = expectedHour(history, at);
    if (likely === undefined) continue;
    known += amount;
    expected += likely;
    count++;
  }
  return count >= leastSideHours && expected > 0 ? Math.min(mostLevel, known / expected) : undefined;
}

/** Correlation of the totals of consecutive days around a day, each taken relative to the mean of its class; 0 … 0.95. */
function dayPersistence({ hours, dayClasses }: HourHistory, day: number): number {
  const from = Math.max(0, day - reach);
  const to = Math.min(dayClasses.length - 1, day + reach);
  const sums = [0, 0, 0];
  const counts = [0, 0, 0];
  const totals = new Float64Array(to - from + 1);
  for (let at = from; at <= to; at++) {
    let total = 0;
    for (let slot = at * 24; slot < at * 24 + 24; slot++) total += hours[slot] as number;
    totals[at - from] = total;
    if (!(total >= 0)) continue;
    const dayClass = dayClasses[at] as number;
    sums[dayClass] = (sums[dayClass] as number) + total;
    counts[dayClass] = (counts[dayClass] as number) + 1;
  }
  let product = 0;
  let square = 0;
  let pairs = 0;
  let previous = Number.NaN;
  for (let at = from; at <= to; at++) {
    const dayClass = dayClasses[at] as number;
    const deviation = (totals[at - from] as number) - (sums[dayClass] as number) / (counts[dayClass] as number);
    if (!Number.isNaN(deviation * previous)) {
      product += deviation * previous;
      square += (deviation * deviation + previous * previous) / 2;
      pairs++;
    }
    previous = deviation;
  }
  return pairs < leastPairs || !(square > 0) ? 0 : Math.min(0.95, Math.max(0, product / square));
}
