import { absent, defineAsset, float64 } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countedDays, day, days, now } from './copied-numbers.ts';
import { madeSpans, materialize, type NumberSource, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

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
