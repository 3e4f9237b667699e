import { join } from 'node:path';
import { absent, daily, dayNumber, defineAsset, failed, float64, monthly, within } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { backfillProgress } from '../../src/backfill/backfill-progress.ts';
import { controlBackfill } from '../../src/backfill/control-backfill.ts';
import { fileBackfill } from '../../src/backfill/file-backfill.ts';
import { readBackfill, readChunks, recentBackfills } from '../../src/backfill/recorded-backfills.ts';
import { nextChunk } from '../../src/backfill/run-chunk.ts';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { stateSchema } from '../../src/database/state-schema.ts';
import { openStateDatabase } from '../../src/state/open-state-store.ts';
import { NumberSource } from '../engine/workshop.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type BackfillBench, openBench } from './backfill-bench.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });
const day = (month: number, date: number): number => dayNumber(2024, month, date);

/** Seventy days, doubled, and their monthly sums; `made` lists what was computed. */
async function openHouse(
  options: { oneByOne?: boolean; failing?: Set<string>; during?: (partition: string) => Promise<void> | void } = {},
) {
  const numbers = new NumberSource('numbers', days);
  for (let ordinal = day(1, 1); ordinal <= day(3, 10); ordinal++) numbers.values.set(ordinal, 1);
  const made: string[] = [];
  const doubled = defineAsset({
    key: 'doubled',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    ...(options.oneByOne === true ? { backfillPolicy: 'one-by-one' as const } : {}),
    codeVersion: '1',
    each: async ({ deps, partition }) => {
      await options.during?.(partition);
      if (options.failing?.has(partition)) return failed('out of order');
      made.push(partition);
      return deps.number === absent ? absent : deps.number * 2;
    },
  });
  const sum = defineAsset({
    key: 'sum',
    partitions: months,
    value: float64,
    deps: { day: within(doubled) },
    codeVersion: '1',
    each: ({ deps, partition }) => {
      made.push(partition);
      return [...deps.day.values].reduce((total, value) => total + value, 0);
    },
  });
  const assets = [numbers.asset, doubled, sum].map((one) => one.definition);
  const bench = await openBench('2024-03-11T12:00:00Z', { assets, sources: [numbers] });
  return { bench, made, numbers };
}

async function finish(bench: BackfillBench): Promise<number> {
  let chunks = 0;
  while ((await bench.run()) !== undefined) chunks++;
  return chunks;
}

const freshOf = async (bench: BackfillBench) =>
  (await bench.engine.status()).filter(({ asset }) => asset !== 'numbers').map(({ counts }) => counts.fresh);

it('is upgraded to from a database that knew no backfills, which keeps what it holds', async () => {
  const path = join(temporaryFolder(), 'state.db');
  const timers = new ManualClock();
  const older = { ...stateSchema, migrations: stateSchema.migrations.slice(0, 1) };
  const before = await openSqlite({ path, role: 'owner', schema: older, timers });
  before.run(`insert into meta values ('graph', 'kept')`);
  before.close();
  const after = await openStateDatabase(path, timers);
  expect(after.get('select value from meta')).toEqual({ value: 'kept' });
  expect(recentBackfills(after, 5)).toEqual([]);
  after.close();
});

describe('a backfill', () => {
  it('makes each wanted partition once, chunk by chunk, oldest first', async () => {
    const { bench, made } = await openHouse();
    const { id } = await bench.file({ chunk: 30 });
    expect(made).toEqual([]);
    expect(
      readChunks(bench.connection, id).map(({ from, to, planned, running }) => [from, to, planned, running]),
    ).toEqual([
      ['2024-01-01', '2024-01-30', 30, false],
      ['2024-01-31', '2024-02-29', 32, false],
      ['2024-03-01', '2024-03-10', 11, true],
    ]);
    expect(await finish(bench)).toBe(3);
    expect(made).toHaveLength(73);
    expect(new Set(made).size).toBe(73);
    expect(made.filter((key) => key.length === 10)).toEqual(made.filter((key) => key.length === 10).toSorted());
    expect(readBackfill(bench.connection, id)).toMatchObject({ status: 'success', finishedAt: bench.clock.now() });
    expect(await freshOf(bench)).toEqual([70, 3]);
  });

  it('of assets that are cut differently makes the finely cut ones first, each in its own pieces', async () => {
    const { bench, made } = await openHouse({ oneByOne: true });
    const { id } = await bench.file({ from: '2024-01-30', to: '2024-02-02' });
    expect(readChunks(bench.connection, id).map(({ assets, planned }) => [assets.join(' '), planned])).toEqual([
      ['doubled', 1],
      ['doubled', 1],
      ['doubled', 1],
      ['doubled', 1],
      ['sum', 1],
    ]);
    await finish(bench);
    expect(made.slice(0, 4)).toEqual(['2024-01-30', '2024-01-31', '2024-02-01', '2024-02-02']);
    expect(made.at(-1)).toBe('2024-01');
    expect(bench.connection.all('select distinct selection from run where kind = ?', 'backfill')).toEqual([
      { selection: '' },
    ]);
  });

  it('goes from the newest to the oldest dates if asked to', async () => {
    const { bench, made } = await openHouse();
    await bench.file({ selection: 'doubled', chunk: 30, newestFirst: true });
    await bench.run();
    expect([made[0], made.at(-1)]).toEqual(['2024-02-10', '2024-03-10']);
    await finish(bench);
    expect(made.slice(60).at(0)).toBe('2024-01-01');
    expect(made).toHaveLength(70);
  });

  it('takes only the partitions of the asked state and dates', async () => {
    const { bench, made } = await openHouse();
    await bench.file({ selection: 'doubled', from: '2024-01', to: '2024-01' });
    await finish(bench);
    made.length = 0;
    await bench.file({ selection: 'doubled', from: '2024-01-25', to: '2024-02-03', state: 'missing' });
    await finish(bench);
    expect(made).toEqual(['2024-02-01', '2024-02-02', '2024-02-03']);
    const nothing = await fileBackfill(bench, {
      actor: 'test',
      selection: 'doubled',
      to: '2024-02-03',
      state: 'missing',
    });
    expect(nothing).toEqual({ kind: 'nothing' });
  });

  it('never makes fresh partitions outside the asked dates again, whatever their readers still need', async () => {
    const { bench, made } = await openHouse();
    const asked = { actor: 'test', kind: 'materialize' };
    await bench.engine.materialize({ selection: 'doubled', from: '2024-01-10' }, asked);
    made.length = 0;
    await bench.file({ state: 'all', from: '2024-01-30', to: '2024-02-02' });
    await finish(bench);
    const inputs = Array.from({ length: 9 }, (_, i) => `2024-01-0${i + 1}`);
    expect(made.toSorted()).toEqual(['2024-01', ...inputs, '2024-01-30', '2024-01-31', '2024-02-01', '2024-02-02']);
  });

  it('goes on where a process that died had stopped, and does not make again what that had made', async () => {
    const { bench, made } = await openHouse();
    const { id } = await bench.file({ selection: 'doubled', chunk: 30, state: 'all' });
    await bench.run();
    // What kill -9 leaves: a chunk that is said to be at work, some of it made.
    await bench.engine.materialize({ selection: 'doubled', to: '2024-02-10' }, { actor: 'test', kind: 'backfill' });
    bench.connection.run(`update backfill_chunk set status = 'running' where position = 1`);
    const next = bench.reopen();
    expect(nextChunk(next.connection)?.chunk).toMatchObject({ position: 1, status: 'running' });
    expect(await finish(next)).toBe(2);
    expect(made).toHaveLength(70);
    expect(readBackfill(bench.connection, id)?.status).toBe('success');
  });

  it('that is paused or cancelled stops within a second, in the middle of a chunk, and records nothing by halves', async () => {
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const { bench, made } = await openHouse({
      during: async (partition) => {
        if (partition !== '2024-01-20') return;
        reached.resolve();
        await gate.promise;
      },
    });
    const { id } = await bench.file({ selection: 'doubled', chunk: 50 });
    const work = bench.run();
    await reached.promise;
    await controlBackfill(bench.connection, id, 'pause', bench.clock);
    await bench.clock.advance(1_000);
    gate.resolve();
    expect(await work).toMatchObject({ status: 'paused' });
    expect(await bench.run()).toBeUndefined();
    expect(made.at(-1)).toBe('2024-01-20');
    expect(readChunks(bench.connection, id).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    const [counts] = await bench.engine.status('doubled');
    expect(counts?.counts).toMatchObject({ missing: 70, fresh: 0, failed: 0 });

    expect(await controlBackfill(bench.connection, id, 'resume', bench.clock)).toMatchObject({ kind: 'done' });
    await bench.run();
    expect((await bench.engine.status('doubled'))[0]?.counts).toMatchObject({ missing: 20, fresh: 50 });
    await controlBackfill(bench.connection, id, 'cancel', bench.clock);
    expect(await bench.run()).toBeUndefined();
    expect(readBackfill(bench.connection, id)).toMatchObject({ status: 'cancelled' });
    expect(readChunks(bench.connection, id).map(({ status }) => status)).toEqual(['success', 'cancelled']);
    expect(await controlBackfill(bench.connection, id, 'resume', bench.clock)).toMatchObject({ kind: 'unchanged' });
    expect(await controlBackfill(bench.connection, 99, 'resume', bench.clock)).toEqual({ kind: 'unknown' });
  });

  it('that is cancelled amid a step keeps nothing of that step, neither recorded nor stored', async () => {
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const { bench, made } = await openHouse({
      during: async (partition) => {
        if (partition !== '2024-01-20') return;
        reached.resolve();
        await gate.promise;
      },
    });
    const { id } = await bench.file({ selection: 'doubled', chunk: 50 });
    const work = bench.run();
    await reached.promise;
    await controlBackfill(bench.connection, id, 'cancel', bench.clock);
    await bench.clock.advance(1_000);
    gate.resolve();
    expect(await work).toMatchObject({ status: 'cancelled' });
    expect(made.at(-1)).toBe('2024-01-20');
    expect(readChunks(bench.connection, id).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    const [counts] = await bench.engine.status('doubled');
    expect(counts?.counts).toMatchObject({ missing: 70, fresh: 0, failed: 0 });
    expect(await bench.engine.values('doubled')).toEqual([]);
    expect(await bench.run()).toBeUndefined();
  });

  it('leaves its chunk to the next process when this one is to stop', async () => {
    const stop = new AbortController();
    const { bench } = await openHouse({
      during: (partition) => (partition === '2024-01-03' ? stop.abort() : undefined),
    });
    const { id } = await bench.file({ selection: 'doubled', chunk: 50 });
    expect(await bench.run({ signal: stop.signal })).toMatchObject({ status: 'waiting' });
    expect(await finish(bench.reopen())).toBe(2);
    expect(readBackfill(bench.connection, id)?.status).toBe('success');
  });

  it('stops in the middle of a chunk also where the computation never waits', async () => {
    const stop = new AbortController();
    let begun = 0;
    const { bench } = await openHouse({
      during: () => {
        if (begun++ === 0) setImmediate(() => stop.abort());
        const until = performance.now() + 5;
        while (performance.now() < until);
      },
    });
    await bench.file({ selection: 'doubled' });
    expect(await bench.run({ signal: stop.signal })).toMatchObject({ status: 'waiting' });
    expect(begun).toBeLessThan(70);
    expect((await bench.engine.status('doubled'))[0]?.counts).toMatchObject({ missing: 70, fresh: 0 });
  });

  it('that failed in part is retried where it failed', async () => {
    const failing = new Set(['2024-01-07', '2024-02-20']);
    const { bench, made } = await openHouse({ failing });
    const { id } = await bench.file({ chunk: 30, state: 'missing' });
    await finish(bench);
    expect(readBackfill(bench.connection, id)?.status).toBe('partial');
    const chunks = readChunks(bench.connection, id);
    expect(chunks.map(({ status, failed: count }) => [status, count])).toEqual([
      ['partial', 1],
      ['partial', 1],
      ['success', 0],
    ]);
    expect(chunks[0]?.error).toBe('doubled 2024-01-07: out of order');
    failing.clear();
    made.length = 0;
    expect(await controlBackfill(bench.connection, id, 'retry-failed', bench.clock)).toMatchObject({ kind: 'done' });
    expect(await finish(bench)).toBe(2);
    expect(made).toEqual(['2024-01-07', '2024-02-20', '2024-01', '2024-02']);
    expect(readBackfill(bench.connection, id)?.status).toBe('success');
    expect(await freshOf(bench)).toEqual([70, 3]);
  });

  it('is not filed a second time while one that makes the same is at work, and overlapping ones make each partition once', async () => {
    const { bench, made } = await openHouse();
    await bench.file({ selection: 'doubled' });
    await finish(bench);
    made.length = 0;
    const first = await bench.file({ selection: 'doubled', state: 'all', to: '2024-02', chunk: 10 });
    const same = {
      actor: 'test',
      selection: 'key:doubled',
      state: 'all',
      from: '2024-01-05',
      to: '2024-01-20',
    } as const;
    expect(await fileBackfill(bench, same)).toEqual({ kind: 'covered', backfill: first });
    expect((await bench.file({ selection: 'doubled', state: 'all', from: '2024-02' })).id).not.toBe(first.id);
    await finish(bench);
    expect(made).toHaveLength(70);
    expect(new Set(made).size).toBe(70);
    expect(await fileBackfill(bench, same)).toMatchObject({ kind: 'filed' });
  });

  it('says how far it is and how long it takes yet, pauses left out', async () => {
    const house = await openHouse({
      during: async (partition) => {
        if (partition === '2024-01-05') await house.bench.clock.advance(4_000);
      },
    });
    const { bench } = house;
    const { id } = await bench.file({ selection: 'doubled', chunk: 20 });
    const progress = () => backfillProgress(readChunks(bench.connection, id));
    expect(progress()).toMatchObject({ partitions: { done: 0, total: 70 }, leftMs: undefined });
    await bench.run();
    await bench.clock.advance(3_600_000);
    expect(progress()).toMatchObject({
      partitions: { done: 20, total: 70 },
      chunks: { done: 1, total: 4 },
      made: 20,
      leftMs: 10_000,
    });
    await finish(bench);
    expect(progress()).toMatchObject({ partitions: { done: 70, total: 70 }, leftMs: undefined });
  });
});
