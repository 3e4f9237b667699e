import {
  absent,
  assetKey,
  daily,
  dayNumber,
  defineAsset,
  failed,
  float64,
  type PartitionKey,
} from '@meterworks/assets';
import { beforeEach, describe, expect, it } from 'vitest';
import { setPinned } from '../../src/maintenance/set-pinned.ts';
import { NumberSource } from '../engine/workshop.ts';
import { type MaintenanceBench, openMaintenanceBench, type StartedBench } from './maintenance-bench.ts';

const days = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });
const first = dayNumber(2024, 1, 1);
const doubled = assetKey('doubled');

let bench: MaintenanceBench;
let numbers: NumberSource;
let failing: string | undefined;
beforeEach(async () => {
  bench = await openMaintenanceBench('2024-01-11T12:00:00Z');
  numbers = new NumberSource('numbers', days);
  for (let day = 0; day < 10; day++) numbers.values.set(first + day, 1);
  failing = undefined;
});

/** Ten numbers doubled one by one, in one pass, and summed up. */
function house(factor = 2) {
  const each = defineAsset({
    key: 'doubled',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    config: { factor },
    codeVersion: '1',
    each: ({ deps, partition, config }) => {
      if (partition === failing) return failed('out of order');
      return deps.number === absent ? absent : deps.number * config.factor;
    },
  });
  const whole = defineAsset({
    key: 'pass',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    codeVersion: '1',
    whole: ({ ordinals, deps, scheme }) =>
      new Map(
        ordinals.map((ordinal): [PartitionKey<'day'>, number] => [
          scheme.keyOf(ordinal),
          (deps.number.at(ordinal) ?? 0) * 3,
        ]),
      ),
  });
  const total = defineAsset({
    key: 'total',
    partitions: days,
    value: float64,
    deps: { each },
    codeVersion: '1',
    running: {
      carry: float64,
      initial: 0,
      step: ({ deps }, carry) => {
        const sum = carry + (deps.each === absent ? 0 : deps.each);
        return { value: sum, carry: sum };
      },
    },
  });
  return [numbers.asset, each, whole, total].map((one) => one.definition);
}

const start = () => bench.start(house(), [numbers]);
const pin = ({ place }: StartedBench, asset: string, from: string, to = from, pinned = true) =>
  setPinned(place, { asset: assetKey(asset), from, to, pinned });
const valuesOf = async ({ engine }: StartedBench, asset: string) =>
  (await engine.values(asset)).map(({ value }) => value);

describe('a pinned partition', () => {
  it('keeps its value and is fresh while what it is made from changes, until it is unpinned', async () => {
    const started = await start();
    await started.materialize();
    expect(await pin(started, 'doubled', '2024-01-03')).toEqual({ kind: 'done', changed: 1, unchanged: 0 });
    for (let day = 0; day < 10; day++) numbers.values.set(first + day, 5);
    await started.materialize();
    expect(await valuesOf(started, 'doubled')).toEqual([10, 10, 2, 10, 10, 10, 10, 10, 10, 10]);
    expect((await valuesOf(started, 'total')).at(-1)).toBe(92);

    const [status] = await started.engine.status('doubled');
    expect(status).toMatchObject({ pinned: 1, counts: { fresh: 10 } });
    const explanation = await started.engine.explain('doubled', '2024-01-03');
    expect(explanation).toMatchObject({
      status: 'fresh',
      pinned: true,
      sentence:
        'doubled 2024-01-03 is fresh because it is pinned: its value is kept, and would be made again otherwise.',
    });
    expect((await started.engine.explain('doubled', '2024-01-04')).pinned).toBe(false);

    expect(await pin(started, 'doubled', '2024-01-01', '2024-01-05', false)).toMatchObject({
      changed: 1,
      unchanged: 4,
    });
    expect(await started.materialize()).toMatchObject({ failed: 0 });
    expect((await valuesOf(started, 'doubled'))[2]).toBe(10);
    expect((await valuesOf(started, 'total')).at(-1)).toBe(100);
  });

  it('is not made by a run that makes everything again, nor by changed configuration', async () => {
    await (await start()).materialize();
    const started = await bench.start(house(7), [numbers]);
    await pin(started, 'doubled', '2024-01-02', '2024-01-03');
    const asked = { actor: 'test', kind: 'materialize' };
    const report = await started.engine.materialize({ selection: 'doubled', state: 'all' }, asked);
    expect(report).toMatchObject({ planned: 8, made: 8 });
    expect(await valuesOf(started, 'doubled')).toEqual([7, 2, 2, 7, 7, 7, 7, 7, 7, 7]);
  });

  it('is left out of a pass over all partitions', async () => {
    const started = await start();
    await started.materialize();
    await pin(started, 'pass', '2024-01-04');
    for (let day = 0; day < 10; day++) numbers.values.set(first + day, 2);
    await started.materialize();
    expect(await valuesOf(started, 'pass')).toEqual([6, 6, 6, 3, 6, 6, 6, 6, 6, 6]);
  });

  it('of a running total hands the state on that it was kept with', async () => {
    const started = await start();
    await started.materialize();
    await pin(started, 'total', '2024-01-05');
    numbers.values.set(first, 11);
    numbers.values.set(first + 9, 2);
    await started.materialize();
    expect(await valuesOf(started, 'total')).toEqual([22, 24, 26, 28, 10, 12, 14, 16, 18, 22]);
    expect(await started.materialize()).toMatchObject({ planned: 0 });
  });

  it('whose last attempt failed keeps its last good value', async () => {
    const started = await start();
    await started.materialize();
    failing = '2024-01-06';
    numbers.values.set(first + 5, 9);
    expect(await started.materialize()).toMatchObject({ failed: 1 });
    await pin(started, 'doubled', '2024-01-06');
    expect(await bench.state.failures(doubled)).toEqual([]);
    expect(await started.materialize()).toMatchObject({ failed: 0 });
    expect((await valuesOf(started, 'doubled'))[5]).toBe(2);
    expect((await started.engine.status('doubled'))[0]?.counts).toMatchObject({ fresh: 10, failed: 0 });
  });
});

it('only what has a value can be pinned', async () => {
  const started = await start();
  expect(await pin(started, 'doubled', '2024-01-03')).toEqual({
    kind: 'refused',
    message: 'doubled 2024-01-03 was never made; there is no value to keep.',
  });
  await started.materialize();
  expect(await pin(started, 'numbers', '2024-01-03')).toMatchObject({ kind: 'refused' });
  expect(await pin(started, 'doubled', '2024-01-03', '2024-01-01')).toMatchObject({ kind: 'refused' });
  await expect(pin(started, 'doubled', '2024-02-30')).rejects.toThrow('2024-02-30');
});
