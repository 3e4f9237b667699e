import { hourMs } from './step-statistics.ts';

/** Readings this close say well enough when an amount between them fell. */
const closeMs = 2 * hourMs;
/** Sensors that report only changes: one resolution step may take this long and still be known. */
const singleStepMs = 36 * hourMs;

/**
 * Whether it is known when an amount between two believed readings fell (domain, "Quality"): at most 2 h apart, or at most one resolution
 * step and 36 h apart. Stale holds and bridged amounts are never known; that is for the caller to exclude.
 */
export function isKnownInterval(milliseconds: number, amount: number, resolution: number): boolean {
  return milliseconds <= closeMs || (milliseconds <= singleStepMs && amount <= resolution * (1 + 1e-6));
}
