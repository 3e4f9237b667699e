import {
  type Absent,
  absent,
  all,
  defineAsset,
  float64,
  lazy,
  type PartitionKey,
  record,
  window,
  within,
} from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countedDays, day, days, months, now } from './copied-numbers.ts';
import { madeSpans, materialize, type NumberSource, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

describe('dependencies', () => {
  it('read lazily count only for the partitions that read them', async () => {
    const engineWith = (level: number) => {
      const profile = defineAsset({
        key: 'profile',
        partitions: months,
        value: float64,
        deps: { numbers: within(numbers.asset) },
        config: { level },
        codeVersion: '1',
        each: ({ config }) => config.level,
      });
      const filled = defineAsset({
        key: 'filled',
        partitions: days,
        value: float64,
        deps: { number: numbers.asset, profile: lazy(profile) },
        codeVersion: '1',
        range: ({ deps, ordinals, scheme }) =>
          new Map(
            ordinals.map((ordinal): [PartitionKey<'day'>, number | Absent] => {
              const own = deps.number.at(ordinal);
              const key = scheme.keyOf(ordinal);
              const read = deps.profile.for(key).get(months.keyOf(months.ordinalOf(key.slice(0, 7))));
              return [key, own !== undefined && own % 7 !== 0 ? own : read];
            }),
          ),
      });
      const measured = defineAsset({
        key: 'measured',
        partitions: days,
        value: float64,
        deps: { number: numbers.asset, profile: lazy(profile) },
        codeVersion: '1',
        each: ({ deps }) => (deps.number === absent ? absent : deps.number),
      });
      return workshop.define(
        [numbers.asset, profile, filled, measured].map((one) => one.definition),
        [numbers],
      );
    };
    await materialize(engineWith(1));
    const report = await materialize(engineWith(2));
    expect(madeSpans(report)).toEqual({ profile: '2024-01…2024-03', filled: '2024-01-01…2024-03-10' });
  });

  it('on neighbours and on everything follow the content of exactly those', async () => {
    const trailing = defineAsset({
      key: 'trailing',
      partitions: days,
      value: float64,
      deps: { numbers: window(numbers.asset, { before: 2, after: 0 }) },
      codeVersion: '1',
      each: ({ deps }) => [...deps.numbers.values].reduce((sum, value) => sum + value, 0),
    });
    const total = defineAsset({
      key: 'total',
      partitions: months,
      value: float64,
      deps: { numbers: all(numbers.asset) },
      domain: ({ exists }) => ({ from: exists.to, to: exists.to }),
      codeVersion: '1',
      each: ({ deps }) => deps.numbers.size,
    });
    const engine = workshop.define(
      [numbers.asset, trailing, total].map((one) => one.definition),
      [numbers],
    );
    await materialize(engine);
    numbers.values.set(day(2, 3), 1000);
    expect(madeSpans(await materialize(engine))).toEqual({ trailing: '2024-02-03…2024-02-05', total: '2024-03' });
  });

  it('of one facet leave the reader fresh when another facet changed', async () => {
    const engineWith = (offset: number) => {
      const register = defineAsset({
        key: 'register',
        partitions: days,
        value: record<{ advance: number; close: number }>({ advance: float64, close: float64 }),
        facets: { advance: ['advance'], close: ['close'] },
        deps: { number: numbers.asset },
        config: { offset },
        codeVersion: '1',
        running: {
          carry: float64,
          initial: 0,
          step: ({ deps, config }, carry) => {
            const advance = deps.number === absent ? 0 : deps.number;
            const close = (carry === 0 ? config.offset : carry) + advance;
            return { value: { advance, close }, carry: close };
          },
        },
      });
      const reader = defineAsset({
        key: 'reader',
        partitions: days,
        value: float64,
        deps: { register: register.facet('advance') },
        codeVersion: '1',
        each: ({ deps }) => (deps.register === absent ? absent : deps.register.advance),
      });
      return workshop.define(
        [numbers.asset, register, reader].map((one) => one.definition),
        [numbers],
      );
    };
    await materialize(engineWith(100));
    const report = await materialize(engineWith(200));
    expect(report).toMatchObject({ made: 70, cutOff: 70 });
    expect((await valuesOf(engineWith(200), 'register'))['2024-01-03']).toEqual({ advance: 2, close: 203 });
  });
});
