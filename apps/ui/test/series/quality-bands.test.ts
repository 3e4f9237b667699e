import { expect, test } from 'vitest';
import { qualityBands } from '../../src/series/quality-bands.ts';

test('consecutive partitions of one quality are one band, measured ones none', () => {
  const qualities = ['estimated', 'estimated', 'measured', 'unknown', 'extrapolated'];
  expect(qualityBands(qualities.map((quality, i) => ({ from: i, to: i + 1, quality })))).toEqual([
    { from: 0, to: 2, quality: 'estimated' },
    { from: 3, to: 4, quality: 'unknown' },
    { from: 4, to: 5, quality: 'extrapolated' },
  ]);
});

test('a gap between partitions ends a band', () => {
  const partitions = [
    { from: 0, to: 1, quality: 'estimated' },
    { from: 5, to: 6, quality: 'estimated' },
  ];
  expect(qualityBands(partitions)).toEqual(partitions);
});
