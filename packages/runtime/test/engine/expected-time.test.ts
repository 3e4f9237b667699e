import { absent, daily, defineAsset, float64 } from '@meterworks/assets';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorkshop, type ValueSource, ValueSource as Values } from '../../src/testing/index.ts';

const days = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });

/** Two assets over ten days; making a day of `slow` moves the clock by 200 ms, one of `fast` by nothing. */
async function openTimed() {
  const source: ValueSource<'day', number> = new Values<'day', number>('numbers', days);
  for (let day = 0; day < 10; day++) source.set(days.keyOf(days.startOrdinal + day), day);
  const common = { partitions: days, value: float64, deps: { number: source.asset } } as const;
  const slow = (codeVersion: string) =>
    defineAsset({
      ...common,
      key: 'slow',
      codeVersion,
      each: async ({ deps }) => {
        await workshop.clock.advance(200);
        return deps.number === absent ? absent : deps.number;
      },
    });
  const fast = (codeVersion: string) =>
    defineAsset({ ...common, key: 'fast', codeVersion, each: ({ deps }) => deps.number });
  const workshop = await openWorkshop({ now: '2024-01-20T12:00:00Z', sources: [source], assets: [slow('1')] });
  onTestFinished(() => workshop.close());
  return { workshop, source, slow, fast };
}

describe('the expected time of a plan', () => {
  it('is not given before anything was made', async () => {
    const { workshop } = await openTimed();
    expect((await workshop.plan()).expected).toBeUndefined();
  });

  it('is that of the past, by partition', async () => {
    const { workshop, source, slow } = await openTimed();
    await workshop.materialize();
    expect((await workshop.plan()).expected).toEqual({ seconds: 0, unknown: 0 });
    source.set('2024-01-02', 100);
    expect((await workshop.plan()).expected?.seconds).toBeCloseTo(0.2);
    workshop.define({ sources: [source], assets: [slow('2')] });
    expect((await workshop.plan()).expected?.seconds).toBeCloseTo(2);
  });

  it('says how many partitions it cannot judge', async () => {
    const { workshop, source, slow, fast } = await openTimed();
    await workshop.materialize();
    workshop.define({ sources: [source], assets: [slow('2'), fast('1')] });
    const { expected } = await workshop.plan();
    expect(expected?.seconds).toBeCloseTo(2);
    expect(expected?.unknown).toBe(10);
  });
});
