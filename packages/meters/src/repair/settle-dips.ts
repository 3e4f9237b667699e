import type { RepairEvent } from '../values/repaired-day.ts';
import { type Candidates, candidateKinds } from './candidate-rows.ts';
import type { Path } from './cheapest-path.ts';

/** Readings on either side that are counted to see on which side the fault lies. */
const reach = 48;

/**
 * Registers along a path, made to rise through small dips; each dip is an event and moves no amount. The fewer readings are taken to be at
 * fault: a lone low one (or as many as were higher before) is held at the running maximum, a lone high one before a lasting lower level is lowered to that level, so that
 * the display at all other times stays what is believed. May be the readings' own column, so not to be written to.
 */
export function settleDips(candidates: Candidates, path: Path, tolerance: number, events: RepairEvent[]): Float64Array {
  const { times, kinds, departures } = candidates;
  // Where all are believed and nothing dips the readings' own column serves: they may be millions.
  const all = path.length === candidates.registers.length;
  let settled = all ? candidates.registers : new Float64Array(path.length);
  if (!all) for (let p = 0; p < path.length; p++) settled[p] = candidates.registers[path.at(p) as number] as number;
  // First point of the present stretch without falls other than dips: nothing before it may be lowered.
  let start = 0;
  for (let p = 1; p < path.length; p++) {
    const before = path.at(p - 1) as number;
    const here = path.at(p) as number;
    const register = settled[p] as number;
    const held = departures.get(before) ?? (settled[p - 1] as number);
    if (register >= held) continue;
    if (departures.has(before) || !(register >= held - tolerance) || departures.has(here)) {
      start = p;
      continue;
    }
    const low = lowAfter(settled, p, held, held - tolerance);
    const high = highBefore(settled, p, start, register);
    const movable = high < low && areRead(kinds, path, p - high, p);
    const last = movable ? p : p + low - 1;
    if (settled === candidates.registers) settled = settled.slice();
    settled.fill(movable ? register : held, movable ? p - high : p, last + 1);
    events.push({
      type: 'dip',
      time: times[movable ? (path.at(p - high) as number) : here] as number,
      until: times[path.at(last) as number] as number,
      from: held,
      to: register,
      dropped: 0,
      amount: 0,
      proposed: false,
    });
  }
  return settled;
}

/** Whether all points from `from` up to, but without, `to` are plain readings. */
function areRead(kinds: Uint8Array, path: Path, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (kinds[path.at(p) as number] !== candidateKinds.read) return false;
  return true;
}

function lowAfter(registers: Float64Array, p: number, held: number, least: number): number {
  const end = Math.min(registers.length, p + reach);
  let count = 1;
  for (; p + count < end; count++) {
    const register = registers[p + count] as number;
    if (!(register < held && register >= least)) break;
  }
  return count;
}

function highBefore(registers: Float64Array, p: number, start: number, register: number): number {
  const end = Math.max(start, p - reach);
  let count = 0;
  while (p - 1 - count >= end && (registers[p - 1 - count] as number) > register) count++;
  return count;
}
