import { expect, test } from 'vitest';
import { type ImportResult, importJson, importLines } from '../../src/output/import-report.ts';

const result: ImportResult = {
  file: 'gas.csv',
  meter: 'gas_zahler',
  unit: 'm³',
  format: undefined,
  report: {
    rows: 5,
    accepted: 3,
    duplicates: 1,
    conflicting: 0,
    outOfOrder: 0,
    refused: [{ line: 4, text: '2024-01-03 00:00,3', reason: 'time without zone' }],
  },
  first: Date.UTC(2024, 0, 1),
  last: Date.UTC(2024, 0, 4),
  written: 1,
  known: 2,
  contradicting: 1,
  early: 0,
};

test('what was known before counts among the duplicates, what it contradicts among the conflicts', () => {
  expect(importJson(result)).toMatchObject({
    rows: 5,
    accepted: 3,
    written: 1,
    duplicates: 3,
    conflicting: 1,
    refused: 1,
  });
});

test('refused rows come first with file and line, and times without zone with the option that helps', () => {
  const lines = importLines(result);
  expect(lines[0]).toBe('gas.csv:4 refused, time without zone: 2024-01-03 00:00,3');
  expect(lines[1]).toBe('5 rows read: 1 new, 3 known already, 1 refused.');
  expect(lines.join('\n')).toContain('--timezone Europe/Berlin');
});

test('what would do is said once for each reason, and readings of a time to come are told', () => {
  const refused = [2, 3].map((line) => ({ line, text: '1.11.2024,3', reason: 'bad time' as const }));
  const lines = importLines({ ...result, report: { ...result.report, refused }, early: 2 });
  expect(lines.filter((line) => line.includes('2024-11-27T06:00:00Z'))).toHaveLength(1);
  expect(lines).toContain(
    '2 readings lie in the future and wait until then; if that is wrong, see to the clock that wrote them.',
  );
});
