import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AssetKey,
  absent,
  all,
  causesIn,
  type DomainRule,
  daily,
  defineAsset,
  defineExternal,
  float64,
  lazy,
  monthly,
  unpartitioned,
  within,
  yearly,
} from '../../src/index.ts';
import { RecordedHouse } from './recorded-house.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-30' });
const months = monthly({ zone, start: '2024-01' });
const first = days.startOrdinal;
const numbers = defineExternal<'day', number>({ key: 'numbers', partitions: days });

function dayAsset(key: string, domain?: DomainRule, deps: unknown = { number: numbers }) {
  return defineAsset({
    key,
    partitions: days,
    value: float64,
    deps: deps as { number: typeof numbers },
    codeVersion: '1',
    ...(domain === undefined ? {} : { domain }),
    each: () => absent,
  });
}
const copy = dayAsset('copy');
const sums = defineAsset({
  key: 'sums',
  partitions: months,
  value: float64,
  deps: { days: within(copy) },
  codeVersion: '1',
  each: () => absent,
});
const definitions = [numbers, copy, sums].map((asset) => asset.definition);
const stretch = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [first + i, `x${i}`]));

let house: RecordedHouse;
beforeEach(() => {
  house = new RecordedHouse(definitions, Date.parse('2024-02-05T12:00:00Z'));
  house.make('numbers', stretch);
  house.make('copy', stretch);
  house.make('sums', { [months.startOrdinal]: 'a', [months.startOrdinal + 1]: 'b' });
});

describe('the domain', () => {
  const settings = defineAsset({
    key: 'settings',
    partitions: unpartitioned(),
    value: float64,
    codeVersion: '1',
    each: () => 1,
  });
  const late = Date.parse('2024-02-12T12:00:00Z');
  const domainOf = (asset: ReturnType<typeof dayAsset>, asOf = late) => {
    house.redefine([...definitions, settings.definition, asset.definition]);
    house.asOf = asOf;
    return house.staleness.of(asset.key).domain;
  };

  it('of an external asset is from its first to its last observed partition; gaps are no partitions', () => {
    house.columns('numbers').flags[0] = 0;
    house.columns('numbers').flags[3] = 0;
    const { domain } = house.staleness.of('numbers' as AssetKey);
    expect(domain).toEqual({ from: first + 1, to: first + 5 });
    expect(house.statuses('numbers')[first + 3]).toBe('none');
  });

  it('follows plain dependencies, up to what has ended', () => {
    expect(domainOf(dayAsset('one', undefined))).toEqual({ from: first, to: first + 5 });
    expect(domainOf(dayAsset('one', undefined), Date.parse('2024-02-02T12:00:00Z'))).toEqual({
      from: first,
      to: first + 2,
    });
  });

  it('is all that exists where nothing plain is read, or only what has no partitions', () => {
    const exists = { from: first, to: first + 12 };
    expect(domainOf(dayAsset('one', undefined, { number: all(numbers) }))).toEqual(exists);
    expect(domainOf(dayAsset('one', undefined, { number: lazy(numbers) }))).toEqual(exists);
    expect(domainOf(dayAsset('one', undefined, { number: settings }))).toEqual(exists);
  });

  it('is what a rule makes of existence and upstreams, and never beyond what exists', () => {
    expect(domainOf(dayAsset('one', ({ exists }) => ({ from: exists.from - 100, to: exists.to + 100 })))).toEqual({
      from: first,
      to: first + 12,
    });
    expect(
      domainOf(
        dayAsset('one', ({ exists, upstream }) => {
          const known = upstream('number');
          return known === undefined ? undefined : { from: known.from + 1, to: Math.min(exists.to, known.to + 3) };
        }),
      ),
    ).toEqual({ from: first + 1, to: first + 8 });
    expect(domainOf(dayAsset('one', () => undefined))).toBeUndefined();
    expect(domainOf(dayAsset('one', ({ exists }) => ({ from: exists.to, to: exists.from })))).toBeUndefined();
  });

  it('of years over months over days holds every day', () => {
    const years = defineAsset({
      key: 'years',
      partitions: yearly({ zone, start: '2024' }),
      value: float64,
      deps: { months: within(sums) },
      codeVersion: '1',
      each: () => absent,
    });
    house.redefine([...definitions, years.definition]);
    expect(house.staleness.of(years.key).domain).toEqual({ from: 2024, to: 2024 });
  });

  it('that shrinks leaves recorded partitions to remove, made and failed ones alike', () => {
    house.fail('copy', first + 5);
    const shrunk = dayAsset('copy', ({ exists }) => ({ from: exists.from + 1, to: exists.to - 3 }));
    house.redefine([numbers, shrunk, sums].map((asset) => asset.definition));
    expect(house.staleness.of('copy' as AssetKey).removed).toEqual([first, first + 3, first + 4, first + 5]);
    expect(Array.from(house.staleness.of('sums' as AssetKey).causes, causesIn)[1]).toEqual(['input-removed']);
  });
});
