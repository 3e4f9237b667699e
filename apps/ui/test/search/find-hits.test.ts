import { describe, expect, test } from 'vitest';
import { findHits, type Searched } from '../../src/search/find-hits.ts';

const asset = (key: string, description: string | null = null) => ({ key, unit: 'm³', description });
const run = (id: number) => ({
  id,
  kind: 'materialize',
  actor: 'ui',
  selection: '',
  status: 'failed',
  startedAt: 0,
  finishedAt: 1,
  durationMs: 1,
  counts: {},
  error: null,
});
const searched: Searched = {
  assets: [
    asset('readings/gas'),
    asset('physical/gas', 'In the cellar'),
    asset('physical/biogas'),
    asset('consumption/gas/daily'),
  ],
  runs: [run(12), run(2)],
  pages: [
    { label: 'Overview', href: '/' },
    { label: 'Meters', href: '/meters' },
  ],
  describeRun: ({ kind, status }) => `${kind} ${status}`,
};
const labels = (text: string, limit = 20) =>
  findHits(text, searched, limit).hits.map(({ kind, label }) => `${kind} ${label}`);

describe('a search', () => {
  test('leads to the pages before anything is typed', () => {
    expect(labels('  ')).toEqual(['page Overview', 'page Meters']);
  });

  test('gives what is called so first, then where a word begins so, then where it only occurs', () => {
    expect(labels('GAS')).toEqual([
      'meter gas',
      'asset readings/gas',
      'asset physical/gas',
      'asset consumption/gas/daily',
      'meter biogas',
      'asset physical/biogas',
    ]);
  });

  test('takes all words, in descriptions too', () => {
    expect(labels('gas cellar')).toEqual(['meter gas', 'asset physical/gas']);
    expect(labels('gas attic')).toEqual([]);
  });

  test('finds runs by number and by what became of them', () => {
    expect(labels('2')).toEqual(['run #2', 'run #12']);
    expect(labels('failed')).toEqual(['run #12', 'run #2']);
  });

  test('counts what it does not show', () => {
    const found = findHits('gas', searched, 2);
    expect(found.hits).toHaveLength(2);
    expect(found.total).toBe(6);
  });
});
