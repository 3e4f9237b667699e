import { PartitionKeyError, PartitionRangeError, SelectionError } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { PlanRequest } from '../../src/engine/plan-request.ts';
import { copiedNumbers, countedDays, day, now } from './copied-numbers.ts';
import { madeSpans, materialize, type NumberSource, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
let engine: Engine;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
  engine = workshop.define(copiedNumbers(numbers), [numbers]);
});
afterEach(() => workshop.close());

const spans = async (request: PlanRequest): Promise<Record<string, string>> => {
  const plan = await engine.plan(request, { actor: 'test' });
  return Object.fromEntries(
    plan.steps.map((step) => [
      step.asset,
      step.spans.map(({ from, to }) => (from === to ? from : `${from}…${to}`)).join(', '),
    ]),
  );
};

describe('a request on an empty store', () => {
  const january = '2024-01-01…2024-01-31';
  const table: readonly [string, PlanRequest, Record<string, string>][] = [
    ['of one asset brings its inputs', { selection: 'tens', to: '2024-01' }, { copy: january, tens: january }],
    ['without upstream brings none', { selection: 'tens', to: '2024-01', upstream: false }, { tens: january }],
    [
      'from a day takes what lies after it',
      { selection: 'copy', from: '2024-03-09' },
      { copy: '2024-03-09…2024-03-10' },
    ],
    [
      'of days leaves out months that have not ended by then',
      { selection: 'sum', from: '2024-02-01', to: '2024-03-10' },
      { copy: '2024-02-01…2024-02-29', tens: '2024-02-01…2024-02-29', sum: '2024-02' },
    ],
    [
      'of days takes the open month where it is asked for',
      { selection: 'sum', from: '2024-03-01', to: '2024-03-10', running: true },
      { copy: '2024-03-01…2024-03-10', tens: '2024-03-01…2024-03-10', sum: '2024-03' },
    ],
    ['without dates takes the open month too', { selection: 'sum', upstream: false }, { sum: '2024-01…2024-03' }],
    ['for what failed finds nothing', { state: 'failed' }, {}],
    ['for what is stale finds nothing', { state: 'stale' }, {}],
    [
      'for what is missing in one day finds that day, with the months that are read lazily',
      { selection: 'mixed', from: '2024-01-02', to: '2024-01-02', state: 'missing' },
      { copy: '2024-01-01…2024-03-10', tens: '2024-01-01…2024-03-10', sum: '2024-01…2024-03', mixed: '2024-01-02' },
    ],
  ];
  it.each(table)('%s', async (_name, request, expected) => {
    expect(await spans(request)).toEqual(expected);
  });
});

describe('a request on a store that is up to date', () => {
  beforeEach(async () => {
    await materialize(engine);
  });

  it('makes fresh partitions again where it says all', async () => {
    const report = await materialize(engine, { selection: 'copy', from: '2024-02-01', to: '2024-02-03', state: 'all' });
    expect(report).toMatchObject({ planned: 3, certain: 3, made: 3, steps: [{ changed: 0 }] });
  });

  it('tells by state which partitions it takes, in the selection as well', async () => {
    numbers.values.set(day(1, 6), 99);
    await workshop.clock.advance(86_400_000);
    numbers.values.set(day(3, 11), 70);
    expect(await spans({ selection: 'copy', state: 'stale' })).toEqual({ copy: '2024-01-06' });
    expect(await spans({ selection: 'copy', state: 'missing' })).toEqual({ copy: '2024-03-11' });
    expect(await spans({ selection: 'copy and state:stale' })).toEqual({ copy: '2024-01-06' });
  });

  it('without upstream leaves what waits for an input, and says how much', async () => {
    numbers.values.set(day(1, 6), 99);
    const report = await materialize(engine, { selection: 'tens', upstream: false });
    expect(report).toMatchObject({ planned: 1, certain: 0, possible: 1, made: 0, blocked: 1, cutOff: 0 });
    expect(madeSpans(await materialize(engine, { selection: 'tens' }))).toEqual({
      copy: '2024-01-06',
      tens: '2024-01-06',
    });
  });

  it('counts what early cut-off spared, asset by asset', async () => {
    numbers.values.set(day(1, 6), 7);
    const report = await materialize(engine, { selection: 'sum' });
    expect(report).toMatchObject({ planned: 3, certain: 1, possible: 2, made: 2, cutOff: 1, blocked: 0 });
    expect(report.steps.map(({ asset, made, changed, cutOff }) => [asset, made, changed, cutOff])).toEqual([
      ['copy', 1, 1, 0],
      ['tens', 1, 0, 0],
      ['sum', 0, 0, 1],
    ]);
  });
});

describe('a request that is written wrongly', () => {
  it('is refused before anything is looked at', async () => {
    await expect(materialize(engine, { selection: '+' })).rejects.toBeInstanceOf(SelectionError);
    await expect(materialize(engine, { from: 'yesterday' })).rejects.toBeInstanceOf(PartitionKeyError);
    await expect(materialize(engine, { from: '2024-03-01', to: '2024-02-01' })).rejects.toBeInstanceOf(
      PartitionRangeError,
    );
    await expect(engine.explain('nobody', '2024-01-01')).rejects.toThrow('no asset is called nobody');
    await expect(engine.explain('copy', '2024-13-01')).rejects.toBeInstanceOf(PartitionKeyError);
  });
});
