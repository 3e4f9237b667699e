import { readFileSync } from 'node:fs';
import { statuses } from '@meterworks/assets';
import { expect, test } from 'vitest';
import { factsOfCode, orderedCounts, statusFacts, worstStatus } from '../../src/status/status-facts.ts';

test('every status has a colour in each of the three palettes', () => {
  const css = readFileSync(new URL('../../src/app/globals.css', import.meta.url), 'utf8');
  for (const { color } of statusFacts) expect(css.split(`${color}:`)).toHaveLength(4);
});

test('the code of a strip is the place in the list of statuses', () => {
  expect(statuses.map((_, code) => factsOfCode(code)?.status)).toEqual([...statuses]);
  expect(factsOfCode(15)).toBeUndefined();
});

test('counts come in the order of the statuses, without zeros and strangers', () => {
  expect(orderedCounts({ fresh: 3, failed: 1, stale: 0, odd: 9 })).toEqual([
    { status: 'failed', count: 1 },
    { status: 'fresh', count: 3 },
  ]);
});

test('an asset is as bad as its worst partition', () => {
  expect(worstStatus({ fresh: 100, stale: 1 })).toBe('stale');
  expect(worstStatus({})).toBeUndefined();
});
