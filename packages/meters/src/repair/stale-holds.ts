import type { RepairEvent } from '../values/repaired-day.ts';
import { type Candidates, candidateKinds } from './candidate-rows.ts';
import type { Scales } from './learn-scales.ts';
import { hourMs } from './step-statistics.ts';

/** Readings after the catching-up step that must not fall back below it: else it was a spike. */
const lookAhead = 8;

export interface WithoutHolds {
  readonly candidates: Candidates;
  /** 1 at each candidate that ends a hold; undefined where there is none. */
  readonly endsHold: Uint8Array | undefined;
}

/**
 * Drops the repeats of stale holds: a run of equal readings, then one step above the plausible rate that would be plausible for the
 * whole run. The first reading of a run stays, the step belongs to all the time since.
 */
export function dropStaleHolds(candidates: Candidates, scales: Scales): WithoutHolds {
  const holds = findHolds(candidates, scales);
  if (holds.length === 0) return { candidates, endsHold: undefined };
  const { times, registers, kinds, barred } = candidates;
  const drop = new Uint8Array(times.length);
  const ends = new Uint8Array(times.length);
  const events = candidates.events;
  for (const [first, step] of holds) {
    drop.fill(1, first + 1, step);
    ends[step] = 1;
    const from = registers[first] as number;
    const to = registers[step] as number;
    const span = { time: times[first] as number, until: times[step] as number, from, to, amount: to - from };
    events.push({ type: 'stale-hold', ...span, dropped: step - first - 1, proposed: false } satisfies RepairEvent);
  }
  const kept = {
    times: new Float64Array(times.length),
    registers: new Float64Array(times.length),
    kinds: new Uint8Array(times.length),
  };
  const departures = new Map<number, number>();
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    const departure = candidates.departures.get(i);
    if (departure !== undefined) departures.set(count, departure);
    if (drop[i] === 1) continue;
    kept.times[count] = times[i] as number;
    kept.registers[count] = registers[i] as number;
    kept.kinds[count] = kinds[i] as number;
    ends[count] = ends[i] as number;
    count++;
  }
  return {
    candidates: {
      times: kept.times.subarray(0, count),
      registers: kept.registers.subarray(0, count),
      kinds: kept.kinds.subarray(0, count),
      departures,
      events,
      barred,
    },
    endsHold: ends.subarray(0, count),
  };
}

/** Pairs of: first reading of the run, reading that ends it by the step. */
export function findHolds(
  { times, registers, kinds }: Pick<Candidates, 'times' | 'registers' | 'kinds'>,
  scales: Scales,
): [number, number][] {
  const holds: [number, number][] = [];
  const slack = 3 * scales.tolerance;
  let first = 0;
  for (let i = 1; i < times.length; i++) {
    const register = registers[i] as number;
    const held = registers[i - 1] as number;
    if (register === held && kinds[i] === candidateKinds.read) continue;
    const start = first;
    first = i;
    if (i - start < 2 || kinds[i] !== candidateKinds.read) continue;
    const step = register - held;
    const stepHours = ((times[i] as number) - (times[i - 1] as number)) / hourMs;
    const runHours = ((times[i] as number) - (times[start] as number)) / hourMs;
    if (!exceeds(step, stepHours, runHours, scales) || step > scales.maxRate * runHours + slack) continue;
    if (start > 0 && held < (registers[start - 1] as number)) continue;
    if (staysAbove(registers, i, register - scales.tolerance)) holds.push([start, i]);
  }
  return holds;
}

/** A pool filled after a quiet night is no hold: below the plausible limit, only a standstill of at least a day is suspected. */
const longRunHours = 24;

function exceeds(step: number, hours: number, runHours: number, { maxRate, holdRate, tolerance }: Scales): boolean {
  return step > maxRate * hours + 3 * tolerance || (runHours >= longRunHours && step > holdRate * hours);
}

/** Needs at least one later reading: the last reading of all may be a spike. */
function staysAbove(registers: Float64Array, step: number, least: number): boolean {
  const end = Math.min(registers.length, step + 1 + lookAhead);
  for (let i = step + 1; i < end; i++) if ((registers[i] as number) < least) return false;
  return end > step + 1;
}
