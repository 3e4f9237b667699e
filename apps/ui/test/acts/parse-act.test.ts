import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAct } from '../../src/acts/parse-act.ts';

test.each([
  { kind: 'materialize', payload: { selection: 'physical/gas+', from: '2024-01', state: 'all', running: true } },
  { kind: 'plan', payload: { selection: '' } },
  { kind: 'backfill', payload: { selection: 'a', newestFirst: true, chunk: 30 } },
  { kind: 'cancel', payload: { run: 7 } },
  { kind: 'retry', payload: { backfill: 2 } },
  { kind: 'schedule', payload: { schedule: 'daily', action: 'run' } },
  { kind: 'add-sample', payload: { series: 'gas', time: 1_700_000_000_000, value: 12.5, note: 'cellar' } },
])('$kind is taken as it is', (act) => {
  expect(parseAct(act)).toEqual(act);
});

test.each([
  ['nothing', undefined],
  ['a text', 'materialize'],
  ['another kind', { kind: 'maintain', payload: { action: 'wipe', selection: '*' } }],
  ['a name that objects have', { kind: 'constructor', payload: {} }],
  ['a missing field', { kind: 'schedule', payload: { schedule: 'daily' } }],
  ['a field of another type', { kind: 'cancel', payload: { run: '7' } }],
  ['a field too many', { kind: 'cancel', payload: { run: 7, force: true } }],
  ['two targets at once', { kind: 'cancel', payload: { run: 7, backfill: 2 } }],
  ['another word', { kind: 'materialize', payload: { selection: '', state: 'running' } }],
  ['a number that is none', { kind: 'add-sample', payload: { series: 'gas', time: 0, value: Number.NaN } }],
  ['a text without end', { kind: 'materialize', payload: { selection: 'x'.repeat(10_000) } }],
])('%s is refused', (_, act) => {
  expect(parseAct(act)).toBeUndefined();
});

test('whatever arrives, what is taken has a known kind and only plain values', () => {
  fc.assert(
    fc.property(fc.record({ kind: fc.constantFrom('materialize', 'pin', 'x'), payload: fc.anything() }), (input) => {
      const act = parseAct(input);
      if (act === undefined) return true;
      return act.kind !== ('x' as string) && Object.values(act.payload).every((value) => typeof value !== 'object');
    }),
  );
});
