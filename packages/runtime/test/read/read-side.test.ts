import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { assetKey, type CodecSchema, codecOf, encodeValue, StateColumns } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { DatabaseUpgradingError } from '../../src/database/database-error.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { stateSchema } from '../../src/database/state-schema.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { openReadSide } from '../../src/read/open-read-side.ts';
import type { ReadSide } from '../../src/read/read-side.ts';
import type { EventView } from '../../src/read/views.ts';
import { openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import type { AssetRecord } from '../../src/state/asset-record.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import type { RunId } from '../../src/state/run-record.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const sales = assetKey('sales/daily');
const day = 19_900; // 2024-06-26
const codecSchema: CodecSchema = {
  kind: 'record',
  fields: [
    { name: 'sum', schema: { kind: 'optional-float64' } },
    { name: 'hours', schema: { kind: 'float64-list' } },
    { name: 'good', schema: { kind: 'flag' } },
  ],
};
const asset: AssetRecord = {
  key: sales,
  position: 0,
  grain: 'day',
  zone: 'Europe/Berlin',
  unit: 'EUR',
  tags: ['shop'],
  deps: [{ name: 'till', asset: 'till', facet: 'whole', mapping: 'identity' }],
  codecSchema,
  external: false,
  codeVersion: '1',
};

let clock: ManualClock;
let paths: { stateDatabase: string; seriesDatabase: string };
let connection: SqliteConnection;
let state: StateStore;
let series: SeriesStore;
let view: ReadSide;
beforeEach(async () => {
  clock = new ManualClock();
  const folder = temporaryFolder();
  paths = { stateDatabase: join(folder, 'state.db'), seriesDatabase: join(folder, 'series.db') };
  view = openReadSide({ ...paths, timers: clock });
});
afterEach(async () => {
  await view.close();
  await state?.close();
  await series?.close();
});

async function createDatabases(): Promise<void> {
  connection = await openStateDatabase(paths.stateDatabase, clock);
  state = stateStoreIn(connection);
  series = await openEmbeddedSeriesStore({ path: paths.seriesDatabase, timers: clock });
}

/** One run that made three days, one of which failed. */
async function record(): Promise<RunId> {
  await state.saveGraph(unfenced, [asset]);
  const run = await state.startRun(unfenced, { kind: 'materialize', actor: 'cli', selection: '*', startedAt: 1_000 });
  const values = [
    { sum: 1.5, hours: Float64Array.of(1, 0.5), good: true },
    undefined,
    { sum: undefined, hours: Float64Array.of(), good: false },
  ];
  await series.saveValues(
    sales,
    values.map((value, i) => ({
      ordinal: day + i,
      bytes: value === undefined ? undefined : encodeValue(codecOf(codecSchema), value),
    })),
  );
  await state.commit(unfenced, (seq) => {
    const columns = new StateColumns({ facets: ['whole'], deps: ['till|till|whole|identity'], lazyDeps: [] });
    columns.cover(day, day + 2);
    columns.flags.set([1, 4, 1]);
    columns.madeSeq.set([seq, 0, seq]);
    columns.changedSeq.set([seq, 0, seq]);
    columns.version.set([1, 2, 0, 0, 3, 4]);
    columns.inputCount.set([1, 0, 1]);
    columns.code.fill(columns.codeIndex('1'));
    columns.config.fill(columns.configIndex('{"rate":2}'));
    const counts = { planned: 3, made: 2, changed: 2, cutOff: 0, failed: 1 };
    return {
      states: [{ asset: sales, columns }],
      failures: [{ asset: sales, ordinal: day + 1, message: 'till was shut', at: 1_400, run }],
      step: {
        run,
        asset: sales,
        from: day,
        to: day + 2,
        status: 'partial',
        ...counts,
        startedAt: 1_100,
        finishedAt: 1_500,
        causes: ['missing'],
      },
      observations: [{ source: 'csv', asset: sales, from: day, to: day, partitions: 1, at: 900, detail: '3 rows' }],
      summaries: [
        {
          asset: sales,
          asOf: 2_000,
          counts: { fresh: 2, failed: 1 },
          firstOrdinal: day,
          strip: Uint8Array.of(0x26, 0xf6),
          lastValue: { sum: 1.5 },
        },
      ],
    };
  });
  await state.appendRunLog(run, [{ at: 1_200, level: 'warn', message: 'shut', asset: sales }]);
  await state.finishRun(unfenced, run, { status: 'partial', finishedAt: 1_600, counts: { made: 2, failed: 1 } });
  return run;
}

describe('the read side', () => {
  it('opens before there is a database, and sees it as soon as there is', async () => {
    expect(await view.schemaState()).toEqual({ kind: 'absent' });
    await expect(view.assets()).rejects.toThrow();
    await createDatabases();
    expect(await view.schemaState()).toEqual({ kind: 'current' });
    expect(await view.assets()).toEqual([]);
  });

  it('says "upgrading" while the schema is another one, then goes on', async () => {
    await createDatabases();
    expect((await view.overview()).assets).toBe(0);
    const known = stateSchema.migrations.length;
    connection.pragma(`user_version = ${known + 1}`);
    expect(await view.schemaState()).toEqual({ kind: 'upgrading', found: known + 1, known });
    const failing = await Promise.allSettled([view.overview(), view.assets(), view.runs()]);
    for (const one of failing)
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseUpgradingError) });
    connection.pragma(`user_version = ${known}`);
    expect((await view.overview()).assets).toBe(0);
  });

  it('says that the database is gone while it is moved away, and reads what lies in its place afterwards', async () => {
    await createDatabases();
    await record();
    expect(await view.assets()).toHaveLength(1);
    await state.close();
    renameSync(paths.stateDatabase, `${paths.stateDatabase}.away`);
    expect(await view.schemaState()).toEqual({ kind: 'absent' });
    await expect(view.assets()).rejects.toMatchObject({ missing: true });
    renameSync(`${paths.stateDatabase}.away`, paths.stateDatabase);
    expect(await view.assets()).toHaveLength(1);

    renameSync(paths.stateDatabase, `${paths.stateDatabase}.old`);
    (await openStateDatabase(paths.stateDatabase, clock)).close();
    const [assets, runs] = await Promise.all([view.assets(), view.runs()]);
    expect([assets, runs]).toEqual([[], []]);
  });

  it('shows assets with their summaries, one status digit a partition', async () => {
    await createDatabases();
    await record();
    const [first] = await view.assets();
    expect(first).toMatchObject({ key: sales, zone: 'Europe/Berlin', group: null, active: true, deps: asset.deps });
    expect(first?.summary).toEqual({
      asset: sales,
      asOf: 2_000,
      counts: { fresh: 2, failed: 1 },
      firstOrdinal: day,
      strip: '626f',
      lastValue: { sum: 1.5 },
      updatedSeq: 1,
    });
    expect(await view.summaries()).toEqual([first?.summary]);
  });

  it('shows which steps of a run wait for their next try, until they end', async () => {
    await createDatabases();
    const run = await record();
    connection.run(`update run set status = 'running' where id = ?`, run);
    const retried = (at: number, key: string, attempts: number) =>
      connection.run(
        `insert into event (at, kind, asset, run_id, payload) values (?, 'step-retried', ?, ?, ?)`,
        at,
        key,
        run,
        JSON.stringify({ attempts, of: 3, pauseMs: 500, message: 'the line is down' }),
      );
    retried(900, sales, 1);
    retried(1_000, 'profit', 1);
    retried(2_000, 'profit', 2);
    expect((await view.run(run))?.retries).toEqual([
      { asset: 'profit', attempt: 3, of: 3, at: 2_500, message: 'the line is down' },
    ]);
    connection.run(`update run set status = 'partial' where id = ?`, run);
    expect((await view.run(run))?.retries).toEqual([]);
  });

  it('shows a run with its steps and log, and an asset with its history, failures and observations', async () => {
    await createDatabases();
    const run = await record();
    const detail = await view.run(run);
    expect(detail?.run).toMatchObject({ status: 'partial', durationMs: 600, counts: { made: 2, failed: 1 } });
    expect(detail?.steps).toMatchObject([
      { asset: sales, fromKey: '2024-06-26', toKey: '2024-06-28', durationMs: 400, causes: ['missing'] },
    ]);
    expect(detail?.log).toEqual([{ line: 1, at: 1_200, level: 'warn', message: 'shut', asset: sales, span: null }]);
    expect(await view.run(99)).toBeUndefined();
    expect(await view.history(sales)).toMatchObject([
      { run, runKind: 'materialize', runActor: 'cli', made: 2, seq: 1 },
    ]);
    expect(await view.failures(sales)).toEqual([
      { ordinal: day + 1, key: '2024-06-27', at: 1_400, run, message: 'till was shut' },
    ]);
    expect(await view.observations(sales)).toMatchObject([
      { source: 'csv', fromKey: '2024-06-26', partitions: 1, detail: '3 rows' },
    ]);
  });

  it('pages through runs and history, newest first', async () => {
    await createDatabases();
    const runs: number[] = [];
    for (let i = 0; i < 5; i++) runs.push(await record());
    const newest = await view.runs({ limit: 2 });
    expect(newest.map(({ id }) => id)).toEqual([runs[4], runs[3]]);
    expect((await view.runs({ limit: 2, before: newest.at(-1)?.id ?? 0 })).map(({ id }) => id)).toEqual([
      runs[2],
      runs[1],
    ]);
    expect(await view.runs({ status: 'running' })).toEqual([]);
    expect((await view.runs({ status: 'partial', kind: 'materialize' })).length).toBe(5);
    const steps = await view.history(sales, { limit: 3 });
    expect(steps.map(({ run }) => run)).toEqual([runs[4], runs[3], runs[2]]);
    expect((await view.history(sales, { before: steps.at(-1)?.id ?? 0 })).map(({ run }) => run)).toEqual([
      runs[1],
      runs[0],
    ]);
  });

  it('decodes values by the codec that the graph recorded, as plain JSON', async () => {
    await createDatabases();
    await record();
    const start = Date.UTC(2024, 5, 25, 22);
    const values = await view.values(sales, -1e9, 1e9);
    expect(values).toEqual([
      { ordinal: day, key: '2024-06-26', start, value: { sum: 1.5, hours: [1, 0.5], good: true } },
      {
        ordinal: day + 2,
        key: '2024-06-28',
        start: start + 2 * 86_400_000,
        value: { sum: null, hours: [], good: false },
      },
    ]);
    expect(JSON.parse(JSON.stringify(values))).toEqual(values);
    expect(await view.values(sales, day + 1, day + 1)).toEqual([]);
    expect(await view.values('unknown', 0, 10)).toEqual([]);
  });

  it('shows one partition with its versions, inputs, configuration and the step that made it', async () => {
    await createDatabases();
    const run = await record();
    expect(await view.partition(sales, day)).toMatchObject({
      key: '2024-06-26',
      made: true,
      failed: false,
      madeSeq: 1,
      codeVersion: '1',
      config: { rate: 2 },
      facets: [{ facet: 'whole', version: '0000000100000002', changedSeq: 1 }],
      inputs: [{ dep: 'till|till|whole|identity', count: 1 }],
      step: { run },
      failure: null,
    });
    expect(await view.partition(sales, day + 1)).toMatchObject({
      made: false,
      failed: true,
      step: null,
      failure: { message: 'till was shut' },
    });
    expect(await view.partition(sales, day + 9)).toBeUndefined();
    expect(await view.partition('unknown', day)).toBeUndefined();
  });

  it('adds up the counts of declared assets only', async () => {
    await createDatabases();
    await record();
    expect(await view.overview()).toMatchObject({
      assets: 1,
      counts: { fresh: 2, failed: 1 },
      running: [],
      lastSeq: 1,
    });
    await state.startRun(unfenced, { kind: 'backfill', actor: 'ui', selection: '*', startedAt: 3_000 });
    await state.saveGraph(unfenced, [{ ...asset, key: assetKey('other') }]);
    const overview = await view.overview();
    expect(overview).toMatchObject({ assets: 1, counts: {}, running: [{ kind: 'backfill', durationMs: null }] });
    expect(overview.lastRuns.map(({ kind }) => kind)).toEqual(['backfill', 'materialize']);
    expect(overview.events[0]?.kind).toBe('run-started');
  });

  it('tells each listener of what happens from then on, once and in order', async () => {
    await createDatabases();
    await record();
    const heard: EventView[] = [];
    const stop = view.follow((events) => heard.push(...events));
    await clock.advance(400);
    expect(heard).toEqual([]);
    const after = await view.lastEventId();
    await record();
    await clock.advance(400);
    expect(heard.map(({ kind }) => kind)).toEqual(['run-started', 'observed', 'step-finished', 'run-finished']);
    expect(await view.eventsAfter(after)).toEqual(heard);
    expect((await view.eventsAfter(after, 1)).length).toBe(1);
    stop();
    await record();
    await clock.advance(400);
    expect(heard.length).toBe(4);
  });

  it('tells of what happens in a database that was put in the place of another', async () => {
    await createDatabases();
    await record();
    await record();
    const heard: EventView[] = [];
    const stop = view.follow((events) => heard.push(...events));
    await clock.advance(400);
    await state.close();
    await series.close();
    for (const path of [paths.stateDatabase, paths.seriesDatabase]) renameSync(path, `${path}.old`);
    await createDatabases();
    await clock.advance(400);
    await record();
    await clock.advance(400);
    expect(heard.map(({ kind }) => kind)).toEqual(['run-started', 'observed', 'step-finished', 'run-finished']);
    stop();
  });

  it('writes nothing', async () => {
    await createDatabases();
    await record();
    const before = connection.pragma('data_version');
    await Promise.all([
      view.assets(),
      view.overview(),
      view.runs(),
      view.values(sales, 0, 99_999),
      view.partition(sales, day),
    ]);
    expect(connection.pragma('data_version')).toBe(before);
  });
});
