import { beforeEach, describe, expect, it } from 'vitest';
import { configChanges } from '../../src/explain/partition-cause.ts';
import {
  type AssetKey,
  absent,
  type DomainRule,
  defineAsset,
  describeCause,
  explainPartition,
  float64,
  lastChangedInput,
  window,
} from '../../src/index.ts';
import type { RecordedHouse } from '../staleness/recorded-house.ts';
import {
  copy,
  days,
  definitions,
  first,
  january,
  numbers,
  openSmallHouse,
  plain,
  reader,
  redefined,
  stretch,
  sums,
} from '../staleness/small-house.ts';

let house: RecordedHouse;
beforeEach(() => {
  house = openSmallHouse();
});
const facts = (key: string, ordinal: number) =>
  explainPartition(house.graph, house.staleness, key as AssetKey, ordinal);
const sentences = (key: string, ordinal: number) =>
  facts(key, ordinal).causes.map((cause) => describeCause(house.graph, cause));

describe('a cause in words', () => {
  const at = first + 2;
  const table: readonly [string, () => void, string[]][] = [
    ['nothing for what is fresh', () => {}, []],
    ['an input that changed', () => house.make('numbers', { [at]: 'other' }), ['numbers changed (2024-02-01)']],
    [
      'an input that is gone without a trace',
      () => {
        house.columns('numbers').flags[2] = 0;
      },
      ['numbers has less than it was made with'],
    ],
    ['code', () => house.redefine(redefined({ code: '7' })), ['its code changed from version 1 to 7']],
    ['configuration', () => house.redefine(redefined({ config: 2 })), ['its configuration changed: it from 1 to 2']],
    [
      'several at once',
      () => {
        house.redefine(redefined({ config: { factor: 2 }, code: '7' }));
        house.make('numbers', { [at]: 'other' });
      },
      [
        'numbers changed (2024-02-01)',
        'its code changed from version 1 to 7',
        'its configuration changed: it from 1 to {"factor":2}',
      ],
    ],
  ];
  it.each(table)('says %s', (_name, act, expected) => {
    act();
    expect(sentences('copy', at)).toEqual(expected);
  });

  it('names the upstream partitions that are not fresh, in spans', () => {
    house.make('numbers', { [first + 2]: 'a', [first + 3]: 'b', [first + 5]: 'c' });
    expect(sentences('sums', january + 1)).toEqual(['copy is not fresh (2024-02-01…2024-02-02, 2024-02-04)']);
    expect(facts('sums', january + 1)).toMatchObject({ status: 'stale', certain: false });
  });

  it('blames each input for what it did itself', () => {
    const both = defineAsset({
      key: 'both',
      partitions: days,
      value: float64,
      deps: { copy: plain, near: window(numbers, { before: 1, after: 1 }) },
      codeVersion: '1',
      each: () => absent,
    });
    house.redefine([...definitions, both.definition]);
    house.make('both', stretch(5));
    house.asOf += 86_400_000;
    house.make('numbers', { [first + 6]: 'new', [first + 4]: 'x4' });
    house.make('copy', { [first + 4]: 'other' });
    expect(sentences('both', first + 4)).toEqual(['copy changed (2024-02-03)']);
    house.make('both', { [first + 5]: 'x' });
    house.columns('numbers').flags[6] = 0;
    house.make('copy', { [first + 5]: 'other' });
    expect(sentences('both', first + 5)).toEqual([
      'copy changed (2024-02-04)',
      'numbers has less than it was made with',
    ]);
  });

  it('says the name of the asset where another is spoken of', () => {
    house.redefine(redefined({ code: '7' }));
    const [cause] = facts('copy', first).causes;
    expect(cause === undefined ? '' : describeCause(house.graph, cause, 'copy' as AssetKey)).toBe(
      'the code of copy changed from version 1 to 7',
    );
  });

  it('says of a running total which earlier partition it waits for, or whose state it was handed', () => {
    const total = (domain?: DomainRule) =>
      defineAsset({
        key: 'total',
        partitions: days,
        value: float64,
        deps: { reader },
        codeVersion: '1',
        ...(domain === undefined ? {} : { domain }),
        running: { carry: float64, initial: 0, step: () => ({ value: absent, carry: 0 }) },
      });
    house.redefine([...definitions, total().definition]);
    house.make('total', stretch(6), { carry: String });
    house.make('reader', { [first + 1]: 'other' });
    expect(sentences('total', first + 4)).toEqual(['total is not fresh (2024-01-31)']);
    house.make('total', { [first + 1]: 'x1' }, { carry: () => 'another' });
    expect(sentences('total', first + 2)).toEqual(['total changed (2024-01-31)']);
    house.redefine([...definitions, total(({ exists }) => ({ from: exists.from + 3, to: exists.to })).definition]);
    expect(sentences('total', first + 3)).toEqual(['total has less than it was made with']);
  });
});

describe('the status of a partition', () => {
  it('is undefined outside the domain', () => {
    expect(facts('copy', first - 1)).toEqual({ status: undefined, certain: false, causes: [] });
    expect(facts('copy', first + 6).status).toBeUndefined();
  });

  it('of one that was never made says so first by kind, and what is above it', () => {
    house.asOf += 86_400_000;
    house.make('numbers', stretch(7));
    expect(sentences('copy', first + 6)).toEqual(['it was never made']);
    expect(sentences('reader', first + 6)).toEqual(['copy is not fresh (2024-02-05)', 'it was never made']);
  });
});

describe('the input that made a partition change', () => {
  it('is the one whose change came last, up to the commit that is asked about', () => {
    const { seq: start } = house;
    house.make('numbers', { [first + 3]: 'other' });
    house.make('copy', { [first + 3]: 'other' });
    house.make('numbers', { [first + 4]: 'other' });
    house.make('copy', { [first + 4]: 'other' });
    const last = (until: number) =>
      lastChangedInput(house.graph, house.staleness, 'sums' as AssetKey, january + 1, until);
    expect(last(Number.POSITIVE_INFINITY)).toEqual({ asset: 'copy', ordinal: first + 4, seq: start + 4 });
    expect(last(start + 3)).toEqual({ asset: 'copy', ordinal: first + 3, seq: start + 2 });
    expect(last(0)).toBeUndefined();
    expect(lastChangedInput(house.graph, house.staleness, 'numbers' as AssetKey, first, 99)).toBeUndefined();
  });

  it('of a running total is that of the earlier partition whose change was carried along', () => {
    const total = defineAsset({
      key: 'total',
      partitions: days,
      value: float64,
      deps: { reader },
      codeVersion: '1',
      running: { carry: float64, initial: 0, step: () => ({ value: absent, carry: 0 }) },
    });
    house.redefine([...definitions, total.definition]);
    house.make('total', stretch(6), { carry: String });
    house.make('reader', { [first + 1]: 'other' });
    const changed = house.seq;
    house.make('total', stretch(5, 'y', first + 1), { carry: (ordinal) => `changed ${ordinal}` });
    expect(lastChangedInput(house.graph, house.staleness, total.key, first + 5, house.seq)).toEqual({
      asset: 'reader',
      ordinal: first + 1,
      seq: changed,
    });
  });
});

describe('differences of configurations', () => {
  const table: readonly [string, string, { path: string; from: unknown; to: unknown }[]][] = [
    ['1', '1', []],
    ['{"a":1,"b":{"c":[1,2]}}', '{"a":1,"b":{"c":[1,3]}}', [{ path: 'b.c.1', from: 2, to: 3 }]],
    [
      '{"a":1}',
      '{"b":2}',
      [
        { path: 'a', from: 1, to: undefined },
        { path: 'b', from: undefined, to: 2 },
      ],
    ],
    ['null', '{"a":1}', [{ path: '', from: null, to: { a: 1 } }]],
    ['{"a":null}', '{"a":{"b":1}}', [{ path: 'a', from: null, to: { b: 1 } }]],
  ];
  it.each(table)('of %s and %s are its leaves', (from, to, expected) => {
    expect(configChanges(from, to)).toEqual(expected);
  });

  it('read as sentences', () => {
    house.redefine(
      [numbers, copy({ config: { factor: 2, unit: 'kWh' } }), reader, sums].map((asset) => asset.definition),
    );
    house.make('copy', stretch(6));
    house.redefine(
      [numbers, copy({ config: { factor: 3, digits: 5 } }), reader, sums].map((asset) => asset.definition),
    );
    expect(sentences('copy', first)).toEqual([
      'its configuration changed: factor from 2 to 3, unit was "kWh" and is gone, digits is now 5',
    ]);
  });
});
