import { intervalFlags } from '../repair/index.ts';
import { isKnownInterval } from '../repair/known-interval.ts';
import type { IntervalSeries } from './join-intervals.ts';
import type { PointRows } from './point-rows.ts';
import { stretchesOf } from './stretches.ts';

/** From one believed reading to the next, as the registers tell it. */
export interface ReadInterval {
  readonly from: { readonly time: number; readonly register: number };
  readonly to: { readonly time: number; readonly register: number };
  readonly amount: number;
  readonly flag: number;
}

/** Intervals are taken to tell of the same energy as the register if they differ from it by this much at most … */
const agreement = 0.1;
/** … or by this many steps of its display. */
const agreeingSteps = 2;
/** Where intervals are missing, up to this many times their mean rate may be what is missing. */
const mostMissing = 3;

/**
 * Adds the points at which intervals start and end, up to and including the later reading. What the register moved is kept: the
 * intervals give the shape, and are scaled to it. Time that they don't tell of gets what they leave over, within reason.
 */
export function shapeBetween(rows: PointRows, read: ReadInterval, intervals: IntervalSeries, resolution: number): void {
  const { from, to, amount, flag } = read;
  // What is known is known better than by the hour; a guessed amount is no measure for intervals.
  const settled = amount === 0 || (flag & (intervalFlags.known | intervalFlags.bridged)) !== 0;
  const stretches = settled ? [] : stretchesOf(intervals, from.time, to.time);
  const scale = settled ? undefined : scaleOf(stretches, from.time, to.time, amount);
  if (scale === undefined) {
    rows.push(to.time, to.register, amount, flag);
    return;
  }
  const agrees =
    Math.abs(scale.told - 1) <= agreement || Math.abs(scale.sum * (scale.told - 1)) <= agreeingSteps * resolution;
  /** What the display loses at a rollover, and whether it is still to come. */
  const wrap = from.register + amount - to.register;
  let wraps = (flag & intervalFlags.rollover) !== 0;
  let register = from.register;
  let start = from.time;
  let left = amount;
  for (const [i, stretch] of stretches.entries()) {
    const told = !Number.isNaN(stretch.amount);
    const share = told ? stretch.amount * scale.told : (stretch.end - start) * scale.untoldRate;
    const moved = i === stretches.length - 1 ? left : Math.min(left, share);
    const known = agrees && (told || isKnownInterval(stretch.end - start, moved, resolution));
    let flags = known ? intervalFlags.known : told ? 0 : flag & intervalFlags.staleHold;
    register += moved;
    if (wraps && register >= wrap) {
      register -= wrap;
      flags |= intervalFlags.rollover;
      wraps = false;
    }
    left -= moved;
    start = stretch.end;
    rows.push(start, start === to.time ? to.register : register, moved, flags);
  }
}

interface Scale {
  /** What intervals are multiplied with. */
  readonly told: number;
  /** Their sum before that. */
  readonly sum: number;
  /** Amount per millisecond where no interval tells. */
  readonly untoldRate: number;
}

/** Undefined where the intervals give no shape. */
function scaleOf(
  stretches: ReturnType<typeof stretchesOf>,
  from: number,
  to: number,
  amount: number,
): Scale | undefined {
  let sum = 0;
  let toldTime = 0;
  let start = from;
  for (const stretch of stretches) {
    if (!Number.isNaN(stretch.amount)) {
      sum += stretch.amount;
      toldTime += stretch.end - start;
    }
    start = stretch.end;
  }
  if (toldTime === 0) return undefined;
  const untoldTime = to - from - toldTime;
  if (sum === 0) return untoldTime === 0 ? undefined : { told: 1, sum, untoldRate: amount / untoldTime };
  const untold = Math.min(Math.max(0, amount - sum), (mostMissing * sum * untoldTime) / toldTime);
  return { told: (amount - untold) / sum, sum, untoldRate: untoldTime === 0 ? 0 : untold / untoldTime };
}
