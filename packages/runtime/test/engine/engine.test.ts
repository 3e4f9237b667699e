import {
  type Absent,
  absent,
  all,
  daily,
  dayNumber,
  defineAsset,
  failed,
  float64,
  lazy,
  monthly,
  type PartitionKey,
  record,
  sliced,
  window,
  within,
} from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeSpans, materialize, NumberSource, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });
const day = (month: number, date: number): number => dayNumber(2024, month, date);

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop('2024-03-11T12:00:00Z');
  numbers = new NumberSource('numbers', days);
  for (let ordinal = day(1, 1); ordinal <= day(3, 10); ordinal++) numbers.values.set(ordinal, ordinal - day(1, 1));
});
afterEach(() => workshop.close());

function house(options: { code?: string; factor?: number; failOn?: string; tens?: boolean } = {}) {
  const scaled = defineAsset({
    key: 'scaled',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    config: { factor: options.factor ?? 2 },
    codeVersion: options.code ?? '1',
    each: ({ deps, config, partition }) => {
      if (partition === options.failOn) return failed('it is the thirteenth');
      return deps.number === absent ? absent : deps.number * config.factor;
    },
  });
  const tens = defineAsset({
    key: 'tens',
    partitions: days,
    value: float64,
    deps: { scaled },
    codeVersion: '1',
    each: ({ deps }) => (deps.scaled === absent ? absent : Math.floor(deps.scaled / 10)),
  });
  const monthlySum = defineAsset({
    key: 'sum',
    partitions: months,
    value: float64,
    deps: { tens: within(tens) },
    codeVersion: '1',
    each: ({ deps }) => [...deps.tens.values].reduce((sum, value) => sum + value, 0),
  });
  return { scaled, tens, monthlySum, all: [numbers.asset, scaled, tens, monthlySum].map((one) => one.definition) };
}

describe('a run', () => {
  it('makes everything once, and nothing when nothing changed', async () => {
    const engine = workshop.define(house().all, [numbers]);
    const first = await materialize(engine);
    expect(first).toMatchObject({ status: 'success', planned: 70 + 70 + 3, made: 143, failed: 0 });
    expect(await materialize(engine)).toMatchObject({ runId: undefined, planned: 0, made: 0, steps: [] });
    expect((await valuesOf(engine, 'scaled'))['2024-03-10']).toBe(2 * 69);
  });

  it('heals exactly what a late change touches, and stops where the content comes out equal', async () => {
    const engine = workshop.define(house().all, [numbers]);
    await materialize(engine);
    numbers.values.set(day(2, 3), numbers.values.get(day(2, 3)) ?? 0);
    numbers.values.set(day(1, 6), 6);
    const plan = await engine.plan({}, { actor: 'test' });
    expect(plan.steps.map(({ asset, certain, possible }) => ({ asset, certain, possible }))).toEqual([
      { asset: 'scaled', certain: 1, possible: 0 },
      { asset: 'tens', certain: 0, possible: 1 },
      { asset: 'sum', certain: 0, possible: 1 },
    ]);
    const report = await materialize(engine);
    expect(madeSpans(report)).toEqual({ scaled: '2024-01-06', tens: '2024-01-06' });
    expect(report).toMatchObject({ planned: 3, made: 2, cutOff: 1 });
  });

  it('is fresh again without work when a change is taken back before it runs', async () => {
    const engine = workshop.define(house().all, [numbers]);
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    await engine.observe();
    numbers.values.set(day(1, 6), 5);
    expect(await materialize(engine)).toMatchObject({ planned: 0 });
  });

  it('makes new days and the open month as time passes, and no older day', async () => {
    const engine = workshop.define(house().all, [numbers]);
    await materialize(engine);
    await workshop.clock.advance(2 * 86_400_000);
    expect(madeSpans(await materialize(engine))).toEqual({});
    numbers.values.set(day(3, 11), 70);
    numbers.values.set(day(3, 12), 71);
    expect(madeSpans(await materialize(engine))).toEqual({
      scaled: '2024-03-11…2024-03-12',
      tens: '2024-03-11…2024-03-12',
      sum: '2024-03',
    });
  });

  it('makes an asset again when its code or configuration changed, and its readers only where the content did', async () => {
    await materialize(workshop.define(house().all, [numbers]));
    const code = await materialize(workshop.define(house({ code: '2' }).all, [numbers]));
    expect(code).toMatchObject({ made: 70, cutOff: 73 });
    const engine = workshop.define(house({ factor: 3 }).all, [numbers]);
    const explanation = await engine.explain('scaled', '2024-01-06');
    expect(explanation.causes.map((cause) => cause.sentence)).toEqual([
      'its code changed from version 2 to 1',
      'its configuration changed: factor from 2 to 3',
    ]);
  });

  it('keeps the last good value of a partition that fails, goes on with the others, and tries it again', async () => {
    const engine = workshop.define(house({ failOn: '2024-01-13', code: 'new' }).all, [numbers]);
    await materialize(workshop.define(house().all, [numbers]));
    const report = await materialize(engine);
    expect(report).toMatchObject({ status: 'partial', failed: 1, made: 69 });
    expect(report.errors).toEqual([{ asset: 'scaled', partition: '2024-01-13', message: 'it is the thirteenth' }]);
    expect((await valuesOf(engine, 'scaled'))['2024-01-13']).toBe(24);
    const repaired = workshop.define(house({ code: 'new' }).all, [numbers]);
    expect(madeSpans(await materialize(repaired))).toEqual({ scaled: '2024-01-13' });
  });

  it('blocks the readers of what never had a value, and makes them when it has', async () => {
    const broken = workshop.define(house({ failOn: '2024-01-13' }).all, [numbers]);
    const report = await materialize(broken);
    expect(report).toMatchObject({ failed: 1, blocked: 2 });
    expect(await broken.explain('tens', '2024-01-13')).toMatchObject({ status: 'blocked' });
    const mended = workshop.define(house().all, [numbers]);
    expect(madeSpans(await materialize(mended))).toEqual({ scaled: '2024-01-13', tens: '2024-01-13', sum: '2024-01' });
  });

  it('says in one sentence why a partition is stale, down to what arrived', async () => {
    const engine = workshop.define(house().all, [numbers]);
    await materialize(engine);
    numbers.values.set(day(1, 6), 77);
    await engine.observe();
    const explanation = await engine.explain('sum', '2024-01');
    expect(explanation).toMatchObject({ status: 'stale', certainty: 'possible' });
    expect(explanation.sentence).toBe('sum 2024-01 is possibly stale because the number 69 arrived.');
    expect(explanation.chain.map((link) => `${link.asset} ${link.partition}`)).toEqual([
      'sum 2024-01',
      'tens 2024-01-06',
      'scaled 2024-01-06',
      'numbers 2024-01-06',
    ]);
  });
});

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

describe('a running total', () => {
  const totalUpTo = (cap: number) =>
    defineAsset({
      key: 'total',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion: '1',
      running: {
        carry: float64,
        initial: 0,
        step: ({ deps }, carry) => {
          const total = Math.min(cap, carry + (deps.number === absent ? 0 : deps.number));
          return { value: total, carry: total };
        },
      },
    });

  it('goes on from the first changed day with the state carried into it', async () => {
    const engine = workshop.define(
      [numbers.asset, totalUpTo(Number.MAX_VALUE)].map((one) => one.definition),
      [numbers],
    );
    await materialize(engine);
    numbers.values.set(day(3, 1), 1060);
    const report = await materialize(engine);
    expect(madeSpans(report)).toEqual({ total: '2024-03-01…2024-03-10' });
    expect((await valuesOf(engine, 'total'))['2024-03-10']).toBe((69 * 70) / 2 + 1000);
  });

  it('stops where a change has died out', async () => {
    const engine = workshop.define(
      [numbers.asset, totalUpTo(300)].map((one) => one.definition),
      [numbers],
    );
    await materialize(engine);
    numbers.values.set(day(1, 2), 4);
    const report = await materialize(engine);
    expect(madeSpans(report)).toEqual({ total: '2024-01-02…2024-01-25' });
    expect(report.cutOff + report.made).toBeGreaterThan(0);
    expect(await materialize(engine)).toMatchObject({ planned: 0 });
  });
});

describe('configuration in pieces', () => {
  it('makes only the partitions of a changed piece stale', async () => {
    const engineWith = (second: number) => {
      const scaled = defineAsset({
        key: 'scaled',
        partitions: days,
        value: float64,
        deps: { number: numbers.asset },
        config: sliced([
          { from: undefined, value: 1 },
          { from: '2024-02-01', value: second },
        ]),
        codeVersion: '1',
        each: ({ deps, config }) => (deps.number === absent ? absent : deps.number * config),
      });
      return workshop.define(
        [numbers.asset, scaled].map((one) => one.definition),
        [numbers],
      );
    };
    await materialize(engineWith(2));
    expect(madeSpans(await materialize(engineWith(3)))).toEqual({ scaled: '2024-02-01…2024-03-10' });
  });
});

describe('partitions that leave the domain', () => {
  it('are removed with their values', async () => {
    const engineTo = (last: number) => {
      const copy = defineAsset({
        key: 'copy',
        partitions: days,
        value: float64,
        deps: { number: numbers.asset },
        domain: ({ exists }) => ({ from: exists.from, to: Math.min(exists.to, last) }),
        codeVersion: '1',
        each: ({ deps }) => (deps.number === absent ? absent : deps.number),
      });
      return workshop.define(
        [numbers.asset, copy].map((one) => one.definition),
        [numbers],
      );
    };
    await materialize(engineTo(day(3, 10)));
    const engine = engineTo(day(3, 1));
    expect(await materialize(engine)).toMatchObject({ removed: 9, made: 0 });
    expect(Object.keys(await valuesOf(engine, 'copy')).at(-1)).toBe('2024-03-01');
  });

  it('go in the same run in which others of the asset are made', async () => {
    const engineFrom = (first: number, last: number) => {
      const copy = defineAsset({
        key: 'copy',
        partitions: days,
        value: float64,
        deps: { number: numbers.asset },
        domain: ({ exists }) => ({ from: first, to: Math.min(exists.to, last) }),
        codeVersion: '1',
        each: ({ deps }) => (deps.number === absent ? absent : deps.number),
      });
      return workshop.define(
        [numbers.asset, copy].map((one) => one.definition),
        [numbers],
      );
    };
    await materialize(engineFrom(day(2, 1), day(3, 10)));
    expect(await materialize(engineFrom(day(1, 1), day(3, 1)))).toMatchObject({ made: 31, removed: 9 });
  });
});
