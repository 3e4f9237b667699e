import {
  type AssetKey,
  absent,
  assetKey,
  daily,
  dayNumber,
  defineAsset,
  float64,
  monthly,
  partitionFlags,
  within,
} from '@meterworks/assets';
import { beforeEach, describe, expect, it } from 'vitest';
import { compactStates } from '../../src/maintenance/compact-states.ts';
import { pruneAssets } from '../../src/maintenance/prune-assets.ts';
import { takeOverFormerKeys } from '../../src/maintenance/take-over.ts';
import { wipePartitions } from '../../src/maintenance/wipe-partitions.ts';
import { readWhy } from '../../src/read/why/read-why.ts';
import { NumberSource } from '../engine/workshop.ts';
import { type MaintenanceBench, openMaintenanceBench, type StartedBench } from './maintenance-bench.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });
const first = dayNumber(2024, 1, 1);
const last = dayNumber(2024, 3, 10);

let bench: MaintenanceBench;
let numbers: NumberSource;
beforeEach(async () => {
  bench = await openMaintenanceBench('2024-03-11T12:00:00Z');
  numbers = new NumberSource('numbers', days);
  for (let ordinal = first; ordinal <= last; ordinal++) numbers.values.set(ordinal, 1);
});

/** A running total over a source's days, and its last value of each month; under names of the test's choice. */
function house({ total: key = 'total', formerKeys = [] as string[], code = '1', source = numbers } = {}) {
  const total = defineAsset({
    key,
    partitions: days,
    value: float64,
    deps: { number: source.asset },
    codeVersion: code,
    formerKeys,
    running: {
      carry: float64,
      initial: 0,
      step: ({ deps }, carry) => {
        const sum = carry + (deps.number === absent ? 0 : deps.number);
        return { value: sum, carry: sum };
      },
    },
  });
  const close = defineAsset({
    key: 'close',
    partitions: months,
    value: float64,
    deps: { total: within(total) },
    codeVersion: '1',
    each: ({ deps }) => [...deps.total.values].at(-1) ?? 0,
  });
  return [source.asset, total, close].map((one) => one.definition);
}

async function countsOf({ engine }: StartedBench) {
  const status = await engine.status();
  return Object.fromEntries(
    status.map(({ asset, counts: { fresh, missing, stale } }) => [asset, { fresh, missing, stale }]),
  );
}

describe('wiping', () => {
  it('makes partitions missing, with their values, and making them again changes nothing below', async () => {
    const started = await bench.start(house(), [numbers]);
    await started.materialize();
    const request = { selection: '*', from: '2024-02' };
    const preview = await wipePartitions(started.place, request, { dryRun: true });
    expect(preview).toMatchObject({
      assets: [
        { asset: 'total', partitions: 39, spans: '2024-02-01…2024-03-10' },
        { asset: 'close', partitions: 2, spans: '2024-02…2024-03' },
      ],
      left: [{ asset: 'numbers', partitions: 39, reason: 'observed, not made' }],
    });
    expect(await started.materialize()).toMatchObject({ planned: 0 });

    await wipePartitions(started.place, { selection: 'total', from: '2024-02' }, { dryRun: false });
    const total = assetKey('total');
    expect((await bench.series.loadValues(total, first, last)).filter((value) => value !== undefined)).toHaveLength(31);
    expect(await countsOf(started)).toMatchObject({ total: { fresh: 31, missing: 39 }, numbers: { fresh: 70 } });
    expect((await started.engine.explain('total', '2024-02-01')).sentence).toBe(
      'total 2024-02-01 is missing because its value was deleted.',
    );
    const why = readWhy(started.place.connection, 'total', days.ordinalOf('2024-02-01'));
    expect(why?.chain.map(({ cause }) => cause.kind)).toEqual(['deleted']);
    const [summary] = (await bench.state.readSummaries()).filter(({ asset }) => asset === total);
    expect(summary?.strip.length).toBe(35);
    const report = await started.materialize();
    expect(report).toMatchObject({ made: 39, cutOff: 2, failed: 0 });
    expect((await started.engine.values('total', '2024-03-10')).map(({ value }) => value)).toEqual([70]);
  });

  it('keeps what is pinned', async () => {
    const started = await bench.start(house(), [numbers]);
    await started.materialize();
    const [state] = [
      ...(
        await bench.state.readStates([
          { key: assetKey('close'), layout: started.place.graph.layout(assetKey('close')) },
        ])
      ).values(),
    ];
    if (state === undefined) throw new Error('no state');
    state.flags[1] = (state.flags[1] as number) | partitionFlags.pinned;
    await bench.state.commit('unfenced', () => ({ states: [{ asset: assetKey('close'), columns: state }] }));
    const report = await wipePartitions(started.place, { selection: 'close' }, { dryRun: false });
    expect(report).toMatchObject({
      assets: [{ asset: 'close', partitions: 2 }],
      left: [{ asset: 'close', partitions: 1, reason: 'pinned' }],
    });
    expect((await started.engine.values('close')).map(({ key }) => key)).toEqual(['2024-02']);
  });
});

describe('pruning', () => {
  it('forgets assets that are declared no more, and a source that comes back is seen as a whole', async () => {
    const other = new NumberSource('others', days);
    other.values.set(first, 5);
    const both = [...house(), other.asset.definition];
    await (await bench.start(both, [numbers, other])).materialize();
    const started = await bench.start([other.asset.definition], [other]);
    const preview = await pruneAssets(started.place, {}, { dryRun: true });
    expect(preview.assets.map(({ asset, partitions }) => [asset, partitions])).toEqual([
      ['close', 3],
      ['numbers', 70],
      ['total', 70],
    ]);
    expect((await pruneAssets(started.place, { selection: 'to*' }, { dryRun: true })).assets).toHaveLength(1);
    expect(await bench.state.recordedAssets()).toContain('total');

    await pruneAssets(started.place, {}, { dryRun: false });
    expect(await bench.state.recordedAssets()).toEqual(['others']);
    expect((await bench.state.readGraph()).map(({ key }) => key)).toEqual(['others']);
    expect((await bench.series.loadValues(assetKey('total'), first, last)).every((one) => one === undefined)).toBe(
      true,
    );
    expect(await pruneAssets(started.place, {}, { dryRun: false })).toMatchObject({ assets: [] });
    expect(await bench.state.readCursor('numbers')).toBeUndefined();
    expect(await (await bench.start(both, [numbers, other])).materialize()).toMatchObject({ made: 73, failed: 0 });
  });
});

describe('compacting', () => {
  it('leaves out what nothing refers to, and everything stays fresh', async () => {
    for (const code of ['1', '2', '3']) await (await bench.start(house({ code }), [numbers])).materialize();
    const started = await bench.start(house({ code: '3' }), [numbers]);
    const columnsOf = async (key: AssetKey) =>
      (await bench.state.readStates([{ key, layout: started.place.graph.layout(key) }])).get(key);
    const before = await columnsOf(assetKey('total'));
    expect(before?.codes).toEqual(['1', '2', '3']);
    const report = await compactStates(started.place, {}, { dryRun: false });
    expect(report.assets).toMatchObject([{ asset: 'total', partitions: 70 }]);
    expect(report.bytes?.after).toBeLessThanOrEqual(report.bytes?.before ?? 0);
    const after = await columnsOf(assetKey('total'));
    expect(after?.codes).toEqual(['3']);
    expect({ ...after, codes: [], code: [] }).toEqual({ ...before, codes: [], code: [] });
    expect(await started.materialize()).toMatchObject({ planned: 0 });
  });
});

describe('a renamed asset', () => {
  it('takes over states, values, carried states and history once, and neither it nor its readers are made again', async () => {
    await (await bench.start(house(), [numbers])).materialize();
    const renamed = house({ total: 'sum/daily', formerKeys: ['before', 'total'] });
    const started = await bench.start(renamed, [numbers]);
    expect(await started.materialize()).toMatchObject({ planned: 0, made: 0 });
    expect((await started.engine.values('sum/daily')).at(-1)).toMatchObject({ key: '2024-03-10', value: 70 });
    expect(await bench.state.recordedAssets()).toEqual(['close', 'numbers', 'sum/daily']);
    const total = assetKey('total');
    expect((await bench.series.loadValues(total, first, last)).every((one) => one === undefined)).toBe(true);
    expect(bench.connection.all(`select distinct asset from step order by asset`)).toEqual([
      { asset: 'close' },
      { asset: 'sum/daily' },
    ]);
    expect(await takeOverFormerKeys(started.place)).toEqual([]);

    numbers.values.set(last, 11);
    expect(await started.materialize()).toMatchObject({ made: 2, failed: 0 });
    expect((await started.engine.values('sum/daily', '2024-03-10')).map(({ value }) => value)).toEqual([80]);
  });

  it('whose taking over was cut off before its commit takes over as a whole at the next start', async () => {
    await (await bench.start(house(), [numbers])).materialize();
    // A crash after the values were copied.
    const total = assetKey('total');
    const values = await bench.series.loadValues(total, first, last);
    await bench.series.saveValues(
      assetKey('sum'),
      values.slice(0, 40).map((bytes, i) => ({ ordinal: first + i, bytes })),
    );
    const started = await bench.start(house({ total: 'sum', formerKeys: ['total'] }), [numbers]);
    expect(await started.materialize()).toMatchObject({ planned: 0 });
    expect(await started.engine.values('sum')).toHaveLength(70);
  });

  it('takes nothing from a key that is still declared, or once it has a record of its own', async () => {
    await (await bench.start(house(), [numbers])).materialize();
    const copy = house({ total: 'sum', formerKeys: ['numbers', 'close'] });
    await (await bench.start(copy, [numbers])).materialize();
    const started = await bench.start(house({ total: 'sum', formerKeys: ['total'] }), [numbers]);
    expect(await bench.state.recordedAssets()).toEqual(['close', 'numbers', 'sum', 'total']);
    expect(await started.materialize()).toMatchObject({ planned: 0 });
  });
});
