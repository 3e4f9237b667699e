import { describe, expect, test } from 'vitest';
import { agoText } from '../../src/format/ago-text.ts';
import { causeWords } from '../../src/format/cause-words.ts';
import { dayOf, dayText, weekdayOf } from '../../src/format/day-text.ts';
import { isoDate } from '../../src/format/iso-date.ts';
import { wordsOf } from '../../src/words/words.ts';

const english = wordsOf('en');

test('ages are rounded down', () => {
  expect(agoText(0, 59_999, english)).toBe('just now');
  expect(agoText(0, 119_999, english)).toBe('1 min ago');
  expect(agoText(0, 2 * 86_400_000, english)).toBe('2 d ago');
  expect(agoText(0, 2 * 86_400_000, wordsOf('de'))).toBe('vor 2 d');
});

test('a date in an address is that of the zone, in whatever language', () => {
  expect(isoDate(Date.UTC(2024, 10, 26, 23, 30), 'Europe/Berlin')).toBe('2024-11-27');
  expect(isoDate(Date.UTC(2024, 10, 27, 1, 30), 'America/New_York')).toBe('2024-11-26');
});

test('day numbers are dates', () => {
  expect(dayText(dayOf(2024, 1, 29))).toBe('2024-02-29');
  expect(weekdayOf(dayOf(2024, 10, 25))).toBe(0);
  expect(weekdayOf(dayOf(1969, 11, 28))).toBe(6);
});

describe('causes', () => {
  test('recorded as numbers by kind are told in words', () => {
    expect(causeWords({ 'input-changed': 1, 'not-made': 1_200 }, english)).toEqual([
      'an input changed (1 partition)',
      'not made before (1,200 partitions)',
    ]);
  });

  test('that bring their sentence keep it', () => {
    expect(causeWords([{ kind: 'config-changed', count: 2, sentence: 'the gas factor changed' }], english)).toEqual([
      'the gas factor changed',
    ]);
  });

  test('of a kind that is not known keep its name', () => {
    expect(causeWords({ 'moon-phase': 3 }, english)).toEqual(['moon-phase (3 partitions)']);
  });

  test('that are nothing say nothing', () => {
    expect(causeWords(null, english)).toEqual([]);
    expect(causeWords('text', english)).toEqual([]);
  });
});
