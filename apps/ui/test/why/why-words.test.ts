import type { WhyLink, WhyView } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { whySentence } from '../../src/why/why-words.ts';
import { wordsOf } from '../../src/words/words.ts';

const english = wordsOf('en');
const german = wordsOf('de');
const zone = 'Europe/Berlin';
const link = (asset: string, partition: string, cause: WhyLink['cause']): WhyLink => ({
  asset,
  partition,
  cause,
  at: null,
  run: null,
});
const seen = link('readings/gas', '2024-11-24', {
  kind: 'observed',
  source: 'readings',
  detail: '43 readings of gas arrived, the last one 5725.4 at 2024-11-24T16:42:00+01:00',
});
const view = (part: Partial<WhyView>): WhyView => ({
  asset: 'physical/gas',
  partition: '2024-11-24',
  status: 'stale',
  pinned: false,
  chain: [],
  inputs: [],
  ...part,
});

test('the sentence names the root cause, in the language of the reader', () => {
  const stale = view({
    chain: [
      link('physical/gas', '2024-11-24', {
        kind: 'input-changed',
        asset: 'readings/gas',
        spans: [{ from: '2024-11-24', to: '2024-11-24' }],
        count: 1,
      }),
      seen,
    ],
  });
  expect(whySentence(stale, zone, english)).toBe(
    'physical/gas 2024-11-24 is stale because 43 readings of gas arrived, the last one 5,725.4 of 24 Nov 2024, 16:42.',
  );
  expect(whySentence(stale, zone, german)).toBe(
    'physical/gas 2024-11-24 ist veraltet, denn 43 Ablesungen von gas kamen an, die letzte 5.725,4 vom 24.11.2024, 16:42.',
  );
});

test('a failed partition says its message, one without a message that none was recorded', () => {
  const failed = (message: string) =>
    view({ status: 'failed', chain: [link('physical/gas', '2024-11-24', { kind: 'failed', message })] });
  expect(whySentence(failed('the disk is full'), zone, english)).toBe(
    'physical/gas 2024-11-24 failed: the disk is full',
  );
  expect(whySentence(failed(''), zone, english)).toMatch(/was not recorded$/);
});

test('what is outside, pinned or without any record has a sentence too', () => {
  expect(whySentence(view({ status: null }), zone, english)).toMatch(/does not exist/);
  expect(whySentence(view({ pinned: true, chain: [seen] }), zone, english)).toMatch(/pinned/);
  expect(whySentence(view({ status: 'fresh' }), zone, english)).toBe('physical/gas 2024-11-24 is fresh.');
});

test('a detail of another form is shown as it was recorded', () => {
  const odd = view({
    status: 'fresh',
    chain: [link('x', '2024', { kind: 'observed', source: 's', detail: 'the number 69 arrived' })],
  });
  expect(whySentence(odd, zone, german)).toMatch(/denn the number 69 arrived\.$/);
});
