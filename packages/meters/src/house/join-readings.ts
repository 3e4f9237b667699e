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
  const whole = installed === undefined && removed === undefined ? columnsOf(days) : undefined;
  if (whole !== undefined) return whole;
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

/** The columns that the days were cut from, where they follow each other there and nothing has to be looked at: they may hold millions. */
function columnsOf(days: readonly DayReadings[]): Readings | undefined {
  const filled = days.filter(({ times }) => times.length > 0);
  const first = filled[0];
  if (first === undefined) return undefined;
  let length = 0;
  for (const { times, registers, rewritable } of filled) {
    const follow = liesAfter(times, first.times, length) && liesAfter(registers, first.registers, length);
    if (!follow || rewritable !== undefined) return undefined;
    length += times.length;
  }
  const column = ({ buffer, byteOffset }: Float64Array) => new Float64Array(buffer, byteOffset, length);
  return { times: column(first.times), registers: column(first.registers) };
}

/** Whether a piece of a column begins so many numbers after the beginning of another one. */
function liesAfter(piece: Float64Array, first: Float64Array, length: number): boolean {
  return piece.buffer === first.buffer && piece.byteOffset === first.byteOffset + length * 8;
}
