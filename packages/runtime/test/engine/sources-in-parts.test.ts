import { absent, defineAsset, float64 } from '@meterworks/assets';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { countedDays, days, now } from './copied-numbers.ts';
import { toldInParts } from './told-in-parts.ts';
import { materialize, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

let workshop: Workshop;
beforeEach(async () => {
  workshop = await openWorkshop(now);
});
afterEach(() => workshop.close());

const numbers = countedDays();

/** An eager copy of the numbers. */
function eagerCopy(onMade: () => void) {
  return defineAsset({
    key: 'copy',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    codeVersion: '1',
    eager: true,
    each: ({ deps }) => {
      onMade();
      return deps.number === absent ? absent : deps.number;
    },
  });
}

it('what a source tells first is made while it looks at the rest', async () => {
  const firstMade = Promise.withResolvers<void>();
  const copy = eagerCopy(firstMade.resolve);
  const source = toldInParts(numbers, () => firstMade.promise);
  const engine = workshop.define([numbers.asset.definition, copy.definition], [source]);
  await materialize(engine);
  expect(await valuesOf(engine, 'copy')).toEqual(
    Object.fromEntries([...numbers.values].map(([ordinal, n]) => [days.keyOf(ordinal), n])),
  );
});

it('a look that makes nothing sees all parts', async () => {
  const copy = eagerCopy(() => {});
  const engine = workshop.define([numbers.asset.definition, copy.definition], [toldInParts(numbers)]);
  expect(await engine.observe()).toEqual({ changed: [{ asset: 'numbers', partitions: numbers.values.size }] });
  expect(await engine.observe()).toEqual({ changed: [] });
});
