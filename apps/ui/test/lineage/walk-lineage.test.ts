import { expect, test } from 'vitest';
import { lineageOf, linkLineage } from '../../src/lineage/walk-lineage.ts';
import { houseAssets } from './house-assets.ts';

const links = linkLineage(houseAssets(['day', 'night'], { power: ['day', 'night'] }));

test('the lineage of an asset goes up to the readings and down to the anomalies', () => {
  const found = lineageOf(links, 'master/power');
  expect(found).toContain('readings/day');
  expect(found).toContain('readings/night');
  expect(found).toContain('consumption/power/yearly');
  expect(found).toContain('anomalies/power');
});

test('the lineage of an asset leaves out what merely shares an input with it', () => {
  const found = lineageOf(links, 'consumption/day/daily');
  expect(found).toContain('physical/day');
  expect(found).not.toContain('master/power');
  expect(found).not.toContain('physical/night');
});
