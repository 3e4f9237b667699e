import { expect } from 'vitest';
import { type ImportOptions, parseReadingsCsv } from '../../src/import/index.ts';

/** Times as ISO texts and values, with the refusals as `line reason`; the report's sum is checked on every call. */
export function read(text: string | readonly string[], options: ImportOptions = {}) {
  const { times, values, report } = parseReadingsCsv(typeof text === 'string' ? text : text.join('\n'), options);
  expect(report.accepted).toBe(times.length);
  expect(values.length).toBe(times.length);
  expect(report.rows).toBe(report.accepted + report.duplicates + report.refused.length);
  for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThanOrEqual(times[i - 1] ?? 0);
  return {
    readings: [...times].map((time, i) => `${new Date(time).toISOString().replace('.000Z', 'Z')} ${values[i]}`),
    refused: report.refused.map(({ line, reason }) => `${line} ${reason}`),
    report,
  };
}
