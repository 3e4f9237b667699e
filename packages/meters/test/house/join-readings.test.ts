import { expect, it } from 'vitest';
import { joinReadings } from '../../src/house/join-readings.ts';

const day = (times: readonly number[], registers: readonly number[], rewritable?: readonly number[]) => ({
  times: Float64Array.from(times),
  registers: Float64Array.from(registers),
  ...(rewritable === undefined ? {} : { rewritable: Uint8Array.from(rewritable) }),
});

it('takes an unchanged input_number that was written again for no reading, across days too', () => {
  const joined = joinReadings([day([1, 2], [10, 10], [1, 1]), day([3, 4, 5], [10, 12, 12], [1, 1, 1])]);
  expect([...joined.times]).toEqual([1, 4]);
  expect([...joined.registers]).toEqual([10, 12]);
});

it('keeps an unchanged value that was typed in or sent by a sensor', () => {
  expect([...joinReadings([day([1, 2], [10, 10]), day([3], [10], [0])]).times]).toEqual([1, 2, 3]);
});

it('leaves out what lies before installation or after removal', () => {
  expect([...joinReadings([day([1, 2, 3, 4], [1, 2, 3, 4])], 2, 3).times]).toEqual([2, 3]);
});
