import { absent, all, daily, dayNumber, defineAsset, flag, float64, monthly, record, within } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeSpans, materialize, NumberSource, openWorkshop, type Workshop } from './workshop.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });

interface Seen {
  readonly known: boolean;
  readonly amount: number;
  readonly last: number;
}

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop('2024-02-11T12:00:00Z');
  numbers = new NumberSource('numbers', days);
  for (let ordinal = dayNumber(2024, 1, 1); ordinal <= dayNumber(2024, 2, 10); ordinal++)
    numbers.values.set(ordinal, 3);
});
afterEach(() => workshop.close());

/** Days with and without a number; what the months learn comes from the former alone. */
function house() {
  const seen = defineAsset({
    key: 'seen',
    partitions: days,
    value: record<Seen>({ known: flag, amount: float64, last: float64 }),
    facets: { lesson: ['known', 'amount'], course: ['last'] },
    silent: { lesson: ({ known }) => !known },
    deps: { numbers: all(numbers.asset) },
    codeVersion: '1',
    eager: true,
    domain: ({ exists }) => exists,
    whole: ({ deps, ordinals, scheme }) => {
      const last = [...deps.numbers.values].length;
      return new Map(
        ordinals.map((ordinal) => {
          const amount = deps.numbers.at(ordinal);
          return [scheme.keyOf(ordinal), { known: amount !== undefined, amount: amount ?? 0, last }];
        }),
      );
    },
  });
  const learned = defineAsset({
    key: 'learned',
    partitions: months,
    value: float64,
    deps: { seen: within(seen.facet('lesson'), { before: 1 }) },
    codeVersion: '1',
    each: ({ deps }) => [...deps.seen.values].reduce((sum, { amount }) => sum + amount, 0),
  });
  const course = defineAsset({
    key: 'course',
    partitions: days,
    value: float64,
    deps: { seen: seen.facet('course') },
    codeVersion: '1',
    each: ({ deps }) => (deps.seen === absent ? absent : deps.seen.last),
  });
  return workshop.define(
    [numbers.asset, seen, learned, course].map((one) => one.definition),
    [numbers],
  );
}

describe('a facet that says nothing', () => {
  it('is no input: days that pass without a number leave what was learned fresh', async () => {
    const engine = house();
    await materialize(engine);
    await workshop.clock.advance(10 * 86_400_000);
    const plan = await engine.plan({}, { actor: 'test' });
    expect(plan.steps.map(({ asset, certain, possible }) => [asset, certain, possible])).toEqual([['course', 10, 0]]);
    expect(madeSpans(await materialize(engine))).toEqual({ course: '2024-02-11…2024-02-20' });
  });

  it('is an input as soon as it says something, and none any more when it is silent again', async () => {
    const engine = house();
    await materialize(engine);
    numbers.values.delete(dayNumber(2024, 2, 3));
    expect(madeSpans(await materialize(engine))).toMatchObject({ learned: '2024-02' });
    numbers.values.set(dayNumber(2024, 2, 3), 3);
    const plan = await engine.plan({ selection: 'learned' }, { actor: 'test' });
    expect(plan.steps.map(({ asset, causes }) => [asset, causes.map(({ kind }) => kind)])).toEqual([
      ['learned', ['input-added']],
    ]);
  });
});
