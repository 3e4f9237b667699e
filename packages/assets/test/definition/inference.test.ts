import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type Absent,
  type AssetRef,
  absent,
  all,
  daily,
  defineAsset,
  float64,
  group,
  lazy,
  monthly,
  type PartitionKey,
  record,
  type Series,
  text,
  unpartitioned,
  window,
  within,
} from '../../src/index.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });

const register = defineAsset({
  key: 'register',
  partitions: days,
  value: record<{ advance: number; close: number }>({ advance: float64, close: float64 }),
  facets: { advance: ['advance'] },
  codeVersion: '1',
  each: () => ({ advance: 1, close: 2 }),
});
const label = defineAsset({ key: 'label', partitions: months, value: text, codeVersion: '1', each: () => 'm' });
const settings = defineAsset({
  key: 'settings',
  partitions: unpartitioned(),
  value: float64,
  codeVersion: '1',
  each: () => 1,
});

describe('types flow from dependencies into the computation', () => {
  it('in each, for every kind of dependency', () => {
    const asset = defineAsset({
      key: 'reader',
      partitions: days,
      value: float64,
      config: { factor: 2 },
      deps: {
        register,
        advance: register.facet('advance'),
        settings,
        around: window(register, { before: 1, after: 1 }),
        everything: all(label),
        label: lazy(label),
        several: group([register]),
      },
      codeVersion: '1',
      each: ({ deps, config, partition }) => {
        expectTypeOf(partition).toEqualTypeOf<PartitionKey<'day'>>();
        expectTypeOf(config).toEqualTypeOf<{ factor: number }>();
        expectTypeOf(deps.register).toEqualTypeOf<{ advance: number; close: number } | Absent>();
        expectTypeOf(deps.advance).toEqualTypeOf<Pick<{ advance: number; close: number }, 'advance'> | Absent>();
        expectTypeOf(deps.settings).toEqualTypeOf<number | Absent>();
        expectTypeOf(deps.around).toEqualTypeOf<Series<PartitionKey<'day'>, { advance: number; close: number }>>();
        expectTypeOf(deps.everything).toEqualTypeOf<Series<PartitionKey<'month'>, string>>();
        expectTypeOf(deps.label.get).parameter(0).toEqualTypeOf<PartitionKey<'month'>>();
        expectTypeOf(deps.several).toEqualTypeOf<
          Readonly<Record<string, { advance: number; close: number } | Absent>>
        >();
        return deps.register === absent ? absent : deps.register.advance * config.factor;
      },
    });
    expectTypeOf(asset).toExtend<AssetRef<'day', number>>();
    expect(asset.definition.dependencies.map((dependency) => dependency.mapping.kind)).toEqual([
      'identity',
      'identity',
      'identity',
      'window',
      'all',
      'lazy',
      'identity',
    ]);
  });

  it('in range, where a plain dependency is a series', () => {
    const asset = defineAsset({
      key: 'by-month',
      partitions: months,
      value: float64,
      deps: { days: within(register), settings },
      codeVersion: '1',
      range: ({ deps, partitions }) => {
        expectTypeOf(partitions).toEqualTypeOf<readonly PartitionKey<'month'>[]>();
        expectTypeOf(deps.days).toEqualTypeOf<Series<PartitionKey<'day'>, { advance: number; close: number }>>();
        expectTypeOf(deps.settings).toEqualTypeOf<number | Absent>();
        return new Map(partitions.map((partition) => [partition, 1]));
      },
    });
    expect(asset.definition.compute.kind).toBe('range');
  });
});

describe('the compiler refuses', () => {
  const common = { key: 'wrong', value: float64, codeVersion: '1' } as const;

  it('a month where a day belongs', () => {
    // @ts-expect-error a plain dependency needs the same grain: this asset is by day, the dependency by month
    const asset = defineAsset({ ...common, partitions: days, deps: { label }, each: () => 1 });
    expect(asset.definition.scheme.grain).toBe('day');
  });

  it('the days of a day', () => {
    // @ts-expect-error within() needs a finer grain
    const asset = defineAsset({ ...common, partitions: days, deps: { days: within(register) }, each: () => 1 });
    expect(asset.definition.dependencies).toHaveLength(1);
  });

  it('neighbours of another grain', () => {
    const asset = defineAsset({
      ...common,
      partitions: months,
      // @ts-expect-error window() needs the same grain: this asset is by month, the dependency by day
      deps: { days: window(register, { before: 1, after: 0 }) },
      each: () => 1,
    });
    expect(asset.definition.dependencies).toHaveLength(1);
  });

  it('a value that the codec cannot write', () => {
    // @ts-expect-error the codec writes numbers
    const asset = defineAsset({ ...common, partitions: days, each: () => 'one' });
    expect(asset.key).toBe('wrong');
  });

  it('a facet of fields that the value has not', () => {
    const asset = defineAsset({
      key: 'wrong',
      partitions: days,
      value: record<{ advance: number }>({ advance: float64 }),
      // @ts-expect-error the value has no such field
      facets: { close: ['close'] },
      codeVersion: '1',
      each: () => ({ advance: 1 }),
    });
    expect(asset.definition.facets).toHaveLength(1);
  });
});
