import { absent, defineAsset, float64, sliced } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { countedDays, day, days, now } from './copied-numbers.ts';
import { madeSpans, materialize, type NumberSource, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

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
  /** Copies of the numbers up to a day. */
  const copiesTo = (last: number, parts: Parameters<Workshop['define']>[2] = {}) => {
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
      parts,
    );
  };

  it('are removed with their values', async () => {
    await materialize(copiesTo(day(3, 10)));
    const engine = copiesTo(day(3, 1));
    expect(await materialize(engine)).toMatchObject({ removed: 9, made: 0 });
    expect(Object.keys(await valuesOf(engine, 'copy')).at(-1)).toBe('2024-03-01');
  });

  it('are made anew where they come back after the store took their values away and failed to say so', async () => {
    let fails = false;
    const series: SeriesStore = {
      ...workshop.series,
      async saveValues(asset, entries) {
        await workshop.series.saveValues(asset, entries);
        if (fails) throw new Error('the answer is lost');
      },
    };
    const engineTo = (last: number) => copiesTo(last, { series });
    await materialize(engineTo(day(3, 10)));
    const whole = await valuesOf(engineTo(day(3, 10)), 'copy');
    fails = true;
    expect(await materialize(engineTo(day(3, 1)))).toMatchObject({ failed: 9, removed: 0 });
    fails = false;
    expect(await materialize(engineTo(day(3, 4)))).toMatchObject({ made: 3, removed: 6 });
    await materialize(engineTo(day(3, 10)));
    expect(await valuesOf(engineTo(day(3, 10)), 'copy')).toEqual(whole);
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
