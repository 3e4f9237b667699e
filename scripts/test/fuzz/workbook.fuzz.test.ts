import {
  type ExportedReadings,
  MixedUnitsError,
  parseExportSheets,
  ReadingsHeaderError,
  readWorkbook,
  SeriesChoiceError,
  WorkbookError,
} from '@meterworks/meters/import';
import { makeWorkbook } from '@meterworks/meters/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzPatience, fuzzSettings, mutatedText } from './mutated-text.ts';

const known = [WorkbookError, ReadingsHeaderError, MixedUnitsError, SeriesChoiceError];

const cell = fc.oneof(
  mutatedText('27.10.2024', '02:30', '1.234,5', 'Ab-Datum', 'Zählerstand (kWh)').map((text) =>
    text.replaceAll(/[^\t\n -\uD7FF]/g, ''),
  ),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.record({ date: fc.integer({ min: -10, max: 3_000_000 }) }),
  fc.record({ time: fc.double({ min: -1, max: 2, noNaN: true }) }),
  fc.constant(null),
);
const rows = fc
  .array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 })
  .map((body) => [['Ab-Datum', 'Ab-Zeit', 'Zählerstand'], [{ date: 45_600 }, { time: 0.25 }, 1000.5], ...body]);

/** What becomes of a file; undefined where it was refused by one of the known errors. */
async function read(bytes: Uint8Array): Promise<ExportedReadings | undefined> {
  try {
    return parseExportSheets(await readWorkbook(bytes.slice().buffer), { timezone: 'Europe/Berlin' });
  } catch (error) {
    if (known.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

function expectSound(found: ExportedReadings | undefined): void {
  if (found === undefined) return;
  const { times, values, report } = found;
  expect(report.rows).toBe(report.accepted + report.duplicates + report.refused.length);
  expect(times.every(Number.isFinite) && values.every(Number.isFinite)).toBe(true);
}

test('whatever stands in its cells, a workbook is read row by row or refused', { timeout: fuzzPatience }, async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => expectSound(await read(makeWorkbook(cells)))),
    fuzzSettings,
  );
});

test('a workbook whose bytes are spoiled is read or refused', { timeout: fuzzPatience }, async () => {
  const whole = makeWorkbook([
    ['Ab-Datum', 'Ab-Zeit', 'Zählerstand'],
    [{ date: 45_600 }, { time: 0.25 }, 1000.5],
  ]);
  const edits = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(edits, fc.nat({ max: whole.length }), async (list, length) => {
      const bytes = whole.slice(0, Math.max(length, whole.length / 2));
      for (const [at, value] of list) if (at < bytes.length) bytes[at] = value;
      expectSound(await read(bytes));
    }),
    fuzzSettings,
  );
});
