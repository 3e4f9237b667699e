import { parseSelection } from '@meterworks/assets';
import { expect, test } from 'vitest';
import { materializeRequestOf } from '../../src/acts/materialize-request.ts';

const wish = { asset: 'physical/gas', from: '', to: '', which: 'needed', downstream: false } as const;

test('what nobody narrowed down is left out', () => {
  expect(materializeRequestOf(wish)).toEqual({ selection: 'physical/gas' });
});

test('a range takes along the open month that holds its end', () => {
  expect(materializeRequestOf({ ...wish, from: '2024-01', to: '2024-02', which: 'all', downstream: true })).toEqual({
    selection: 'physical/gas+',
    from: '2024-01',
    to: '2024-02',
    running: true,
    state: 'all',
  });
});

test('a key with characters of the grammar selects itself and nothing else', () => {
  for (const asset of ['a*b', 'or', '2+x', 'tag:x', 'a "b" c', 'zähler (alt)/täglich']) {
    expect(parseSelection(materializeRequestOf({ ...wish, asset }).selection)).toMatchObject({ pattern: [asset] });
  }
});
