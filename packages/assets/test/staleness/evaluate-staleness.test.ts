import { beforeEach, describe, expect, it } from 'vitest';
import { type AssetKey, absent, alignColumns, defineAsset, float64, window } from '../../src/index.ts';
import type { RecordedHouse } from './recorded-house.ts';
import {
  causesOf as causes,
  days,
  first,
  isCertainlyStale,
  january,
  months,
  numbers,
  openSmallHouse,
  reader,
  redefined,
  stretch,
  sums,
} from './small-house.ts';

let house: RecordedHouse;
const causesOf = (key: string, ordinal: number) => causes(house, key, ordinal);
const certain = (key: string, ordinal: number) => isCertainlyStale(house, key, ordinal);
beforeEach(() => {
  house = openSmallHouse();
});

describe('a partition whose record is what there is now', () => {
  it('is fresh, in every asset', () => {
    for (const key of ['numbers', 'copy', 'reader', 'sums'])
      expect(new Set(Object.values(house.statuses(key)))).toEqual(new Set(['fresh']));
  });

  it('is fresh again when a change of its input is taken back', () => {
    house.make('numbers', { [first + 2]: 'other' });
    expect(house.statuses('copy')[first + 2]).toBe('stale');
    house.make('numbers', { [first + 2]: 'x2' });
    expect(house.statuses('copy')[first + 2]).toBe('fresh');
  });
});

describe('a cause', () => {
  const table: readonly [string, () => void, string[], string[]][] = [
    ['input-changed', () => house.make('numbers', { [first + 2]: 'other' }), ['input-changed'], ['upstream-not-fresh']],
    [
      'input-removed',
      () => {
        house.columns('numbers').flags[2] = 0;
      },
      ['input-removed'],
      ['upstream-not-fresh'],
    ],
    ['code-changed', () => house.redefine(redefined({ code: '2' })), ['code-changed'], ['upstream-not-fresh']],
    ['config-changed', () => house.redefine(redefined({ config: 2 })), ['config-changed'], ['upstream-not-fresh']],
    [
      'two at once',
      () => {
        house.redefine(redefined({ config: 2, code: '2' }));
        house.make('numbers', { [first + 2]: 'other' });
      },
      ['input-changed', 'code-changed', 'config-changed'],
      ['upstream-not-fresh'],
    ],
  ];
  it.each(table)('%s is certain in the asset itself and only possible below it', (_name, act, own, below) => {
    act();
    expect([causesOf('copy', first + 2), certain('copy', first + 2)]).toEqual([own, true]);
    expect([causesOf('reader', first + 2), certain('reader', first + 2)]).toEqual([below, false]);
    expect(house.statuses('reader')[first + 2]).toBe('stale');
  });

  it('input-added comes with what fills a gap', () => {
    house.columns('numbers').flags[3] = 0;
    house.make('copy', { [first + 3]: 'none' });
    house.make('numbers', { [first + 3]: 'late' });
    expect(causesOf('copy', first + 3)).toEqual(['input-added']);
  });

  it('deps-differ comes to every made partition, and to none that left the domain', () => {
    const other = defineAsset({
      key: 'copy',
      partitions: days,
      value: float64,
      deps: { number: window(numbers, { before: 1, after: 0 }) },
      config: 1,
      codeVersion: '1',
      domain: ({ exists }) => ({ from: exists.from, to: exists.to - 2 }),
      each: () => absent,
    });
    const columns = house.columns('copy');
    columns.flags[5] = 0;
    house.redefine([numbers, other, reader, sums].map((asset) => asset.definition));
    house.states.set('copy' as AssetKey, alignColumns(columns, house.graph.layout('copy' as AssetKey)));
    expect(causesOf('copy', first)).toContain('deps-differ');
    expect(house.staleness.of('copy' as AssetKey).removed).toEqual([first + 4]);
  });

  it('not-made is certain', () => {
    house.asOf += 2 * 86_400_000;
    house.make('numbers', stretch(8));
    expect([causesOf('copy', first + 7), certain('copy', first + 7)]).toEqual([['not-made'], true]);
    expect(house.statuses('copy')[first + 7]).toBe('missing');
    expect(causesOf('reader', first + 7)).toEqual(['upstream-not-fresh', 'not-made']);
  });
});

describe('the status', () => {
  const at = first + 2;
  const table: readonly [string, () => void, string, string][] = [
    ['failed, although it has a good value', () => house.fail('copy', at), 'failed', 'stale'],
    [
      'failed, although its code changed',
      () => {
        house.fail('copy', at);
        house.redefine(redefined({ code: '2' }));
      },
      'failed',
      'stale',
    ],
    [
      'failed without a value, which blocks its readers',
      () => {
        house.columns('copy').flags[2] = 0;
        house.fail('copy', at);
      },
      'failed',
      'blocked',
    ],
    [
      'missing, which blocks nobody',
      () => {
        house.columns('copy').flags[2] = 0;
      },
      'missing',
      'stale',
    ],
    ['stale', () => house.make('numbers', { [at]: 'other' }), 'stale', 'stale'],
    [
      'fresh where it is pinned, whatever its inputs',
      () => {
        house.make('numbers', { [at]: 'other' });
        house.pin('copy', at);
      },
      'fresh',
      'fresh',
    ],
  ];
  it.each(table)('is %s', (_name, act, own, below) => {
    act();
    expect([house.statuses('copy')[at], house.statuses('reader')[at]]).toEqual([own, below]);
  });

  it('blocked goes down through everything that waits', () => {
    house.columns('copy').flags[2] = 0;
    house.columns('reader').flags[2] = 0;
    house.fail('copy', at);
    expect(house.statuses('reader')[at]).toBe('blocked');
    expect(house.statuses('sums')).toEqual({ [january]: 'fresh', [january + 1]: 'blocked' });
  });
});

describe('a month', () => {
  it('is stale with each day that comes, and certain of it once that day is there', () => {
    house.asOf += 86_400_000;
    house.make('numbers', stretch(7));
    expect(causesOf('sums', january + 1)).toEqual(['upstream-not-fresh']);
    house.make('copy', stretch(7));
    expect(causesOf('sums', january + 1)).toEqual(['input-added']);
    expect(house.statuses('sums')[january]).toBe('fresh');
    house.make('sums', { [january + 1]: 'b' });
    expect(house.statuses('sums')[january + 1]).toBe('fresh');
  });

  it('exists from its first ended day on, and is open until its end', () => {
    expect(house.staleness.of('sums' as AssetKey).domain).toEqual({ from: january, to: january + 1 });
    expect([january, january + 1].map((month) => months.isOpen(month, house.asOf))).toEqual([false, true]);
    house.asOf = Date.parse('2024-02-01T12:00:00Z');
    expect(house.staleness.of('sums' as AssetKey).domain).toEqual({ from: january, to: january });
  });
});
