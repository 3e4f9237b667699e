import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesName } from '../../src/selection/name-pattern.ts';
import { parseSelection } from '../../src/selection/parse-selection.ts';
import { resolveSelection, type SelectionView } from '../../src/selection/resolve-selection.ts';
import { SelectionError } from '../../src/selection/selection-error.ts';
import { statuses } from '../../src/staleness/status.ts';

/** Two meters, each readings → repaired → physical → consumption, and a virtual one of both. */
const edges: Record<string, string[]> = {
  'readings/gas': [],
  'repaired/gas': ['readings/gas'],
  'physical/gas': ['repaired/gas'],
  'readings/heat': [],
  'repaired/heat': ['readings/heat'],
  'physical/heat': ['repaired/heat'],
  'virtual/rest': ['physical/gas', 'physical/heat'],
  'consumption/rest': ['virtual/rest'],
};

const view: SelectionView = {
  keys: Object.keys(edges),
  tagsOf: (key) => (key.endsWith('gas') ? ['gas', 'billed'] : key.endsWith('heat') ? ['heat'] : []),
  groupOf: (key) => key.split('/')[0],
  sourceOf: (key) => (key === 'readings/gas' ? 'csv' : key === 'readings/heat' ? 'tibber' : undefined),
  upstream: (key) => edges[key] ?? [],
  downstream: (key) => Object.keys(edges).filter((other) => edges[other]?.includes(key)),
};

/** What is selected, for reading: `key` for an asset as a whole, `key[stale,failed]` for some states. */
function selected(text: string): string[] {
  const { assets, states } = resolveSelection(parseSelection(text), view);
  return [...assets].map((key) => {
    const allowed = statuses.filter((status) => states.allows(key, status));
    return allowed.length === statuses.length ? key : `${key}[${allowed.join(',')}]`;
  });
}

/** The error that a text gives. */
function errorOf(text: string): SelectionError {
  try {
    resolveSelection(parseSelection(text), view);
  } catch (error) {
    if (error instanceof SelectionError) return error;
    throw error;
  }
  throw new Error(`${text} matches`);
}

describe('a selection in a graph', () => {
  it.each([
    ['physical/gas', ['physical/gas']],
    ['readings/*', ['readings/gas', 'readings/heat']],
    ['*/g*', ['readings/gas', 'repaired/gas', 'physical/gas']],
    ['*re*i*t', ['readings/heat', 'repaired/heat']],
    ['tag:heat and re*', ['readings/heat', 'repaired/heat']],
    ['tag:b*ed and group:physical', ['physical/gas']],
    ['source:tibber', ['readings/heat']],
    ['source:*', ['readings/gas', 'readings/heat']],
    ['physical/gas virtual/rest', ['physical/gas', 'virtual/rest']],
    ['+physical/gas', ['readings/gas', 'repaired/gas', 'physical/gas']],
    ['physical/gas+', ['physical/gas', 'virtual/rest', 'consumption/rest']],
    ['1+physical/gas+1', ['repaired/gas', 'physical/gas', 'virtual/rest']],
    ['2+virtual/rest', ['repaired/gas', 'physical/gas', 'repaired/heat', 'physical/heat', 'virtual/rest']],
    ['+consumption/rest and tag:gas', ['readings/gas', 'repaired/gas', 'physical/gas']],
    ['+(physical/gas or physical/heat) and readings/*', ['readings/gas', 'readings/heat']],
    ['+consumption/rest and physical/gas+', ['physical/gas', 'virtual/rest', 'consumption/rest']],
    ['not re*', ['physical/gas', 'physical/heat', 'virtual/rest', 'consumption/rest']],
    ['* not tag:gas not tag:heat', ['virtual/rest', 'consumption/rest']],
    ['group:physical state:stale', ['physical/gas[stale]', 'physical/heat[stale]']],
    ['physical/gas and state:failed', ['physical/gas[failed]']],
    ['physical/* state:stale state:failed', ['physical/gas[failed,stale]', 'physical/heat[failed,stale]']],
    ['physical/gas and not state:fresh', ['physical/gas[running,queued,failed,blocked,missing,stale]']],
    [
      'group:physical and not (physical/gas and state:stale)',
      ['physical/gas[running,queued,failed,blocked,missing,fresh]', 'physical/heat'],
    ],
    ['physical/gas and state:stale and state:fresh', []],
    [
      '(physical/gas and state:stale) or (physical/heat and state:failed)',
      ['physical/gas[stale]', 'physical/heat[failed]'],
    ],
  ])('%s', (text, assets) => {
    expect(selected(text)).toEqual(assets);
  });

  it('takes all of one asset and the stale of every other', () => {
    const found = selected('physical/gas or state:stale');
    expect(found).toHaveLength(view.keys.length);
    expect(found.filter((entry) => !entry.endsWith('[stale]'))).toEqual(['physical/gas']);
  });

  it('takes everything but one status', () => {
    const { assets, states } = resolveSelection(parseSelection('not state:stale'), view);
    expect(assets.size).toBe(view.keys.length);
    expect(statuses.filter((status) => !states.allows('physical/gas', status))).toEqual(['stale']);
  });

  it('says whether it depends on states at all', () => {
    expect(resolveSelection(parseSelection('tag:gas'), view).states.allowsAll).toBe(true);
    expect(resolveSelection(parseSelection('not state:stale'), view).states.allowsAll).toBe(false);
  });

  it('allows no state of an asset that is not selected', () => {
    const { states } = resolveSelection(parseSelection('physical/gas'), view);
    expect(statuses.some((status) => states.allows('physical/heat', status))).toBe(false);
  });

  it.each([
    ['physical/gsa', 0, 'a key that an asset has', '"physical/gsa"', 'physical/gas'],
    ['virtual/rest and tag:gaz', 21, 'a tag that an asset has', '"gaz"', 'gas'],
    ['not group:fysical', 10, 'a group that an asset has', '"fysical"', 'physical'],
    ['source:tiber', 7, 'a source that an asset has', '"tiber"', 'tibber'],
    ['physical/gas water/*', 13, 'a key that matches an asset', '"water/*"', undefined],
    ['rest', 0, 'a key that an asset has', '"rest"', '*rest*'],
    ['Physical/gas', 0, 'a key that an asset has', '"Physical/gas"', 'physical/gas'],
  ])('refuses %s, which names nothing there', (text, position, expected, found, nearest) => {
    expect(errorOf(text)).toMatchObject({ text, position, expected, found, nearest });
  });

  it('refuses a source where nothing is observed', () => {
    const { sourceOf: _, ...bare } = view;
    expect(() => resolveSelection(parseSelection('source:tibber'), bare)).toThrow(
      'expected no source, as no asset has one, found "tibber"',
    );
  });
});

describe('a pattern', () => {
  it('matches what the regular expression of its stars matches', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 }),
        (pattern, name) => {
          expect(matchesName(pattern, name)).toBe(new RegExp(`^${pattern.join('.*')}$`).test(name));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
