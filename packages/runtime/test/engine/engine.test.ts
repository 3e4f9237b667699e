import { absent, defineAsset, failed, float64, within } from '@meterworks/assets';
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
