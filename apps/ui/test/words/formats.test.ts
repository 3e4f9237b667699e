import { describe, expect, test } from 'vitest';
import { formatsOf } from '../../src/words/formats.ts';

const english = formatsOf('en');
const german = formatsOf('de');

describe('amounts', () => {
  test.each([
    [1_234.567, '1,235 kWh', '1.235 kWh'],
    [12.3456, '12.35 kWh', '12,35 kWh'],
    [0.012345, '0.01235 kWh', '0,01235 kWh'],
    [0, '0 kWh', '0 kWh'],
    [-0.0000001, '0 kWh', '0 kWh'],
    [-3.5, '-3.5 kWh', '-3,5 kWh'],
    [Number.NaN, '– kWh', '– kWh'],
  ])('%d kWh read %s in English and %s in German', (value, inEnglish, inGerman) => {
    expect(english.amount(value, 'kWh')).toBe(inEnglish);
    expect(german.amount(value, 'kWh')).toBe(inGerman);
  });

  test('without a unit stand alone', () => {
    expect(english.amount(5, null)).toBe('5');
  });
});

test('a share is 100 % only if all of it is there', () => {
  expect(english.share(0.9999)).toBe('> 99 %');
  expect(english.share(1)).toBe('100 %');
  expect(english.share(0.001)).toBe('< 1 %');
});

describe('durations', () => {
  test.each([
    [850, '850 ms'],
    [12_340, '12.3 s'],
    [59_970, '1 min'],
    [245_000, '4 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [270_000_000, '3 d 3 h'],
  ])('%d ms read %s', (ms, text) => {
    expect(english.duration(ms)).toBe(text);
  });

  test('have the decimal sign of their language', () => {
    expect(german.duration(12_340)).toBe('12,3 s');
  });
});

test('an instant is shown by the clocks of its zone, on both sides of a clock change', () => {
  const read = [0, 1, 2].map((hour) => english.instant(Date.UTC(2024, 9, 27, hour, 30), 'Europe/Berlin'));
  expect(read).toEqual(['27 Oct 2024, 02:30:00', '27 Oct 2024, 02:30:00', '27 Oct 2024, 03:30:00']);
  expect(german.instant(Date.UTC(2024, 9, 27, 2, 30), 'Europe/Berlin')).toBe('27.10.2024, 03:30:00');
});

test('a day number is a date with its weekday', () => {
  const day = Date.UTC(2024, 10, 27) / 86_400_000;
  expect(english.day(day)).toBe('Wed 27 Nov 2024');
  expect(german.day(day)).toBe('Mi 27.11.2024');
});
