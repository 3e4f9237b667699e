import { describe, expect, test } from 'vitest';
import { parseAct } from '../../src/acts/parse-act.ts';
import {
  backfillHref,
  backfillRequestOf,
  blankWish,
  parseBackfillWish,
  planRequestOf,
} from '../../src/backfills/backfill-wish.ts';
import { filedOf } from '../../src/backfills/filed-backfill.ts';
import { selectedDays } from '../../src/backfills/selected-days.ts';

const wish = {
  selection: 'physical/gas or tag:water',
  from: '2024-01-01',
  to: '2024-02',
  state: 'missing',
  upstream: false,
  downstream: true,
  newestFirst: true,
} as const;

describe('a wish for a backfill', () => {
  test('comes back from its address, a blank one from none', () => {
    const query = (href: string) => Object.fromEntries(new URL(href, 'http://host').searchParams);
    expect(parseBackfillWish(query(backfillHref(wish)))).toEqual(wish);
    expect(backfillHref(blankWish)).toBe('/backfills/new');
    expect(parseBackfillWish({ state: 'odd' })).toEqual(blankWish);
  });

  test('is something that these pages may ask for, with all that is computed of it', () => {
    const payload = backfillRequestOf(wish);
    expect(payload).toEqual({
      selection: '(physical/gas or tag:water)+',
      from: '2024-01-01',
      to: '2024-02',
      running: true,
      state: 'missing',
      upstream: false,
      newestFirst: true,
    });
    expect(parseAct({ kind: 'backfill', payload })).toBeDefined();
    expect(parseAct({ kind: 'plan', payload: { ...planRequestOf(wish), observe: false } })).toBeDefined();
    expect(planRequestOf(blankWish)).toEqual({ selection: '' });
  });
});

test('what was filed is told apart from nothing to do', () => {
  expect(filedOf({ kind: 'filed', backfill: 3 })).toEqual({ kind: 'filed', backfill: 3 });
  expect(filedOf({ kind: 'nothing', backfill: null })).toBeUndefined();
  expect(filedOf(null)).toBeUndefined();
});

describe('the days of a selection', () => {
  const asset = (key: string, firstOrdinal: number, strip: string, part: object = {}) => ({
    key,
    position: 0,
    grain: 'day',
    zone: 'Europe/Berlin',
    group: null,
    unit: null,
    description: null,
    tags: [],
    deps: [],
    external: false,
    codeVersion: '1',
    active: true,
    summary: {
      asset: key,
      asOf: 0,
      counts: { fresh: strip.length },
      firstOrdinal,
      strip,
      lastValue: null,
      updatedSeq: 1,
    },
    ...part,
  });
  const assets = [asset('a/x', 10, '6656'), asset('b/x', 12, '26'), asset('readings/x', 5, '66', { external: true })];

  test('show the worst of each day over all that is computed', () => {
    const { strip, assets: count } = selectedDays(assets, '');
    expect([strip.first, [...strip.codes], count]).toEqual([10, [6, 6, 2, 6], 2]);
    expect([...selectedDays(assets, 'b/*').strip.codes]).toEqual([2, 6]);
  });

  test('say what is wrong with a selection that cannot be read or means nothing', () => {
    expect(selectedDays(assets, 'a/x and (').fault?.at).toBe(9);
    expect(selectedDays(assets, 'nowhere').fault).toBeDefined();
  });
});
