import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MixedUnitsError,
  parseExportCsv,
  parseExportSheets,
  readWorkbook,
  SeriesChoiceError,
  WorkbookError,
} from '../../src/import/index.ts';
import { type MadeCell, makeWorkbook } from '../../src/testing/index.ts';

const berlin = { timezone: 'Europe/Berlin' };
const iso = (times: Iterable<number> | undefined) => Array.from(times ?? [], (time) => new Date(time).toISOString());

async function readMade(rows: readonly (readonly MadeCell[])[]) {
  const bytes = makeWorkbook(rows);
  return parseExportSheets(await readWorkbook(bytes.slice().buffer), berlin);
}

describe('registers of a grid operator', () => {
  it('are read with the header below an address, decimal commas and local times', () => {
    const csv = `Netz GmbH;;;\r\nZählpunkt;DE0001;;\r\n\r\nAb-Datum;Ab-Zeit;Zählerstand (kWh);Status\r\n27.11.2024;00:00;12345,678;W\r\n27.11.2024;00:15;12.346,5;W\r\n27.11.2024;24:00;12350;E\r\n`;
    const read = parseExportCsv(csv, berlin);
    expect(iso(read?.times)).toEqual([
      '2024-11-26T23:00:00.000Z',
      '2024-11-26T23:15:00.000Z',
      '2024-11-27T23:00:00.000Z',
    ]);
    expect([...(read?.values ?? [])]).toEqual([12345.678, 12346.5, 12350]);
    expect(read).toMatchObject({
      unit: 'kWh',
      format: 'registers of a grid operator',
      report: { rows: 3, accepted: 3 },
    });
  });

  it('tell both hours of the October change apart, and skip none', () => {
    const quarter = ['02:00', '02:15', '02:30', '02:45'];
    const times = ['01:45', ...quarter, ...quarter, '03:00'];
    const csv = `Ab-Datum;Ab-Zeit;Zählerstand\n${times.map((time, i) => `27.10.2024;${time};${i},5`).join('\n')}\n`;
    const read = parseExportCsv(csv, berlin);
    const start = Date.UTC(2024, 9, 26, 23, 45);
    expect([...(read?.times ?? [])]).toEqual(times.map((_, i) => start + i * 900_000));
    expect(read?.report).toMatchObject({ accepted: 10, duplicates: 0, refused: [] });
  });

  it('are read from a sheet, of date and time cells, serials and texts alike', async () => {
    const serial = 45_623; // 2024-11-27
    const read = await readMade([
      ['Netz GmbH'],
      [],
      ['Ab-Datum', 'Ab-Zeit', 'Zählerstand'],
      [{ date: serial }, { time: 0.25 }, 100.5],
      [serial, 0.260_416_666_7, 101],
      ['27.11.2024', '06:30:00', '101,75'],
      [String(serial), { time: 28.125 / 24 / 4 }, '102'],
    ]);
    expect(iso(read?.times)).toEqual([
      '2024-11-27T05:00:00.000Z',
      '2024-11-27T05:15:00.000Z',
      '2024-11-27T05:30:00.000Z',
      '2024-11-27T06:01:53.000Z',
    ]);
    expect([...(read?.values ?? [])]).toEqual([100.5, 101, 101.75, 102]);
  });

  it('refuse rows by themselves, with their line and reason', async () => {
    const read = await readMade([
      ['Ab-Datum', 'Ab-Zeit', 'Zählerstand'],
      ['31.03.2024', '02:30', 1],
      ['30.02.2024', '02:30', 1],
      ['01.04.2024', '25:00', 1],
      ['01.04.2024', '02:00', 'fehlt'],
      ['01.04.2024', '02:00', -1],
      ['01.04.2024', '02:00', 7],
      ['01.04.2024', '02:00', 7],
    ]);
    expect(read?.report.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'local time skipped by the clock change'],
      [3, 'bad time'],
      [4, 'bad time'],
      [5, 'text value'],
      [6, 'negative'],
    ]);
    expect(read?.report).toMatchObject({ rows: 7, accepted: 1, duplicates: 1 });
  });

  it('have their header among the first twenty rows, or are not known', () => {
    const withHeaderIn = (row: number) =>
      parseExportCsv(`${'x;y\n'.repeat(row - 1)}Ab-Datum;Ab-Zeit;Zählerstand\n27.11.2024;00:00;1\n`, berlin);
    expect(withHeaderIn(20)?.report.accepted).toBe(1);
    expect(withHeaderIn(21)).toBeUndefined();
    expect(parseExportCsv('', berlin)).toBeUndefined();
    expect(parseExportCsv('a,b\n1,2\n', berlin)).toBeUndefined();
  });
});

describe('statistics of Home Assistant', () => {
  it('hold the register of the end of the hour that they name', () => {
    const csv =
      'statistic_id,unit,start,state,sum\nsensor.gas,m³,2024-11-27T05:00:00+00:00,100.5,3\nsensor.gas,m³,2024-11-27T06:00:00+00:00,101.25,4\n';
    const read = parseExportCsv(csv, berlin);
    expect(iso(read?.times)).toEqual(['2024-11-27T06:00:00.000Z', '2024-11-27T07:00:00.000Z']);
    expect([...(read?.values ?? [])]).toEqual([100.5, 101.25]);
    expect(read?.unit).toBe('m³');
  });

  it('are read with local starts, seconds since 1970, and the five minutes of short-term ones', () => {
    const local = parseExportCsv('statistic_id\tunit\tstart\tsum\ns\tkWh\t27.11.2024 06:00\t5\n', berlin);
    expect(iso(local?.times)).toEqual(['2024-11-27T06:00:00.000Z']);
    const seconds = parseExportCsv('start_ts,state\n1732687200.0,5\n1732687500.0,6\n', berlin);
    expect(iso(seconds?.times)).toEqual(['2024-11-27T06:05:00.000Z', '2024-11-27T06:10:00.000Z']);
  });

  it('of several series want one named', () => {
    const csv =
      'entity_id,state,last_changed\nsensor.a,1,2024-11-27T05:00:00.000Z\nsensor.b,unavailable,2024-11-27T05:00:00.000Z\nsensor.b,2,2024-11-27T05:01:00.000Z\n';
    expect(() => parseExportCsv(csv, berlin)).toThrow(SeriesChoiceError);
    expect(() => parseExportCsv(csv, { ...berlin, series: 'sensor.c' })).toThrow(
      /no series "sensor\.c"; it has sensor\.a, sensor\.b/,
    );
    const read = parseExportCsv(csv, { ...berlin, series: 'sensor.b' });
    expect(iso(read?.times)).toEqual(['2024-11-27T05:01:00.000Z']);
    expect(read?.report.refused.map(({ line, reason }) => [line, reason])).toEqual([[3, 'text value']]);
  });

  it('in several units are refused', () => {
    const csv = 'start,unit,state\n2024-11-27T05:00:00Z,kWh,1\n2024-11-27T06:00:00Z,Wh,1000\n';
    expect(() => parseExportCsv(csv, berlin)).toThrow(MixedUnitsError);
  });
});

it('what is no workbook is said to be none', async () => {
  for (const bytes of [Uint8Array.of(0x50, 0x4b, 3, 4, 0), Uint8Array.of(0xd0, 0xcf), new Uint8Array(0)]) {
    await expect(readWorkbook(bytes.buffer)).rejects.toThrow(WorkbookError);
  }
});

it('a date cell that no calendar reaches is refused with its row', () => {
  const far = [new Date('+275759-07-03T23:59:59.500Z'), new Date('1899-12-30T11:31:03Z'), 1];
  const read = parseExportSheets([[['Ab-Datum', 'Ab-Zeit', 'Zählerstand'], far]], berlin);
  expect(read?.report.refused.map(({ line, reason }) => [line, reason])).toEqual([[2, 'time after 2200']]);
});

it('whatever stands in the cells, every row is taken, known or refused, and times ascend', () => {
  const cell = fc.oneof(
    fc.constantFrom('27.10.2024', '31.03.2024', '02:30', '24:00', '45623', '1.234', '1,5', ''),
    fc.string({ maxLength: 12 }),
    fc.double(),
    fc.date({ noInvalidDate: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const headers = [
    ['Ab-Datum', 'Ab-Zeit', 'Zählerstand'],
    ['start', 'unit', 'state'],
    ['start_ts', 'x', 'sum'],
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...headers),
      fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 20 }),
      (header, rows) => {
        let read: ReturnType<typeof parseExportSheets>;
        try {
          read = parseExportSheets([[header, ...rows]], berlin);
        } catch (error) {
          expect(error).toBeInstanceOf(MixedUnitsError);
          return;
        }
        const { times, values, report } = read ?? expect.unreachable();
        expect(report.rows).toBe(report.accepted + report.duplicates + report.refused.length);
        expect(values.every((value) => value >= 0 && value < Number.POSITIVE_INFINITY)).toBe(true);
        expect([...times]).toEqual([...times].sort((a, b) => a - b));
      },
    ),
    { numRuns: 500 },
  );
});
