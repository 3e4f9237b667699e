import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportOptions, parseReadingsCsv, ReadingsHeaderError } from '../../src/import/index.ts';
import { read } from './read-rows.ts';

const local: ImportOptions = { timezone: 'Europe/Berlin' };

describe('a readings file', () => {
  test('may have its columns in any order and case, among others', () => {
    expect(read('Unit;VALUE; Time ;note\nkWh;1,5;2024-01-01T00:00:00Z;x').readings).toEqual([
      '2024-01-01T00:00:00Z 1.5',
    ]);
  });

  test('may have a BOM, CRLF, blank lines, quotes and tabs', () => {
    expect(read('\uFEFF"time"\t"value"\r\n\r\n"2024-01-01T00:00:00Z"\t"1.5"\r\n\t\r\n').readings).toEqual([
      '2024-01-01T00:00:00Z 1.5',
    ]);
    expect(read('time,value\r2024-01-01T00:00:00Z,1.5\r').readings).toEqual(['2024-01-01T00:00:00Z 1.5']);
    expect(read('note,time,value\n"a ""b"", c",2024-01-01T00:00:00Z,"1.5"').readings).toEqual([
      '2024-01-01T00:00:00Z 1.5',
    ]);
  });

  test('may come in pieces cut anywhere', () => {
    const text = 'time,value\n2024-01-01T00:00:00Z,1\n2024-01-02T00:00:00Z,2\n';
    expect(parseReadingsCsv(text.match(/.{1,7}/gs) ?? [])).toEqual(parseReadingsCsv(text));
  });

  test.each([
    ['', 1, []],
    ['\n\n2024-01-01T00:00:00Z,5', 3, ['2024-01-01T00:00:00Z', '5']],
    ['date;reading', 1, ['date', 'reading']],
    ['time,time,value', 1, ['time', 'time', 'value']],
    ['time', 1, ['time']],
  ])('without the header that names both columns is refused as a whole: %j', (text, line, columns) => {
    try {
      parseReadingsCsv(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ReadingsHeaderError);
      expect(error).toMatchObject({ line, columns });
    }
  });
});

describe('rows', () => {
  test('that repeat, contradict or come late are counted', () => {
    const { readings, report } = read([
      'time,value',
      '2024-01-03T00:00:00Z,3',
      '2024-01-01T00:00:00Z,1',
      '2024-01-02T00:00:00Z,2',
      '2024-01-01T00:00:00Z,1',
      '2024-01-01T00:00:00Z,7',
      '2024-01-03T00:00:00Z,3',
    ]);
    expect(readings).toEqual([
      '2024-01-01T00:00:00Z 1',
      '2024-01-01T00:00:00Z 7',
      '2024-01-02T00:00:00Z 2',
      '2024-01-03T00:00:00Z 3',
    ]);
    expect(report).toMatchObject({ rows: 6, accepted: 4, duplicates: 2, conflicting: 1, outOfOrder: 4 });
  });

  test('are refused by themselves, with line and text', () => {
    const { report } = read(
      'time,value\n\n2024-01-01T00:00:00Z,1\nx,2\n2024-01-01T01:00:00Z\n"2024-01-01T02:00:00Z,3\n2024-01-01T03:00:00Z,4,\n',
    );
    expect(report.refused).toEqual([
      { line: 4, text: 'x,2', reason: 'bad time' },
      { line: 5, text: '2024-01-01T01:00:00Z', reason: 'too few fields' },
      { line: 6, text: '"2024-01-01T02:00:00Z,3', reason: 'quote not closed' },
    ]);
    expect(report.accepted).toBe(2);
  });

  test('of any garbage are counted, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('time,value\n', 'time;value\r\n', '"time"\tvalue\n'),
        (text, header) => {
          read(header + text, local);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('come back as they were written, in any order and style', () => {
    const reading = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e8 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(reading, { selector: ([second]) => second, maxLength: 50 }),
        fc.boolean(),
        (readings, german) => {
          // Two decimals: three would be ambiguous below 1000 in a file that proves nothing.
          const number = (hundredths: number) => (hundredths / 100).toFixed(2).replace('.', german ? ',' : '.');
          const rows = readings.map(
            ([second, hundredths]) =>
              `${new Date(second * 1000).toISOString()}${german ? ';' : ','}${number(hundredths)}`,
          );
          const { times, values, report } = parseReadingsCsv(
            [german ? 'time;value' : 'time,value', ...rows].join('\n'),
          );
          const sorted = readings.toSorted((a, b) => a[0] - b[0]);
          expect([...times]).toEqual(sorted.map(([second]) => second * 1000));
          expect([...values]).toEqual(sorted.map(([, hundredths]) => hundredths / 100));
          expect(report.refused).toEqual([]);
        },
      ),
    );
  });
});

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const data = join(process.env.METERWORKS_SHARED ?? join(root, '..', 'shared'), 'data');

describe.skipIf(!existsSync(data))(
  `the real series of ${data}${existsSync(data) ? '' : ' (not there: skipped)'}`,
  () => {
    test.each([
      [
        'nl-home',
        ['gas', 'pv', 'strom_bezug_T1', 'strom_bezug_T2', 'strom_einspeisung_T1', 'strom_einspeisung_T2'],
        254_063,
      ],
      ['defects', ['reset_2020-12-08', 'trailing_zero'], 598],
    ])('%s are read row for row', (folder, names, rows) => {
      const reports = names.map(
        (name) => parseReadingsCsv(readFileSync(join(data, folder, `${name}.csv`), 'utf8')).report,
      );
      expect(reports.reduce((sum, report) => sum + report.accepted, 0)).toBe(rows);
      expect(reports.flatMap(({ refused }) => refused)).toEqual([]);
    });
  },
);
