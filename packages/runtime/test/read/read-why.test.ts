import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { readWhy } from '../../src/read/why/read-why.ts';
import type { WhyView } from '../../src/read/why/why-view.ts';
import { copiedNumbers, countedDays, day, days, months, now } from '../engine/copied-numbers.ts';
import { materialize, type NumberSource, openWorkshop, type Workshop } from '../engine/workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

async function engineWith(options: Parameters<typeof copiedNumbers>[1] = {}): Promise<Engine> {
  const engine = workshop.define(copiedNumbers(numbers, options), [numbers]);
  await engine.declare();
  return engine;
}
function why(asset: string, partition: string): WhyView {
  const scheme = partition.length === 7 ? months : days;
  return readWhy(workshop.connection, asset, scheme.ordinalOf(partition)) as WhyView;
}
const chainOf = (asset: string, partition: string) =>
  why(asset, partition).chain.map((link) => `${link.asset} ${link.partition} ${link.cause.kind}`);

describe('what the records say about a partition', () => {
  it('leads along what is not fresh to what a source saw', async () => {
    const engine = await engineWith();
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    await engine.observe();
    expect(why('sum', '2024-01').status).toBe('stale');
    expect(chainOf('sum', '2024-01')).toEqual([
      'sum 2024-01 upstream-not-fresh',
      'tens 2024-01-06 upstream-not-fresh',
      'copy 2024-01-06 input-changed',
      'numbers 2024-01-06 observed',
    ]);
    expect(why('sum', '2024-01').chain.at(-1)?.cause).toMatchObject({ detail: 'the number 69 arrived' });
  });

  it('keeps the way to the root, with the runs, after the run that took the change in', async () => {
    const engine = await engineWith();
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    const { runId: run } = await materialize(engine);
    expect(why('sum', '2024-01').status).toBe('fresh');
    expect(chainOf('sum', '2024-01')).toEqual([
      'sum 2024-01 changed',
      'tens 2024-01-06 changed',
      'copy 2024-01-06 changed',
      'numbers 2024-01-06 observed',
    ]);
    expect(why('sum', '2024-01').chain.map((link) => link.run)).toEqual([run, run, run, null]);
  });

  it('names the code versions of a partition made by other code', async () => {
    await materialize(await engineWith());
    await (await engineWith({ code: '2' })).observe();
    expect(why('copy', '2024-01-06').chain).toMatchObject([{ cause: { kind: 'code-changed', from: '1', to: '2' } }]);
    expect(chainOf('sum', '2024-01')).toEqual([
      'sum 2024-01 upstream-not-fresh',
      'tens 2024-01-31 upstream-not-fresh',
      'copy 2024-01-31 code-changed',
    ]);
  });

  it('shows the configuration that a partition was made with when only that can differ', async () => {
    await materialize(await engineWith());
    await (await engineWith({ factor: 3 })).observe();
    expect(why('copy', '2024-01-06').chain).toMatchObject([{ cause: { kind: 'config-changed', from: { factor: 1 } } }]);
  });

  it('ends at the failure that blocks it, with its message and run', async () => {
    const { runId: run } = await materialize(await engineWith({ failing: ['2024-01-06'] }));
    expect(why('tens', '2024-01-06').status).toBe('blocked');
    expect(why('tens', '2024-01-06').chain).toMatchObject([
      { asset: 'tens', cause: { kind: 'upstream-not-fresh', status: 'failed' } },
      { asset: 'copy', run, cause: { kind: 'failed', message: 'failed for this day' } },
    ]);
  });

  it('lists inputs with what they were and how many changed since', async () => {
    const engine = await engineWith();
    await materialize(engine);
    numbers.values.set(day(1, 6), 99);
    numbers.values.set(day(1, 7), 98);
    await engine.observe();
    expect(why('copy', '2024-01-06').inputs).toMatchObject([
      { name: 'number', asset: 'numbers', count: 1, changedSince: 1, span: { from: '2024-01-06', to: '2024-01-06' } },
    ]);
    expect(why('sum', '2024-01').inputs).toMatchObject([
      { name: 'tens', count: 31, changedSince: 0, span: { from: '2024-01-01', to: '2024-01-31' } },
    ]);
  });

  it('says of a fresh partition that nothing else made change that it was made first', async () => {
    await materialize(await engineWith());
    expect(chainOf('sum', '2024-02').at(-1)).toMatch(/^numbers 2024-02-\d\d observed$/);
    expect(why('nothing', '2024-02')).toBeUndefined();
  });
});

it('gives the same way to the root as the engine that knows the graph', async () => {
  const engine = await engineWith();
  await materialize(engine);
  numbers.values.set(day(2, 11), 7);
  numbers.values.delete(day(1, 20));
  await engine.observe();
  for (const [asset, partition] of [
    ['mixed', '2024-02-12'],
    ['sum', '2024-02'],
    ['sum', '2024-01'],
    ['tens', '2024-01-20'],
  ] as const) {
    const { chain } = await engine.explain(asset, partition);
    expect(why(asset, partition).chain.at(-1)?.asset, `${asset} ${partition}`).toBe(chain.at(-1)?.asset);
  }
});
