import { beforeEach, describe, expect, it } from 'vitest';
import { absent, type DomainRule, defineAsset, float64, lazy, record, sliced } from '../../src/index.ts';
import type { RecordedHouse } from './recorded-house.ts';
import {
  causesOf as causes,
  copy,
  days,
  definitions,
  first,
  isCertainlyStale,
  january,
  numbers,
  openSmallHouse,
  plain,
  reader,
  stretch,
  sums,
} from './small-house.ts';

let house: RecordedHouse;
const causesOf = (key: string, ordinal: number) => causes(house, key, ordinal);
const certain = (key: string, ordinal: number) => isCertainlyStale(house, key, ordinal);
beforeEach(() => {
  house = openSmallHouse();
});

describe('configuration in pieces', () => {
  it('makes stale what a changed piece holds for, also where the first piece begins late', () => {
    const pieces = (early: number, late: number) =>
      copy({
        config: sliced([
          { from: '2024-01-31', value: early },
          { from: '2024-02-02', value: late },
        ]),
      });
    const define = (early: number, late: number) =>
      house.redefine([numbers, pieces(early, late), reader, sums].map((asset) => asset.definition));
    define(1, 2);
    house.make('copy', stretch(6));
    expect(new Set(Object.values(house.statuses('copy')))).toEqual(new Set(['fresh']));
    define(1, 3);
    expect(Object.values(house.statuses('copy'))).toEqual(['fresh', 'fresh', 'fresh', 'stale', 'stale', 'stale']);
    define(5, 2);
    expect(Object.values(house.statuses('copy'))).toEqual(['stale', 'stale', 'stale', 'fresh', 'fresh', 'fresh']);
  });
});

describe('a reader of one facet', () => {
  it('stays fresh when another facet changed', () => {
    const pair = defineAsset({
      key: 'pair',
      partitions: days,
      value: record<{ a: number; b: number }>({ a: float64, b: float64 }),
      facets: { a: ['a'], b: ['b'] },
      deps: { number: numbers },
      codeVersion: '1',
      each: () => absent,
    });
    const half = (name: 'a' | 'b') =>
      defineAsset({
        key: `half-${name}`,
        partitions: days,
        value: float64,
        deps: { pair: pair.facet(name) },
        codeVersion: '1',
        each: () => absent,
      });
    house.redefine([numbers, pair, half('a'), half('b')].map((asset) => asset.definition));
    house.make('pair', { [first]: '1/1' });
    house.make('half-a', { [first]: '1' });
    house.make('half-b', { [first]: '1' });
    house.make('pair', { [first]: '1/2' });
    expect([house.statuses('half-a')[first], house.statuses('half-b')[first]]).toEqual(['fresh', 'stale']);
  });
});

describe('a running total', () => {
  const total = (domain?: DomainRule) =>
    defineAsset({
      key: 'total',
      partitions: days,
      value: float64,
      deps: { copy: plain },
      codeVersion: '1',
      ...(domain === undefined ? {} : { domain }),
      running: { carry: float64, initial: 0, step: () => ({ value: absent, carry: 0 }) },
    });
  beforeEach(() => {
    house.redefine([...definitions, total().definition]);
    house.make('total', stretch(6), { carry: String });
  });

  it('is certain where its input or what was carried into it changed, and possible from there on', () => {
    house.make('copy', { [first + 2]: 'other' });
    expect(Object.values(house.statuses('total'))).toEqual(['fresh', 'fresh', 'stale', 'stale', 'stale', 'stale']);
    expect([2, 3].map((i) => certain('total', first + i))).toEqual([true, false]);
    house.make('total', { [first + 2]: 'x2' }, { carry: () => 'another state' });
    expect(causesOf('total', first + 3)).toEqual(['input-changed']);
    house.make('total', { [first + 2]: 'x2' }, { carry: String });
    expect(new Set(Object.values(house.statuses('total')))).toEqual(new Set(['fresh']));
  });

  it('begins anew where its first partition is another', () => {
    house.redefine([...definitions, total(({ exists }) => ({ from: exists.from + 2, to: exists.to })).definition]);
    expect(causesOf('total', first + 2)).toEqual(['input-removed']);
  });

  it('waits behind a partition that failed and never had a value, and goes on behind one that has', () => {
    house.fail('total', first + 3);
    expect(Object.values(house.statuses('total'))).toEqual(['fresh', 'fresh', 'fresh', 'failed', 'stale', 'stale']);
    house.columns('total').flags.fill(0, 3);
    house.fail('total', first + 3);
    expect(Object.values(house.statuses('total')).slice(3)).toEqual(['failed', 'blocked', 'blocked']);
  });
});

describe('what is read lazily', () => {
  it('counts for the partitions that read it', () => {
    const lazyReader = defineAsset({
      key: 'lazy',
      partitions: days,
      value: float64,
      deps: { month: lazy(sums), number: numbers },
      codeVersion: '1',
      each: () => absent,
    });
    house.redefine([...definitions, lazyReader.definition]);
    house.make('lazy', { [first]: 'read' }, { lazyRead: { from: january, to: january } });
    house.make('lazy', { [first + 1]: 'not read' });
    expect([house.statuses('lazy')[first], house.statuses('lazy')[first + 1]]).toEqual(['fresh', 'fresh']);
    house.make('sums', { [january]: 'changed' });
    expect([causesOf('lazy', first), causesOf('lazy', first + 1)]).toEqual([['input-changed'], []]);
  });
});
