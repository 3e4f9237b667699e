import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAct } from '../../../apps/ui/src/acts/parse-act.ts';
import { fuzzPatience, fuzzSettings } from './mutated-text.ts';

const names = [
  'kind',
  'payload',
  'selection',
  'from',
  'to',
  'state',
  'running',
  'backfill',
  'run',
  'upstream',
  '__proto__',
  'constructor',
];
const words = ['materialize', 'backfill', 'cancel', 'retry', 'maintain', 'stale', 'all', '*', '2024-01-01'];
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...words),
    fc.anything(),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
    fc.record({ kind: fc.constantFrom(...words), payload: fc.dictionary(fc.constantFrom(...names), tie('value')) }),
  ),
}));

test('whatever a page is sent is one of its acts, with nothing else in it, or nothing', {
  timeout: fuzzPatience,
}, () => {
  fc.assert(
    fc.property(value, (input) => {
      const act = parseAct(input);
      if (act === undefined) return;
      expect(Object.keys(act).toSorted()).toEqual(['kind', 'payload']);
      // What is filed is JSON: nothing may be lost on the way, and nothing may hide in it.
      expect(JSON.parse(JSON.stringify(act))).toEqual(act);
      expect(act.kind).not.toBe('maintain');
    }),
    fuzzSettings,
  );
});
