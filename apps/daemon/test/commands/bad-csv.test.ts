import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const csv = (...rows: string[]) => `time,value\n${rows.join('\n')}\n`;

/** What the report says about a file of readings. */
async function imported(text: string, ...options: string[]) {
  const place = openPlace({ ...smallHouse, 'readings.csv': text });
  const { code, stdout, stderr } = await place.run(
    'import',
    'readings.csv',
    '--meter',
    'gas_zahler',
    '--json',
    ...options,
  );
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code, place, report: stdout === '' ? undefined : JSON.parse(stdout) };
}

const refusedLines = (report: { refused_rows: { line: number; reason: string }[] }) =>
  report.refused_rows.map(({ line, reason }) => [line, reason]);

test('rows that cannot be read are refused by line, and the others are taken', async () => {
  const { code, report } = await imported(
    csv(
      '2024-01-01T00:00:00Z,1',
      'yesterday,2',
      '2024-02-30T00:00:00Z,2',
      '2024-01-02T00:00:00Z,unavailable',
      '2024-01-03T00:00:00Z,NaN',
      '2024-01-04T00:00:00Z,',
      '2024-01-05T00:00:00,5',
      '2024-01-06T00:00:00Z,-3',
      '2024-01-07T00:00:00Z,1,5',
      '2024-01-08T00:00:00+01:00,8',
    ),
  );
  expect(code).toBe(0);
  expect(report).toMatchObject({ rows: 10, accepted: 2, written: 2, refused: 8 });
  expect(refusedLines(report).map(([line]) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(report.first).toBe('2024-01-01T00:00:00Z');
  expect(report.last).toBe('2024-01-07T23:00:00Z');
});

test('a BOM, semicolons and decimal commas are read; local times with --timezone', async () => {
  const { code, report } = await imported(
    '\uFEFFtime;value\r\n2024-01-01 00:00;1,5\r\n2024-07-01 00:00;2,25\r\n',
    '--timezone',
    'Europe/Berlin',
  );
  expect(code).toBe(0);
  expect(report).toMatchObject({
    accepted: 2,
    refused: 0,
    first: '2023-12-31T23:00:00Z',
    last: '2024-06-30T22:00:00Z',
  });
});

test('duplicates are counted, also against what is there; contradictions and disorder are told', async () => {
  const text = csv(
    '2024-01-02T00:00:00Z,2',
    '2024-01-01T00:00:00Z,1',
    '2024-01-02T00:00:00Z,2',
    '2024-01-02T00:00:00Z,2.5',
  );
  const { place, report } = await imported(text);
  expect(report).toMatchObject({ rows: 4, written: 3, duplicates: 1, conflicting: 1, out_of_order: 1 });
  place.write('again.csv', csv('2024-01-01T00:00:00Z,1', '2024-01-01T00:00:00Z,9'));
  const { stdout } = await place.run('import', 'again.csv', '--meter', 'gas_zahler', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ rows: 2, written: 1, duplicates: 1 });
});

test('of more than twenty refused rows the first twenty are named and all are counted', async () => {
  const { code, report } = await imported(csv(...Array.from({ length: 25 }, (_, i) => `day ${i},1`)));
  expect(code).toBe(2);
  expect(report).toMatchObject({ rows: 25, accepted: 0, refused: 25 });
  expect(report.refused_rows).toHaveLength(20);
});

test('a file without the columns is refused as a whole, and nothing is written', async () => {
  const { code, place, report } = await imported('when,what\n2024-01-01T00:00:00Z,1\n');
  expect([code, report]).toEqual([2, undefined]);
  expect(existsSync(join(place.folder, 'state'))).toBe(false);
});

test('readings of a computed meter are refused with the reason', async () => {
  const place = openPlace({
    ...smallHouse,
    'config/meters.yaml': `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - { meter_id: b, type: virtual, output_unit: kWh, expression: "2 * a" }
`,
    'readings.csv': csv('2024-01-01T00:00:00Z,1'),
  });
  const { code, stderr } = await place.run('import', 'readings.csv', '--meter', 'b');
  expect(code).toBe(2);
  expect(stderr).toContain('"b" is a virtual meter: it is computed from a and has no readings of its own');
});
