import { absent, defineAsset, float64, record } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { copiedNumbers, countedDays, day, days, now } from './copied-numbers.ts';
import { materialize, type NumberSource, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

const engineWith = (options: Parameters<typeof copiedNumbers>[1] = {}): Engine =>
  workshop.define(copiedNumbers(numbers, options), [numbers]);
const chainOf = async (engine: Engine, asset: string, partition: string) =>
  (await engine.explain(asset, partition)).chain.map((link) => `${link.asset} ${link.partition}`);
const why = async (engine: Engine, asset: string, partition: string) =>
  (await engine.explain(asset, partition)).sentence;

describe('why a partition is what it is', () => {
  it('is what arrived at the root, through every link, a lazy one among them', async () => {
    const engine = engineWith();
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    await engine.observe();
    expect(await why(engine, 'mixed', '2024-01-08')).toBe(
      'mixed 2024-01-08 is possibly stale because the number 69 arrived.',
    );
    expect(await chainOf(engine, 'mixed', '2024-01-08')).toEqual([
      'mixed 2024-01-08',
      'sum 2024-01',
      'tens 2024-01-06',
      'copy 2024-01-06',
      'numbers 2024-01-06',
    ]);
    expect(await why(engine, 'mixed', '2024-01-09')).toMatch('mixed 2024-01-09 is fresh; it last changed because');
  });

  it('stays known after the run that took the change in', async () => {
    const engine = engineWith();
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    await materialize(engine);
    expect(await why(engine, 'sum', '2024-01')).toBe(
      'sum 2024-01 is fresh; it last changed because the number 69 arrived.',
    );
    expect(await chainOf(engine, 'sum', '2024-01')).toEqual([
      'tens 2024-01-06',
      'copy 2024-01-06',
      'numbers 2024-01-06',
    ]);
  });

  it('names the asset whose code or configuration changed, with what it was and is', async () => {
    await materialize(engineWith());
    const coded = engineWith({ code: '2' });
    expect(await why(coded, 'copy', '2024-01-06')).toBe(
      'copy 2024-01-06 is stale because its code changed from version 1 to 2.',
    );
    expect(await why(coded, 'sum', '2024-02')).toBe(
      'sum 2024-02 is possibly stale because the code of copy changed from version 1 to 2.',
    );
    const configured = engineWith({ factor: 3 });
    expect(await why(configured, 'tens', '2024-01-06')).toBe(
      'tens 2024-01-06 is possibly stale because the configuration of copy changed: factor from 1 to 3.',
    );
    await materialize(configured);
    expect(await why(configured, 'tens', '2024-01-06')).toBe(
      'tens 2024-01-06 is fresh; it last changed because the configuration of copy changed.',
    );
  });

  it('for what was never made is that, or what is above it', async () => {
    const engine = engineWith();
    await engine.observe();
    expect(await engine.explain('copy', '2024-01-06')).toMatchObject({
      status: 'missing',
      sentence: 'copy 2024-01-06 is missing because it was never made.',
      causes: [{ kind: 'not-made', sentence: 'it was never made' }],
    });
    expect(await why(engine, 'tens', '2024-01-06')).toBe(
      'tens 2024-01-06 is missing because copy is not fresh (2024-01-06).',
    );
  });

  it('is the change of the facet that is read, not of another', async () => {
    const pairWith = (offset: number) => {
      const pair = defineAsset({
        key: 'pair',
        partitions: days,
        value: record<{ advance: number; close: number }>({ advance: float64, close: float64 }),
        facets: { advance: ['advance'], close: ['close'] },
        deps: { number: numbers.asset },
        config: { offset },
        codeVersion: '1',
        each: ({ deps, config }) => {
          const advance = deps.number === absent ? 0 : deps.number;
          return { advance, close: advance + config.offset };
        },
      });
      const reader = defineAsset({
        key: 'reader',
        partitions: days,
        value: float64,
        deps: { pair: pair.facet('advance') },
        codeVersion: '1',
        each: ({ deps }) => (deps.pair === absent ? absent : deps.pair.advance),
      });
      return workshop.define(
        [numbers.asset, pair, reader].map((asset) => asset.definition),
        [numbers],
      );
    };
    await materialize(pairWith(0));
    numbers.values.set(day(1, 6), 99);
    await materialize(pairWith(0), { selection: 'pair' });
    const engine = pairWith(5);
    await materialize(engine, { selection: 'pair' });
    expect(await why(engine, 'reader', '2024-01-06')).toBe('reader 2024-01-06 is stale because the number 69 arrived.');
  });

  it('in a running total goes back to the day whose change was carried along', async () => {
    const total = defineAsset({
      key: 'total',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion: '1',
      running: {
        carry: float64,
        initial: 0,
        step: ({ deps }, carry) => {
          const value = carry + (deps.number === absent ? 0 : deps.number);
          return { value, carry: value };
        },
      },
    });
    const engine = workshop.define([numbers.asset.definition, total.definition], [numbers]);
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    await engine.observe();
    expect(await chainOf(engine, 'total', '2024-02-20')).toEqual([
      'total 2024-02-20',
      'total 2024-01-06',
      'numbers 2024-01-06',
    ]);
    await materialize(engine);
    expect(await chainOf(engine, 'total', '2024-02-20')).toEqual(['numbers 2024-01-06']);
  });
});
