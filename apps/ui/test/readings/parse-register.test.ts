import { expect, test } from 'vitest';
import { parseRegister } from '../../src/readings/parse-register.ts';

test.each([
  ['12345', ',', 12_345],
  [' 12345,6 ', ',', 12_345.6],
  ['12345,6', '.', 12_345.6],
  ['12345.6', ',', 12_345.6],
  ['12.345,6', '.', 12_345.6],
  ['12,345.6', ',', 12_345.6],
  ['1.234.567', ',', 1_234_567],
  ['12 345,6', ',', 12_345.6],
  ['12’345.678', '.', 12_345.678],
  ['1.234', '.', 1.234],
  ['1,234', ',', 1.234],
  ['1234.567', ',', 1_234.567],
  ['0', '.', 0],
] as const)('%j means, where %j divides, %d', (text, mark, value) => {
  expect(parseRegister(text, mark)).toEqual({ kind: 'number', value });
});

test.each([
  ['1.234', ','],
  ['12,345', '.'],
] as const)('%j is not guessed at where %j divides', (text, mark) => {
  expect(parseRegister(text, mark)).toEqual({ kind: 'open' });
});

test.each(['', 'zwölf', '-5', '1.2.3', '1,2.3,4', '12.34,5', '1e5', '12 34'])('%j is none', (text) => {
  expect(parseRegister(text, '.')).toEqual({ kind: 'none' });
});
