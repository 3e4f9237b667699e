import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReadingsCsv } from '../../src/import/index.ts';
import { read } from './read-rows.ts';

describe('times', () => {
  test.each([
    ['2024-10-27T02:30:00Z', '2024-10-27T02:30:00Z'],
    ['2024-10-27 02:30:00Z', '2024-10-27T02:30:00Z'],
    ['2024-10-27T02:30Z', '2024-10-27T02:30:00Z'],
    ['2024-10-27T02:30:00+02:00', '2024-10-27T00:30:00Z'],
    ['2024-10-27T02:30:00.250-0330', '2024-10-27T06:00:00.250Z'],
    ['2024-10-27T02:30:00.250+01:00', '2024-10-27T01:30:00.250Z'],
    ['2024-10-27T02:30:00.123456+00:00', '2024-10-27T02:30:00.123Z'],
    ['2024-10-27T02:30:00 +02', '2024-10-27T00:30:00Z'],
    ['2024-10-27T24:00Z', '2024-10-28T00:00:00Z'],
    ['  2024-10-27T02:30:00z ', '2024-10-27T02:30:00Z'],
  ])('%j is %s', (text, instant) => {
    expect(read(`time,value\n${text},1`).readings).toEqual([`${instant} 1`]);
  });

  test.each([
    ['', 'bad time'],
    ['yesterday', 'bad time'],
    ['2024-02-30T00:00:00Z', 'bad time'],
    ['2024-13-01T00:00:00Z', 'bad time'],
    ['2024-01-01T25:00:00Z', 'bad time'],
    ['2024-01-01T24:00:01Z', 'bad time'],
    ['2024-01-01T12:60:00Z', 'bad time'],
    ['2024-01-01T12:00:00+19:00', 'bad time'],
    ['1704067200', 'bad time'],
    ['2024-01-01', 'date without time of day'],
    ['2024-01-01T12:00:00', 'time without zone'],
    ['1969-12-31T23:59:59Z', 'time before 1970'],
    ['2201-01-01T00:00:00Z', 'time after 2200'],
  ])('%j is refused: %s', (text, reason) => {
    expect(read(`time;value\n${text};1\n2024-01-01T00:00:00Z;2`)).toMatchObject({
      refused: [`2 ${reason}`],
      readings: ['2024-01-01T00:00:00Z 2'],
    });
  });

  test('agree with the platform, in every shape that it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7_289_654_399_999 }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (time, offset) => {
          const sign = offset < 0 ? '-' : '+';
          const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
          const zone = `${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
          const shifted = time + offset * 60_000;
          fc.pre(shifted >= 0 && shifted < 7_289_654_400_000);
          const rows = [new Date(time).toISOString(), new Date(shifted).toISOString().replace('Z', zone)];
          for (const row of rows) expect(parseReadingsCsv(`time,value\n${row},1`).times).toEqual(Float64Array.of(time));
        },
      ),
    );
  });
});
