import { expect, test } from 'vitest';
import { csvRow } from '../../src/output/csv.ts';
import { type SeriesTable, seriesJson, seriesTable } from '../../src/output/series-table.ts';

const start = Date.UTC(2024, 10, 26, 23);
const end = start + 86_400_000;
const csv = ({ columns, rows }: SeriesTable) => [columns.join(','), ...rows.map(csvRow)];

test('a consumption has the columns partition, start, value, unit and quality', () => {
  const table = seriesTable('consumption/strom_total/daily', 'kWh', [
    { key: '2024-11-27', start, end, value: { consumption: 0.1 + 0.2, quality: 'measured', measuredShare: 1 } },
    { key: '2024-11-28', start: end, end, value: { consumption: undefined, quality: 'unknown', measuredShare: 0 } },
  ]);
  expect(csv(table)).toEqual([
    'partition,start,value,unit,quality',
    '2024-11-27,2024-11-26T23:00:00Z,0.30000000000000004,kWh,measured',
    '2024-11-28,2024-11-27T23:00:00Z,,kWh,unknown',
  ]);
});

test.each(['physical/gas', 'master/gas', 'virtual/gas'])(
  '%s has the columns of a register, at the end of the day',
  (asset) => {
    const value = { close: 1000.5, advance: 2, quality: 'estimated', measuredShare: 0, method: 'learned' };
    expect(csv(seriesTable(asset, 'm³', [{ key: '2024-11-27', start, end, value }]))).toEqual([
      'partition,end,close,advance,unit,quality',
      '2024-11-27,2024-11-27T23:00:00Z,1000.5,2,m³,estimated',
    ]);
  },
);

test('details of a register are its band, method and quality codes, of a consumption its band', () => {
  const day = { close: 9, advance: 2, quality: 'estimated', measuredShare: 0, method: 'learned', low: 1, high: 4 };
  const values = [
    { key: '2024-11-27', start, end, value: day },
    { key: '2024-11-28', start, end, value: undefined },
  ];
  const [heading, ...rows] = csv(seriesTable('physical/gas', 'm³', values, 'detailed'));
  expect(heading).toBe('partition,end,close,advance,unit,quality,p10,p90,measured_share,method,nem12,bo4e,mscons');
  expect(rows[0]).toMatch(/,estimated,1,4,0,learned,S24,ERSATZWERT,ZJ2$/);
  expect(rows[1]).toMatch(/,,,,,,,$/);
  expect(csv(seriesTable('consumption/gas/daily', 'm³', values, 'detailed'))[0]).toBe(
    'partition,start,value,unit,quality,p10,p90,measured_share',
  );
});

test('a list of values has one row an entry and keeps the entries’ own start apart, as an instant', () => {
  const value = [
    { id: 'a', start: 5_000, score: Number.NaN },
    { id: 'b', start: 6_000, score: 2 },
  ];
  const table = seriesTable('anomalies/gas', 'm³', [
    { key: '2024-11-27', start, end, value },
    { key: '2024-11-28', start: end, end, value: [] },
  ]);
  expect(csv(table)).toEqual([
    'partition,partition_start,id,start,score',
    '2024-11-27,2024-11-26T23:00:00Z,a,1970-01-01T00:00:05Z,',
    '2024-11-27,2024-11-26T23:00:00Z,b,1970-01-01T00:00:06Z,2',
  ]);
});

test('JSON has null where CSV has nothing', () => {
  const value = { consumption: undefined, quality: 'unknown' };
  expect(seriesJson(seriesTable('consumption/x/daily', undefined, [{ key: '2024-11-27', start, end, value }]))).toEqual(
    [{ partition: '2024-11-27', start: '2024-11-26T23:00:00Z', value: null, unit: null, quality: 'unknown' }],
  );
});
