import { describe, expect, test } from 'vitest';
import { collapseStages } from '../../src/lineage/collapse-stages.ts';
import { holdsWords, lineageHref, parseLineageFilter, wholeLineage } from '../../src/lineage/lineage-filter.ts';
import type { LineageItem } from '../../src/lineage/lineage-model.ts';
import { packLineage, unpackLineage } from '../../src/lineage/pack-lineage.ts';
import { selectLineage } from '../../src/lineage/select-lineage.ts';
import { linkLineage, pathBetween } from '../../src/lineage/walk-lineage.ts';
import { houseAssets } from './house-assets.ts';

const items: LineageItem[] = houseAssets(['gas', 'water'], { total: ['gas', 'water'] }).map((asset) => ({
  ...asset,
  unit: asset.key.includes('gas') ? 'm³' : null,
  description: asset.key === 'physical/gas' ? 'Gas meter, read by hand' : null,
  group: asset.key.split('/')[0] ?? null,
  tags: asset.key.includes('gas') ? ['gas', 'burnt'] : [],
  external: asset.deps.length === 0,
  counts: asset.key === 'physical/water' ? { stale: 2, fresh: 40 } : { fresh: 1_461 },
  strip: asset.key === 'physical/water' ? '5.62j' : '',
}));
const links = linkLineage(items);
const select = (text: string) => selectLineage(items, links, text);

describe('the words of a filter', () => {
  const asset = { key: 'physical/gas_zahler', unit: 'm³', description: 'Gas meter, read by hand' };
  test.each([
    ['', true],
    ['GAS', true],
    ['gas hand', true],
    ['gas water', false],
    ['m³', true],
  ])('"%s" are in the gas meter: %s', (text, holds) => {
    expect(holdsWords(text, asset)).toBe(holds);
  });
});

describe('what a text selects', () => {
  test('is what the grammar says', () => {
    expect([...select('physical/*').keys]).toEqual(['physical/gas', 'physical/water']);
    expect([...select('state:stale').keys]).toEqual(['physical/water']);
    expect([...select('tag:gas and group:physical').keys]).toEqual(['physical/gas']);
    expect(select('+physical/gas').keys.has('readings/gas')).toBe(true);
  });

  test('is what holds the words where the grammar knows no such name', () => {
    expect(select('by hand')).toMatchObject({ kind: 'words', fault: undefined });
    expect([...select('by hand').keys]).toEqual(['physical/gas']);
  });

  test('is nothing, with the place of the fault, where signs of the grammar do not fit', () => {
    expect(select('tag:gas and (').keys.size).toBe(0);
    expect(select('tag:gas and (').fault?.at).toBe(13);
  });
});

test('the path between two assets is all that lies between them, whichever is named first', () => {
  const path = ['physical/gas', 'master/total', 'consumption/total/daily'];
  expect([...pathBetween(links, 'physical/gas', 'consumption/total/daily')].sort()).toEqual([...path].sort());
  expect([...pathBetween(links, 'consumption/total/daily', 'physical/gas')].sort()).toEqual([...path].sort());
  expect(pathBetween(links, 'physical/gas', 'physical/water').size).toBe(0);
});

test('collapsed stages add up what they hold, and open ones keep their assets', () => {
  const shown = collapseStages(items, new Set(['master']));
  const physical = shown.find(({ key }) => key === 'physical/*');
  expect(physical).toMatchObject({ members: 2, counts: { stale: 2, fresh: 1_501 } });
  expect(shown.find(({ key }) => key === 'master/total')?.deps).toEqual([{ asset: 'physical/*', mapping: 'identity' }]);
  expect(shown.every(({ key, deps }) => deps.every(({ asset }) => asset !== key))).toBe(true);
});

test('packed assets come out as they went in', () => {
  expect(unpackLineage(packLineage(items))).toEqual(items);
  expect(unpackLineage(packLineage([]))).toEqual([]);
});

describe('the address of a filter', () => {
  test('gives it back', () => {
    const filter = {
      select: '+virtual/x and not tag:gas',
      stage: 'physical',
      collapsed: true,
      open: ['master', 'virtual'],
      path: ['physical/gas', 'master/total'],
    };
    expect(parseLineageFilter(new URL(lineageHref(filter), 'http://host').searchParams)).toEqual(filter);
  });

  test('is bare where nothing is filtered', () => {
    expect(lineageHref(wholeLineage)).toBe('/lineage');
  });
});
