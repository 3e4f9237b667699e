import type { RepairEvent } from '../values/repaired-day.ts';
import type { Candidates } from './candidate-rows.ts';
import { mostWithin, type TransitionRules } from './transition.ts';

/** Reports the readings refused between two believed ones (numbers j < i, or −1 before the first). `held` is the register at j. */
export function droppedBetween(
  candidates: Candidates,
  j: number,
  i: number,
  held: number,
  events: RepairEvent[],
): void {
  const { times, registers } = candidates;
  let k = j + 1;
  while (k < i) {
    const start = k;
    const type = reason(candidates, start, j, i);
    while (k < i && reason(candidates, k, j, i) === type) k++;
    events.push({
      type,
      time: times[start] as number,
      until: times[k - 1] as number,
      from: held,
      to: registers[start] as number,
      dropped: k - start,
      amount: 0,
      proposed: false,
    });
  }
}

function reason({ times, registers, barred }: Candidates, k: number, j: number, i: number): RepairEvent['type'] {
  const time = times[k] as number;
  if (isBarred(barred, j < 0 ? Number.NEGATIVE_INFINITY : (times[j] as number), time)) return 'rejected';
  if ((j >= 0 && times[j] === time) || times[i] === time || times[k - 1] === time || times[k + 1] === time)
    return 'conflict';
  return registers[k] === 0 ? 'zero' : 'spike';
}

/** Whether the user said that the register did not get from one instant to another in the way that it would have had to. */
function isBarred(barred: readonly number[], from: number, to: number): boolean {
  return barred.some((time) => from < time && time <= to);
}

/** Reports what follows the last believed reading: one proposal, to be confirmed by later readings or by the user. */
export function droppedAtEnd(
  candidates: Candidates,
  last: number,
  held: number,
  rules: TransitionRules,
  events: RepairEvent[],
): void {
  const { times, registers } = candidates;
  let start = last + 1;
  while (start < times.length && times[start] === times[last]) start++;
  if (last + 1 < start) droppedBetween(candidates, last, start, held, events);
  if (start === times.length) return;
  const end = times.length - 1;
  if (isBarred(candidates.barred, times[last] as number, times[end] as number)) {
    droppedBetween(candidates, start - 1, times.length, held, events);
    return;
  }
  const to = registers[end] as number;
  const most = mostWithin((times[start] as number) - (times[last] as number), rules.maxRate);
  const first = registers[start] as number;
  events.push({
    type: to < held ? 'unconfirmed-fall' : 'implausible-rate',
    time: times[start] as number,
    until: times[end] as number,
    from: held,
    to: first,
    dropped: end - start + 1,
    amount: to < held ? (first <= most ? first : 0) : to - held,
    proposed: true,
  });
}
