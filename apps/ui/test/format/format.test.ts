import { describe, expect, test } from 'vitest';
import { causeWords } from '../../src/format/cause-words.ts';
import { dayOf, dayText, weekdayOf } from '../../src/format/day-text.ts';
import { formatAmount, formatShare } from '../../src/format/format-number.ts';
import { formatAgo, formatDuration, formatInstant } from '../../src/format/format-time.ts';

describe('amounts', () => {
  test.each([
    [1_234.567, '1,235 kWh'],
    [12.3456, '12.35 kWh'],
    [0.012345, '0.01235 kWh'],
    [0, '0 kWh'],
    [-0.0000001, '0 kWh'],
    [-3.5, '-3.5 kWh'],
    [Number.NaN, '– kWh'],
  ])('%d kWh reads %s', (value, text) => {
    expect(formatAmount(value, 'kWh')).toBe(text);
  });

  test('without a unit stand alone', () => {
    expect(formatAmount(5, null)).toBe('5');
  });
});

test('a share is 100 % only if all of it is there', () => {
  expect(formatShare(0.9999)).toBe('> 99 %');
  expect(formatShare(1)).toBe('100 %');
  expect(formatShare(0.001)).toBe('< 1 %');
});

describe('durations', () => {
  test.each([
    [850, '850 ms'],
    [12_340, '12.3 s'],
    [59_970, '1 min'],
    [245_000, '4 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [270_000_000, '3 d 3 h'],
  ])('%d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

test('ages are rounded down', () => {
  expect(formatAgo(0, 59_999)).toBe('just now');
  expect(formatAgo(0, 119_999)).toBe('1 min ago');
  expect(formatAgo(0, 2 * 86_400_000)).toBe('2 d ago');
});

test('an instant is shown by the clocks of its zone, on both sides of a clock change', () => {
  expect(formatInstant(Date.UTC(2024, 9, 27, 0, 30), 'Europe/Berlin')).toBe('2024-10-27 02:30:00');
  expect(formatInstant(Date.UTC(2024, 9, 27, 1, 30), 'Europe/Berlin')).toBe('2024-10-27 02:30:00');
  expect(formatInstant(Date.UTC(2024, 9, 27, 2, 30), 'Europe/Berlin')).toBe('2024-10-27 03:30:00');
});

test('day numbers are dates', () => {
  expect(dayText(dayOf(2024, 1, 29))).toBe('2024-02-29');
  expect(weekdayOf(dayOf(2024, 10, 25))).toBe(0);
  expect(weekdayOf(dayOf(1969, 11, 28))).toBe(6);
});

describe('causes', () => {
  test('recorded as numbers by kind are told in words', () => {
    expect(causeWords({ 'input-changed': 1, 'not-made': 1_200 })).toEqual([
      'an input changed (1 partition)',
      'not made before (1,200 partitions)',
    ]);
  });

  test('that bring their sentence keep it', () => {
    expect(causeWords([{ kind: 'config-changed', count: 2, sentence: 'the gas factor changed' }])).toEqual([
      'the gas factor changed',
    ]);
  });

  test('of a kind that is not known keep its name', () => {
    expect(causeWords({ 'moon-phase': 3 })).toEqual(['moon-phase (3 partitions)']);
  });

  test('that are nothing say nothing', () => {
    expect(causeWords(null)).toEqual([]);
    expect(causeWords('text')).toEqual([]);
  });
});
