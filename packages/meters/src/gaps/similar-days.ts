import { isoWeekday } from '@meterworks/assets';
import type { GapPieces } from './gap-pieces.ts';
import type { HourHistory } from './hour-history.ts';

/** Days on either side that are looked at. Other seasons teach little, and what is far away shall not change a gap. */
export const similarReach = 60;
/** So many of the nearest days are believed. */
const nearest = 20;
/** With fewer candidates nothing is said. */
const leastCandidates = 7;
/** Known hours right before and after a gap by which days are compared. */
const contextHours = 6;
/** A distance has four parts of about the same size; so much is added before its inverse is the weight. */
const softening = 0.1;
const otherWeekday = 0.25;
const otherClass = 0.5;
const farthest = 0.5;

/**
 * The same stretch as the pieces `first` to `last`, at most a day, on the days that were most like it: by amount, by the
 * hours right before and after, by weekday and by nearness. ½ (mean + median) of them, weighted by likeness, not scaled. Undefined
 * where too few days are known.
 *
 * @param amount what this stretch is expected to have, in the meter's unit
 * @param count how many of them: of one it is that day as it was
 */
export function similarStretch(
  history: HourHistory,
  { slots, lengths }: GapPieces,
  first: number,
  last: number,
  amount: number,
  count = nearest,
): Float64Array | undefined {
  const { hours, firstDay, dayClasses } = history;
  const day = Math.floor((slots[first] as number) / 24);
  const context = contextOf(hours, slots[first] as number, slots[last] as number);
  const to = Math.min(dayClasses.length - 1, day + similarReach);
  const candidates: Candidate[] = [];
  let amounts = 0;
  let contexts = 0;
  for (let other = Math.max(0, day - similarReach); other <= to; other++) {
    const shift = (other - day) * 24;
    let sum = 0;
    for (let k = first; k <= last; k++) sum += (lengths[k] as number) * (hours[(slots[k] as number) + shift] as number);
    // Also where an hour is not known, as on the gap's own days.
    if (!(sum >= 0)) continue;
    const ofAmount = Math.abs(sum - amount);
    const ofContext = contextDistance(hours, context, shift);
    amounts += ofAmount;
    contexts += ofContext;
    candidates.push({ shift, ofAmount, ofContext, distance: 0 });
  }
  if (candidates.length < leastCandidates) return undefined;
  const perAmount = amounts > 0 ? candidates.length / amounts : 0;
  const perContext = contexts > 0 ? candidates.length / contexts : 0;
  const weekday = isoWeekday(firstDay + day);
  for (const candidate of candidates) {
    const other = day + candidate.shift / 24;
    const ofDay =
      isoWeekday(firstDay + other) === weekday ? 0 : dayClasses[other] === dayClasses[day] ? otherWeekday : otherClass;
    candidate.distance =
      ofDay +
      farthest * (Math.abs(other - day) / similarReach) +
      perAmount * candidate.ofAmount +
      perContext * candidate.ofContext;
  }
  candidates.sort((a, b) => a.distance - b.distance || a.shift - b.shift);
  return centreOf(hours, slots.subarray(first, last + 1), candidates.slice(0, count));
}

interface Candidate {
  /** From the gap's hours to those of the candidate. */
  readonly shift: number;
  readonly ofAmount: number;
  readonly ofContext: number;
  distance: number;
}

/** Known hours around, as places in the history. */
function contextOf(hours: Float64Array, first: number, last: number): number[] {
  const context: number[] = [];
  for (let k = 1; k <= contextHours; k++) {
    if ((hours[first - k] as number) >= 0) context.push(first - k);
    if ((hours[last + k] as number) >= 0) context.push(last + k);
  }
  return context;
}

/** Mean difference of the hours around, over those that are known on both days; 0 where none is. */
function contextDistance(hours: Float64Array, context: readonly number[], shift: number): number {
  let sum = 0;
  let count = 0;
  for (const at of context) {
    const difference = Math.abs((hours[at] as number) - (hours[at + shift] as number));
    if (!(difference >= 0)) continue;
    sum += difference;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function centreOf(hours: Float64Array, slots: Int32Array, candidates: readonly Candidate[]): Float64Array {
  const weights = candidates.map(({ distance }) => 1 / (distance + softening));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(slots, (slot) => {
    const amounts = candidates.map(({ shift }) => hours[slot + shift] as number);
    let mean = 0;
    for (let c = 0; c < amounts.length; c++) mean += ((amounts[c] as number) * (weights[c] as number)) / whole;
    const order = amounts.map((_, c) => c).sort((a, b) => (amounts[a] as number) - (amounts[b] as number) || a - b);
    let passed = 0;
    for (const c of order) {
      passed += weights[c] as number;
      if (passed >= whole / 2) return (mean + (amounts[c] as number)) / 2;
    }
    return mean;
  });
}
