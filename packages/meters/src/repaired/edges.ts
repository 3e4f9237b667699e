import { intervalFlags, type RepairedSeries } from '../repair/repaired-series.ts';
import type { Edge } from '../values/repaired-day.ts';

/** A midnight inside the interval from a believed point to the next. */
export function edgeBetween({ times, registers, amounts, flags }: RepairedSeries, from: number): Edge {
  const flag = flags[from] as number;
  const fromRegister = registers[from] as number;
  const toRegister = registers[from + 1] as number;
  const amount = amounts.at(from) as number;
  return {
    kind: 'between',
    fromTime: times[from] as number,
    fromRegister,
    toTime: times[from + 1] as number,
    toRegister,
    amount,
    known: (flag & intervalFlags.known) !== 0,
    bridged: (flag & intervalFlags.bridged) !== 0,
    wrap: (flag & intervalFlags.rollover) === 0 ? 0 : fromRegister + amount - toRegister,
  };
}

/** A midnight before all believed points (`next` is 0) or after them (`next` is their number). */
export function edgeOutside({ times, registers }: RepairedSeries, next: number): Edge {
  if (times.length === 0) return { kind: 'none' };
  const at = next === 0 ? 0 : times.length - 1;
  return {
    kind: next === 0 ? 'before-first' : 'after-last',
    time: times[at] as number,
    register: registers[at] as number,
  };
}
