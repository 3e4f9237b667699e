import { describe, expect, test } from 'vitest';
import { read } from './read-rows.ts';

describe('values', () => {
  const value = (text: string, separator = ';', more: readonly string[] = []) => {
    const { readings, refused } = read([
      `time${separator}value`,
      `2024-01-01T00:00:00Z${separator}${text}`,
      ...more.map((other, i) => `2024-01-02T00:00:0${i}Z${separator}${other}`),
    ]);
    const first = readings.find((reading) => reading.startsWith('2024-01-01'))?.split(' ')[1];
    return first === undefined ? (refused[0]?.slice(2) ?? 'nothing') : Number(first);
  };

  test.each([
    ['47757', 47_757],
    ['47757.5', 47_757.5],
    ['47757,5', 47_757.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1,234,567.25', 1_234_567.25],
    ['12 345,5', 12_345.5],
    ["12'345.5", 12_345.5],
    ['47757,123', 47_757.123],
    ['0.125', 0.125],
    ['1e3', 1000],
    ['+5', 5],
    ['-0', 0],
    [' 5 ', 5],
  ])('%j is %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ['', 'empty value'],
    ['unavailable', 'text value'],
    ['12 kWh', 'text value'],
    ['1.23.456', 'text value'],
    ['1,2,3', 'text value'],
    ['0x10', 'text value'],
    ['NaN', 'not a number'],
    ['inf', 'infinite'],
    ['-Infinity', 'infinite'],
    ['1e999', 'infinite'],
    ['-1', 'negative'],
    ['-0,5', 'negative'],
  ])('%j is refused: %s', (text, reason) => {
    expect(value(text)).toBe(reason);
  });

  test('that could be a thousand times more or less are refused until the file says which', () => {
    expect(value('1.234')).toBe('ambiguous number');
    expect(value('1,234')).toBe('ambiguous number');
    expect(value('1.234', ';', ['5,5'])).toBe(1234);
    expect(value('1,234', ';', ['5,5'])).toBe(1.234);
    expect(value('1.234', ';', ['5.5'])).toBe(1.234);
    expect(value('1,234', '\t', ['5.5'])).toBe(1234);
    expect(value('1.234', ';', ['5.5', '5,5'])).toBe('ambiguous number');
  });

  test('beside commas as separators have a decimal point, unless quoted ones prove otherwise', () => {
    expect(value('1.234', ',')).toBe(1.234);
    expect(value('"1,234"', ',')).toBe('ambiguous number');
    expect(value('"1,5"', ',')).toBe(1.5);
    expect(value('1.234', ',', ['"5,5"'])).toBe(1234);
  });

  test('cut in two by their decimal comma are refused, not halved', () => {
    expect(value('47757,5', ',')).toBe('too many fields');
  });
});
