import type { Scales } from './learn-scales.ts';
import type { RepairRules } from './repair-rules.ts';
import { hourMs } from './step-statistics.ts';

/** How the register got from one believed point to the next. */
export type TransitionKind =
  | 'step'
  | 'surge'
  | 'dip'
  | 'rollover'
  | 'reset'
  | 'fall'
  | 'jump'
  | 'declared'
  | 'accepted'
  | 'barred';

/** What it costs to believe that two readings follow each other; dropping one reading costs 1. */
export interface PathCosts {
  readonly dip: number;
  /** A rise beyond this meter's rate that meters of its kind may reach. */
  readonly surge: number;
  readonly rollover: number;
  /** A fall to at most half. */
  readonly reset: number;
  /** Any other fall: the meter was swapped for a used one. */
  readonly fall: number;
  /** A rise beyond the plausible rate. */
  readonly jump: number;
  /** A reading that the user accepted against the odds. */
  readonly accepted: number;
  /** A repeat of the reading before it adds this to what dropping them costs: it is hardly new evidence. Repeated zeros are none. */
  readonly repeat: number;
  /** Going back to the register that was left by a reset, fall or jump: what was believed in between was foreign. Plus so much a day of it. */
  readonly resume: number;
  readonly resumeDay: number;
  /** Dropping the very first readings costs so many times as much: what was believed first stays until there is more evidence. */
  readonly leading: number;
}

const denseCosts: PathCosts = {
  dip: 0.3,
  surge: 2,
  rollover: 1,
  reset: 8,
  fall: 12,
  jump: 26,
  accepted: 1,
  repeat: 0.05,
  resume: 4,
  resumeDay: 1 / 15,
  leading: 2.05,
};

/** Three readings that rise confirm a reset of a register that is read by hand. */
const sparseCosts: PathCosts = {
  ...denseCosts,
  surge: 1.5,
  reset: 2.5,
  fall: 3.5,
  jump: 5,
  resume: 0.5,
  resumeDay: 0.002,
};

export function pathCosts(scales: Scales): PathCosts {
  return scales.sparse ? sparseCosts : denseCosts;
}

export interface TransitionRules {
  readonly maxRate: number;
  /** Rate per hour that meters of this kind may reach; 0 where nothing is said. */
  readonly commonRate: number;
  /** Amount by which a step may exceed maxRate × time: 3 × tolerance. */
  readonly slack: number;
  readonly tolerance: number;
  /** 10^digits; Infinity where digits are not set. */
  readonly rollsAt: number;
}

export function transitionRules(scales: Scales, { digits, maxRate, commonRate }: RepairRules): TransitionRules {
  return {
    maxRate: scales.maxRate,
    commonRate: maxRate === undefined ? (commonRate ?? 0) : 0,
    slack: 3 * scales.tolerance,
    tolerance: scales.tolerance,
    rollsAt: digits === undefined ? Number.POSITIVE_INFINITY : 10 ** digits,
  };
}

/** Upper bound of what the meter can move within a time; 0 in no time even where the rate is unbounded. */
export function mostWithin(milliseconds: number, maxRate: number): number {
  return milliseconds > 0 ? (maxRate * milliseconds) / hourMs : 0;
}

/** Classifies the passage from a held register to a reading. `milliseconds` is > 0; an unknown register makes the passage `declared`. */
export function classifyTransition(
  from: number,
  to: number,
  milliseconds: number,
  { maxRate, commonRate, slack, tolerance, rollsAt }: TransitionRules,
): TransitionKind {
  const change = to - from;
  const most = mostWithin(milliseconds, maxRate) + slack;
  if (change >= 0) {
    if (change <= most) return 'step';
    return change <= mostWithin(milliseconds, commonRate) ? 'surge' : 'jump';
  }
  if (change >= -tolerance) return 'dip';
  if (change < 0) {
    const rolls = from > 0.9 * rollsAt && to < 0.1 * rollsAt && from < rollsAt && change + rollsAt <= most;
    if (rolls) return 'rollover';
    return to <= 0.5 * from ? 'reset' : 'fall';
  }
  return 'declared';
}

export function transitionCost(kind: TransitionKind, costs: PathCosts): number {
  switch (kind) {
    case 'step':
    case 'declared':
      return 0;
    case 'surge':
      return costs.surge;
    case 'dip':
      return costs.dip;
    case 'rollover':
      return costs.rollover;
    case 'reset':
      return costs.reset;
    case 'fall':
      return costs.fall;
    case 'jump':
      return costs.jump;
    case 'accepted':
      return costs.accepted;
    case 'barred':
      return Number.POSITIVE_INFINITY;
  }
}
