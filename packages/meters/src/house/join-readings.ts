import type { Readings } from '../repair/index.ts';
import type { DayReadings } from '../values/day-readings.ts';

/**
 * All readings of a meter's life in one pair of columns. An `input_number` that Home Assistant writes again at a restart, unchanged, is
 * no reading: of consecutive equal ones the first counts (domain §2).
 *
 * @param days ascending
 * @param installed first instant of the meter's life, UTC ms; undefined where it is not declared
 * @param removed last instant
 */
export function joinReadings(days: readonly DayReadings[], installed?: number, removed?: number): Readings {
  const length = days.reduce((sum, day) => sum + day.times.length, 0);
  const times = new Float64Array(length);
  const registers = new Float64Array(length);
  const from = installed ?? Number.NEGATIVE_INFINITY;
  const to = removed ?? Number.POSITIVE_INFINITY;
  let count = 0;
  for (const day of days) {
    for (let i = 0; i < day.times.length; i++) {
      const time = day.times[i] as number;
      const register = day.registers[i] as number;
      if (time < from || time > to) continue;
      if (day.rewritable?.[i] === 1 && count > 0 && registers[count - 1] === register) continue;
      times[count] = time;
      registers[count++] = register;
    }
  }
  return { times: times.subarray(0, count), registers: registers.subarray(0, count) };
}
