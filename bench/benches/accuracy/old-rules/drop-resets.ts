/**
 * What simple counters make of a register that falls, as they are found in common systems. Each gives the total that it counts from
 * the first reading to the last.
 */

/** The old rule: a fall by more than 10 % is a reset and counts from 0 on; a smaller one counts as negative. */
export function tenPercentResets(registers: ArrayLike<number>): number {
  return countUp(registers, (from, to) => (to < 0.9 * from ? to : to - from));
}

/** Every fall is a reset. */
export function everyDropResets(registers: ArrayLike<number>): number {
  return countUp(registers, (from, to) => (to < from ? to : to - from));
}

/** Falls are passed over, rises counted. */
export function ignoredDrops(registers: ArrayLike<number>): number {
  return countUp(registers, (from, to) => Math.max(0, to - from));
}

function countUp(registers: ArrayLike<number>, step: (from: number, to: number) => number): number {
  let total = 0;
  for (let i = 1; i < registers.length; i++) total += step(registers[i - 1] as number, registers[i] as number);
  return total;
}
