import { join } from 'node:path';
import { assetKey, StateColumns } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { DatabaseCorruptError } from '../../src/database/database-error.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import type { RunId, StepRecord } from '../../src/state/run-record.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { spelledOut } from './spelled-out.ts';

const sales = assetKey('sales/daily');
const costs = assetKey('costs/daily');
const layout = { facets: ['whole'], deps: ['in|other|whole|identity'], lazyDeps: [] };

let path: string;
let connection: SqliteConnection;
let store: StateStore;
beforeEach(async () => {
  path = join(temporaryFolder(), 'state', 'meterworks.db');
  connection = await openStateDatabase(path, new ManualClock());
  store = stateStoreIn(connection);
});
afterEach(() => store.close());

function columnsWith(madeSeq: number): StateColumns {
  const columns = new StateColumns(layout);
  columns.cover(100, 109);
  columns.madeSeq.fill(madeSeq);
  columns.flags.fill(1);
  return columns;
}

function stepOf(run: RunId, more: Partial<StepRecord> = {}): StepRecord {
  const counts = { planned: 10, made: 8, changed: 3, cutOff: 2, failed: 0 };
  return {
    run,
    asset: sales,
    from: 100,
    to: 109,
    status: 'success',
    ...counts,
    startedAt: 5,
    finishedAt: 9,
    causes: ['missing'],
    ...more,
  };
}

describe('commits', () => {
  it('number themselves by one and give the number to what is written', async () => {
    expect(await store.lastSeq()).toBe(0);
    expect(await store.commit(unfenced, (seq) => ({ states: [{ asset: sales, columns: columnsWith(seq) }] }))).toBe(1);
    expect(await store.commit(unfenced, (seq) => ({ states: [{ asset: costs, columns: columnsWith(seq) }] }))).toBe(2);
    const states = await store.readStates([
      { key: sales, layout },
      { key: costs, layout },
      { key: assetKey('unknown'), layout },
    ]);
    expect(spelledOut(states.get(sales))).toEqual(spelledOut(columnsWith(1)));
    expect(spelledOut(states.get(costs))).toEqual(spelledOut(columnsWith(2)));
    expect(spelledOut(states.get(assetKey('unknown')))).toEqual(spelledOut(new StateColumns(layout)));
    expect(await store.recordedAssets()).toEqual([costs, sales]);
    expect(await store.lastSeq()).toBe(2);
  });

  it('leave nothing behind when building or writing them fails, not even their number', async () => {
    await store.commit(unfenced, (seq) => ({ states: [{ asset: sales, columns: columnsWith(seq) }] }));
    await expect(
      store.commit(unfenced, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const broken = { asset: sales, ordinal: 1, message: undefined as unknown as string, at: 1 };
    await expect(
      store.commit(unfenced, (seq) => ({ states: [{ asset: sales, columns: columnsWith(seq) }], failures: [broken] })),
    ).rejects.toThrow();
    expect(spelledOut((await store.readStates([{ key: sales, layout }])).get(sales))).toEqual(
      spelledOut(columnsWith(1)),
    );
    expect(await store.lastSeq()).toBe(1);
  });

  it('give states in the layout of the definition that asks', async () => {
    await store.commit(unfenced, (seq) => ({ states: [{ asset: sales, columns: columnsWith(seq) }] }));
    const today = { facets: ['whole', 'rounded'], deps: layout.deps, lazyDeps: [] };
    const state = (await store.readStates([{ key: sales, layout: today }])).get(sales);
    expect(state?.layout).toEqual(today);
    expect(state?.version.length).toBe(10 * 4);
    expect(state?.madeSeq).toEqual(new Uint32Array(10).fill(1));
  });

  it('are still there when the database is opened again', async () => {
    await store.commit(unfenced, (seq) => ({
      states: [{ asset: sales, columns: columnsWith(seq) }],
      cursor: { source: 's', cursor: 'c1' },
    }));
    await store.close();
    store = stateStoreIn(await openStateDatabase(path));
    expect(spelledOut((await store.readStates([{ key: sales, layout }])).get(sales))).toEqual(
      spelledOut(columnsWith(1)),
    );
    expect(await store.readCursor('s')).toBe('c1');
    expect(await store.readCursor('t')).toBeUndefined();
  });

  it('that were damaged on disk are reported with the asset they belong to', async () => {
    await store.commit(unfenced, (seq) => ({ states: [{ asset: sales, columns: columnsWith(seq) }] }));
    connection.run('update asset_state set data = substr(data, 1, 60)');
    const reading = store.readStates([{ key: sales, layout }]);
    await expect(reading).rejects.toThrow(DatabaseCorruptError);
    await expect(reading).rejects.toThrow(/sales\/daily/);
  });

  it('clear failures before they add new ones', async () => {
    const failure = (ordinal: number, message: string) => ({ asset: sales, ordinal, message, at: 7 });
    await store.commit(unfenced, () => ({ failures: [failure(1, 'a'), failure(2, 'b'), failure(9, 'c')] }));
    await store.commit(unfenced, () => ({
      failuresCleared: [{ asset: sales, from: 1, to: 5 }],
      failures: [failure(2, 'again')],
    }));
    expect(await store.failures(sales)).toEqual([failure(2, 'again'), failure(9, 'c')]);
    expect(await store.failures(costs)).toEqual([]);
  });

  it('forget an asset with its state and failures, and no other', async () => {
    await store.commit(unfenced, (seq) => ({
      states: [sales, costs].map((asset) => ({ asset, columns: columnsWith(seq) })),
      failures: [{ asset: sales, ordinal: 1, message: 'a', at: 1 }],
    }));
    await store.commit(unfenced, () => ({ forgotten: [sales] }));
    expect(await store.recordedAssets()).toEqual([costs]);
    expect(await store.failures(sales)).toEqual([]);
  });
});

describe('what a commit recorded', () => {
  it('is found by the commit’s number and the asset', async () => {
    const run = await store.startRun(unfenced, { kind: 'k', actor: 'a', selection: '*', startedAt: 1 });
    const observation = { source: 's', asset: sales, from: 1, to: 2, partitions: 2, at: 7 };
    const first = await store.commit(unfenced, () => ({ observations: [{ ...observation, detail: '2 rows' }] }));
    const second = await store.commit(unfenced, () => ({
      step: stepOf(run, { causes: [{ kind: 'missing' }] }),
      observations: [{ ...observation, at: 9 }],
    }));
    expect(await store.observationAt(first, sales)).toEqual({ at: 7, detail: '2 rows' });
    expect(await store.observationAt(second, sales)).toEqual({ at: 9, detail: undefined });
    expect(await store.observationAt(first, costs)).toBeUndefined();
    expect(await store.stepCauses(second, sales)).toEqual([{ kind: 'missing' }]);
    expect(await store.stepCauses(first, sales)).toBeUndefined();
  });

  it('includes each asset’s newest summary', async () => {
    const summary = {
      asset: sales,
      asOf: 1,
      counts: { fresh: 2 },
      firstOrdinal: 100,
      strip: Uint8Array.of(0x66),
      lastValue: null,
    };
    await store.commit(unfenced, () => ({ summaries: [summary] }));
    await store.commit(unfenced, () => ({ summaries: [{ ...summary, firstOrdinal: 99, strip: Uint8Array.of(0x46) }] }));
    const summaries = await store.readSummaries();
    expect(summaries.map(({ asset, firstOrdinal, strip }) => [asset, firstOrdinal, [...strip]])).toEqual([
      [sales, 99, [0x46]],
    ]);
  });
});

describe('runs', () => {
  const start = { kind: 'materialize', actor: 'cli', selection: '*', startedAt: 5 };
  const rows = (table: string) => connection.all<Record<string, unknown>>(`select * from ${table} order by 1`);

  it('announce their start, their steps and their end to whoever follows', async () => {
    const run = await store.startRun(unfenced, start);
    const id = await store.startStep(unfenced, stepOf(run, { status: 'running', made: 0 }));
    await store.commit(unfenced, () => ({ step: stepOf(run, { id }) }));
    await store.commit(unfenced, () => ({ step: stepOf(run, { asset: costs }) }));
    await store.finishRun(unfenced, run, { status: 'success', finishedAt: 9, counts: { made: 16 } });
    expect(rows('event').map(({ kind, asset }) => [kind, asset])).toEqual([
      ['run-started', null],
      ['step-started', sales],
      ['step-finished', sales],
      ['step-finished', costs],
      ['run-finished', null],
    ]);
    expect(rows('step').map(({ status, seq, made }) => [status, seq, made])).toEqual([
      ['success', 1, 8],
      ['success', 2, 8],
    ]);
    expect(rows('run')).toMatchObject([{ id: run, status: 'success', counts: '{"made":16}', finished_at: 9 }]);
  });

  it('that a process left behind are ended by the next one, the others are left as they are', async () => {
    const done = await store.startRun(unfenced, start);
    await store.finishRun(unfenced, done, { status: 'partial', finishedAt: 9, counts: {} });
    const left = await store.startRun(unfenced, start);
    await store.startStep(unfenced, stepOf(left, { status: 'running' }));
    expect(await store.endAbandonedRuns(unfenced, 50)).toEqual([left]);
    expect(await store.endAbandonedRuns(unfenced, 60)).toEqual([]);
    expect(rows('run').map(({ status, finished_at }) => [status, finished_at])).toEqual([
      ['partial', 9],
      ['failed', 50],
    ]);
    expect(rows('step')).toMatchObject([{ status: 'failed', finished_at: 50 }]);
  });

  it('keep the newest 2,000 lines of their log', async () => {
    const run = await store.startRun(unfenced, start);
    const line = (i: number) => ({ at: i, level: 'info' as const, message: `line ${i}` });
    await store.appendRunLog(
      run,
      Array.from({ length: 1_999 }, (_, i) => line(i)),
    );
    await store.appendRunLog(run, [line(1_999), line(2_000), { ...line(2_001), asset: sales, span: '2024' }]);
    const kept = rows('run_log');
    expect(kept.length).toBe(2_000);
    expect(kept[0]).toMatchObject({ message: 'line 2' });
    expect(kept.at(-1)).toMatchObject({ message: 'line 2001', asset: sales, span: '2024' });
  });

  it('go away when history is pruned, states never', async () => {
    const old = await store.startRun(unfenced, start);
    await store.commit(unfenced, (seq) => ({
      step: stepOf(old),
      states: [{ asset: sales, columns: columnsWith(seq) }],
    }));
    await store.finishRun(unfenced, old, { status: 'success', finishedAt: 9, counts: {} });
    const young = await store.startRun(unfenced, { ...start, startedAt: 100 });
    expect(await store.pruneHistory(unfenced, 50)).toBeGreaterThan(0);
    expect(rows('run').map(({ id }) => id)).toEqual([young]);
    expect(rows('step')).toEqual([]);
    expect(await store.recordedAssets()).toEqual([sales]);
  });
});

describe('the graph', () => {
  const asset = {
    key: sales,
    position: 0,
    grain: 'day',
    zone: 'Europe/Berlin',
    unit: 'kWh',
    tags: ['a'],
    deps: [{ name: 'in', asset: 'other', facet: 'whole', mapping: 'identity' }],
    codecSchema: { kind: 'float64' as const },
    external: false,
    codeVersion: '1',
  };

  it('is given back as it was saved, and written only when it differs', async () => {
    expect(await store.saveGraph(unfenced, [asset])).toBe(true);
    expect(await store.saveGraph(unfenced, [asset])).toBe(false);
    expect(await store.readGraph()).toEqual([{ ...asset, active: true }]);
    expect(await store.saveGraph(unfenced, [{ ...asset, description: 'new' }])).toBe(true);
    expect(await store.readGraph()).toEqual([{ ...asset, description: 'new', active: true }]);
  });

  it('keeps an asset that is no longer declared, marked so, until it is forgotten', async () => {
    await store.saveGraph(unfenced, [asset, { ...asset, key: costs, position: 1 }]);
    await store.saveGraph(unfenced, [{ ...asset, key: costs }]);
    expect((await store.readGraph()).map(({ key, active }) => [key, active])).toEqual([
      [costs, true],
      [sales, false],
    ]);
    await store.commit(unfenced, () => ({ forgotten: [sales, costs] }));
    expect((await store.readGraph()).map(({ key }) => key)).toEqual([costs]);
  });
});
