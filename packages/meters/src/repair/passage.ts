import type { Scales } from './learn-scales.ts';
import { hourMs } from './step-statistics.ts';
import { mostWithin, type TransitionKind, type TransitionRules } from './transition.ts';

/** A jump may be late delivery of real amounts. Up to this many times the plausible amount it is counted. */
const countedJump = 10;
/** … or up to this share of all that the meter moved. */
const countedJumpShare = 0.05;

/** What the register moved between two believed points, in the meter's output unit, ≥ 0. */
export interface Passage {
  readonly kind: TransitionKind;
  readonly amount: number;
  /** The amount is a bounded guess. */
  readonly bridged: boolean;
}

/**
 * How far the amounts of passages depend on all that the meter moved: they stay as they are while that leaves the largest jump that was counted
 * for its small share alone, and the smallest one that was not, as they are.
 */
export interface TotalBounds {
  readonly counted: number;
  readonly uncounted: number;
}

export const anyTotal: TotalBounds = { counted: 0, uncounted: Number.POSITIVE_INFINITY };
const noTotal: TotalBounds = { counted: Number.POSITIVE_INFINITY, uncounted: 0 };

/** With one more passage from a held register to a reading. */
export function withPassage(
  bounds: TotalBounds,
  { kind, bridged }: Passage,
  change: number,
  milliseconds: number,
  { maxRate }: TransitionRules,
): TotalBounds {
  // By the mean rate, which every reading changes.
  if (kind === 'declared') return noTotal;
  if (kind !== 'jump' || change <= countedJump * mostWithin(milliseconds, maxRate)) return bounds;
  return bridged
    ? { ...bounds, uncounted: Math.min(bounds.uncounted, change) }
    : { ...bounds, counted: Math.max(bounds.counted, change) };
}

export function allowsTotal({ counted, uncounted }: TotalBounds, total: number): boolean {
  return counted <= countedJumpShare * total && !(uncounted <= countedJumpShare * total);
}

/** The amount of a passage from a held register to a reading, by its kind. */
export function passageAmount(
  kind: TransitionKind,
  from: number,
  to: number,
  milliseconds: number,
  { maxRate, rollsAt }: TransitionRules,
  scales: Scales,
): Passage {
  const most = mostWithin(milliseconds, maxRate);
  const change = to - from;
  switch (kind) {
    case 'step':
    case 'surge':
      return { kind, amount: change, bridged: false };
    case 'dip':
    case 'barred':
      return { kind, amount: 0, bridged: false };
    case 'rollover':
      return { kind, amount: change + rollsAt, bridged: false };
    case 'accepted':
      return change >= 0 ? { kind, amount: change, bridged: false } : { kind: 'reset', ...sinceReset(to, most) };
    case 'reset':
      return { kind, ...sinceReset(to, most) };
    case 'fall':
      return { kind, amount: 0, bridged: true };
    case 'jump': {
      const counted = change <= countedJump * most || change <= countedJumpShare * scales.total;
      return { kind, amount: counted ? change : 0, bridged: !counted };
    }
    case 'declared': {
      // The register before or after an exchange is not known: the mean rate, never more than the new meter shows.
      const typical = (scales.meanRate * milliseconds) / hourMs;
      const limit = Number.isNaN(from) && !Number.isNaN(to) ? to : most;
      return { kind, amount: Math.min(typical, limit), bridged: true };
    }
  }
}

/** What moved across a reset lies between 0 and the most that is plausible; the new register's value is the best guess if it fits. */
function sinceReset(register: number, most: number): { amount: number; bridged: boolean } {
  return { amount: register <= most ? register : 0, bridged: true };
}
