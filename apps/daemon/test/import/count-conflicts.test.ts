import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countConflicts, type TimedValues } from '../../src/import/count-conflicts.ts';

const sorted = fc
  .array(fc.tuple(fc.nat(6), fc.nat(3)))
  .map((pairs) => pairs.sort(([a], [b]) => a - b))
  .map(
    (pairs): TimedValues => ({
      times: Float64Array.from(pairs, ([time]) => time),
      values: Float64Array.from(pairs, ([, value]) => value),
    }),
  );

test('a reading contradicts exactly when its time is known, and known without its value', () => {
  fc.assert(
    fc.property(sorted, sorted, (known, added) => {
      const pairs = [...known.times].map((time, i) => [time, known.values[i]] as const);
      const expected = [...added.times].filter((time, i) => {
        const there = pairs.filter(([other]) => other === time);
        return there.length > 0 && !there.some(([, value]) => value === added.values[i]);
      });
      expect(countConflicts(known, added)).toBe(expected.length);
    }),
  );
});
