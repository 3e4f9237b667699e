import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backfillProgress } from '../../src/backfill/backfill-progress.ts';
import { controlBackfill } from '../../src/backfill/control-backfill.ts';
import { fileBackfill } from '../../src/backfill/file-backfill.ts';
import { readBackfill, readChunks, recentBackfills } from '../../src/backfill/recorded-backfills.ts';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { stateSchema } from '../../src/database/state-schema.ts';
import { openStateDatabase } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { finish, freshOf, openHouse } from './doubled-days.ts';

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
