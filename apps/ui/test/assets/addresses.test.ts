import { describe, expect, test } from 'vitest';
import { assetChoiceHref } from '../../src/assets/asset-href.ts';
import { assetHref, stageOf, subjectOf, variantOf } from '../../src/assets/asset-name.ts';
import { parseRunPage, runPageHref } from '../../src/runs/run-page.ts';
import { parseSeriesRange } from '../../src/series/series-range.ts';

test('a key is told apart into stage, subject and variant', () => {
  expect([stageOf, subjectOf, variantOf].map((part) => part('consumption/gas/daily'))).toEqual([
    'consumption',
    'gas',
    'daily',
  ]);
  expect([stageOf, subjectOf, variantOf].map((part) => part('physical/gas'))).toEqual(['physical', 'gas', undefined]);
  expect([stageOf, subjectOf, variantOf].map((part) => part('alone'))).toEqual(['alone', 'alone', undefined]);
});

test('a key with unusual letters makes an address of as many parts', () => {
  expect(assetHref('physical/zähler #1', '2024-10-27T02+02:00')).toBe(
    '/assets/physical/z%C3%A4hler%20%231?partition=2024-10-27T02%2B02%3A00#partition',
  );
});

describe('the address of an asset page', () => {
  test('keeps the dragged stretch and the chosen partition', () => {
    const range = { kind: 'dates', from: '2024-01-01', to: '2024-02-01' } as const;
    const url = new URL(assetChoiceHref('a/b', { range, partition: '2024-01-15' }), 'http://host');
    expect(parseSeriesRange(Object.fromEntries(url.searchParams))).toEqual(range);
    expect(url.searchParams.get('partition')).toBe('2024-01-15');
  });

  test('is bare where nothing is chosen', () => {
    expect(assetChoiceHref('a/b', { range: parseSeriesRange({}), partition: undefined })).toBe('/assets/a/b');
  });
});

test('a page of runs survives the way through the address, nonsense does not', () => {
  const page = { status: 'failed', before: 40 } as const;
  expect(parseRunPage(Object.fromEntries(new URL(runPageHref(page), 'http://host').searchParams))).toEqual(page);
  expect(parseRunPage({ status: 'odd', before: '-3' })).toEqual({});
});
