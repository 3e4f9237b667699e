import { hourMs, type Scales } from './learn-scales.ts';
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
