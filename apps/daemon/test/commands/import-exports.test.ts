import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkbook } from '@meterworks/meters/testing';
import { expect, test } from 'vitest';
import { openPlace } from './cli.ts';

const house = {
  'config/config.yaml': 'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2024 } }\n',
  'config/meters.yaml':
    'meters:\n  - { meter_id: strom, type: physical, output_unit: kWh }\n  - { meter_id: gas_zahler, type: physical, output_unit: m³ }\n',
};

test('a grid operator’s workbook is imported once, with what was written, known and refused', {
  timeout: 30_000,
}, async () => {
  const place = openPlace(house);
  const rows = [
    ['Netz GmbH'],
    ['Ab-Datum', 'Ab-Zeit', 'Zählerstand (kWh)'],
    [{ date: 45_623 }, { time: 0.25 }, 100.5],
    ['27.11.2024', '06:15', '101,25'],
    ['27.11.2024', 'mittags', '101,25'],
  ];
  writeFileSync(join(place.folder, 'netz.xlsx'), makeWorkbook(rows));
  const once = await place.run('import', 'netz.xlsx', '--meter', 'strom', '--json');
  expect(JSON.parse(once.stdout)).toMatchObject({
    format: 'registers of a grid operator',
    rows: 3,
    written: 2,
    duplicates: 0,
    refused: 1,
    refused_rows: [{ line: 5, reason: 'bad time' }],
    first: '2024-11-27T05:00:00Z',
    last: '2024-11-27T05:15:00Z',
  });
  const again = await place.run('import', 'netz.xlsx', '--meter', 'strom');
  expect(again.stdout).toContain('3 rows read: 0 new, 2 known already, 1 refused.');
  const wrong = await place.run('import', 'netz.xlsx', '--meter', 'gas_zahler');
  expect([wrong.code, wrong.stderr]).toEqual([2, 'netz.xlsx gives kWh, but "gas_zahler" counts m³.\n']);
});

test('CSV of Windows programs and of Home Assistant is read; units are converted', { timeout: 30_000 }, async () => {
  const place = openPlace({
    ...house,
    'ha.csv':
      'statistic_id,unit,start,state\nsensor.a,Wh,2024-11-27T05:00:00Z,1500\nsensor.b,Wh,2024-11-27T05:00:00Z,9\n',
    'not.xlsx': 'PK no zip',
    'other.csv': 'a;b\n1;2\n',
  });
  // ä as one byte, as Windows writes it.
  const latin = Buffer.from('Ab-Datum;Ab-Zeit;Z\u00E4hlerstand\n27.11.2024;06:00;100,5\n', 'latin1');
  writeFileSync(join(place.folder, 'netz.csv'), latin);
  expect((await place.run('import', 'netz.csv', '--meter', 'strom')).stdout).toContain('1 row read: 1 new.');

  const several = await place.run('import', 'ha.csv', '--meter', 'strom');
  expect([several.code, several.stderr]).toEqual([
    2,
    'ha.csv: it holds 2 series; name one with --entity: sensor.a, sensor.b.\n',
  ]);
  const one = await place.run('import', 'ha.csv', '--meter', 'strom', '--entity', 'sensor.a', '--json');
  expect(JSON.parse(one.stdout)).toMatchObject({ written: 1, first: '2024-11-27T06:00:00Z', conflicting: 0 });

  const none = await place.run('import', 'not.xlsx', '--meter', 'strom');
  expect([none.code, none.stderr]).toEqual([2, 'not.xlsx: it is no XLSX workbook; save it as .xlsx or .csv.\n']);
  expect((await place.run('import', 'other.csv', '--meter', 'strom')).stderr).toMatch(
    /must name the columns time and value/,
  );
});
