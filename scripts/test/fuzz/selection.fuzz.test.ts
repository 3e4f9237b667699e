import { formatSelection, parseSelection, SelectionError } from '@meterworks/assets';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzPatience, fuzzSettings, mutatedText } from './mutated-text.ts';

const texts = mutatedText(
  'consumption/* and not tag:gas',
  '2+virtual/x+1 or (group:anomalies state:stale)',
  '"last week"/* key:a or not (source:tibber and b+)',
);

test('whatever is typed is a selection that reads back the same, or an error that shows the place', {
  timeout: fuzzPatience,
}, () => {
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const written = formatSelection(parseSelection(text));
        expect(formatSelection(parseSelection(written))).toBe(written);
      } catch (error) {
        if (!(error instanceof SelectionError)) throw error;
        expect(error.message).toContain('^');
      }
    }),
    fuzzSettings,
  );
});
