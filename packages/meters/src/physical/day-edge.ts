import { evenPart } from '../profile/known-advance.ts';
import type { Method } from '../values/day-value.ts';
import type { Edge, RepairedMovement } from '../values/repaired-day.ts';
import { type GapShapes, movedUntil, type Spread, spreadOf } from './gap-shapes.ts';
import { smoothedUntil } from './smoothed-interval.ts';

/** A local day: its number, its first instant and that of the next day, UTC ms. */
export interface DayBounds {
  readonly day: number;
  readonly start: number;
  readonly end: number;
}

export type BetweenEdge = Extract<Edge, { kind: 'between' }>;

/** Up to where an interval had moved at some instants, and which profile said so. */
export interface IntervalShape {
  readonly method: Method;
  /** Amount from the interval's start to an instant, UTC ms. */
  movedUntil(instant: number): number;
  /** How far that may be off on a day; undefined where nobody knows. */
  readonly spread: Spread | undefined;
}

/** There is nothing to be off by. */
const exact: Spread = [1, 1];

/**
 * How an interval over a midnight of a day is split. A known one evenly, an unmoved one not at all, one that similar days tell of as they
 * say, so that none of them depends on a profile; any other by the profile of the month in which it ends.
 */
export function shapeInterval(
  edge: BetweenEdge,
  { day, start, end }: DayBounds,
  { movedByStart, movedByEnd, besideStart, besideEnd }: RepairedMovement,
  shapes: GapShapes,
): IntervalShape {
  if (edge.known) return { method: 'measured', movedUntil: (instant) => evenPart(edge, instant), spread: exact };
  if (edge.amount === 0) return { method: 'none', movedUntil: () => 0, spread: edge.bridged ? undefined : exact };
  const { profile, weight } = shapes.at(edge.toTime, day);
  // Of a guessed amount nobody knows how far it is off.
  const spread = edge.bridged ? undefined : spreadOf(profile, 'gap', shapes.daysTouched(edge));
  const moved = edge.fromTime < start ? movedByStart : movedByEnd;
  if (moved !== undefined) {
    return {
      method: 'similar-days',
      movedUntil: (instant) =>
        instant === end ? (movedByEnd ?? edge.amount) : instant === start ? moved : edge.amount,
      spread,
    };
  }
  const beside = edge.fromTime < start ? besideStart : besideEnd;
  const until =
    beside.length > 0
      ? (instant: number) => smoothedUntil(edge, beside, instant, weight)
      : (instant: number) => movedUntil(edge, instant, weight);
  return { method: profile.basis, movedUntil: until, spread };
}

/**
 * What the display shows when an interval has moved so far. After a rollover it is lower by 10^digits. Where the readings do not
 * differ by the amount (a reset or an exchange) the register that follows is counted back from its reading: the change is then
 * taken to lie right after the last reading of the old one.
 */
export function displayWithin(edge: BetweenEdge, moved: number): number {
  const { fromRegister, toRegister, amount, wrap } = edge;
  if (wrap > 0) {
    const display = fromRegister + moved;
    return display >= wrap ? display - wrap : display;
  }
  const step = toRegister - fromRegister;
  const tolerance = 1e-9 * Math.max(1, Math.abs(fromRegister), Math.abs(toRegister));
  if (Math.abs(step - amount) <= tolerance) return fromRegister + moved;
  return Math.max(0, toRegister - (amount - moved));
}
