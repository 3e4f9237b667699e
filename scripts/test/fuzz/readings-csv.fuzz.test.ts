import { parseReadingsCsv, ReadingsHeaderError } from '@meterworks/meters/import';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzPatience, fuzzSettings, mutatedText } from './mutated-text.ts';

const texts = mutatedText(
  'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-02T00:00:00Z,1001.5\n2024-01-02T00:00:00Z,1002\n',
  '\u{FEFF}time;value;note\r\n2024-10-27 02:30:00;1.000,5;"a ""note"""\r\n2024-10-27 02:30:00;1.001,0;\r\n2024-03-31 02:30;1;\r\n',
);

test('every row of whatever file is accepted, a duplicate or refused with its line, and what is accepted is in order', {
  timeout: fuzzPatience,
}, () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, local) => {
      try {
        const { times, values, report } = parseReadingsCsv(text, local ? { timezone: 'Europe/Berlin' } : {});
        expect(report.rows).toBe(report.accepted + report.duplicates + report.refused.length);
        expect(times.length).toBe(report.accepted);
        expect(values.every(Number.isFinite) && times.every(Number.isFinite)).toBe(true);
        expect(times.every((time, i) => i === 0 || (times[i - 1] as number) <= time)).toBe(true);
        expect(report.refused.every(({ line }) => line >= 1)).toBe(true);
      } catch (error) {
        if (!(error instanceof ReadingsHeaderError)) throw error;
      }
    }),
    fuzzSettings,
  );
});
