import { assetKey } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { unfenced } from '../../src/lease/fence.ts';
import { asset, createDatabases, day, openShopForEachTest, record, sales, shop } from './recorded-shop.ts';

openShopForEachTest();

describe('the read side', () => {
  it('shows assets with their summaries, one status digit a partition', async () => {
    await createDatabases();
    await record();
    const [first] = await shop.view.assets();
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
    expect(await shop.view.summaries()).toEqual([first?.summary]);
  });

  it('shows which steps of a run wait for their next try, until they end', async () => {
    await createDatabases();
    const run = await record();
    shop.connection.run(`update run set status = 'running' where id = ?`, run);
    const retried = (at: number, key: string, attempts: number) =>
      shop.connection.run(
        `insert into event (at, kind, asset, run_id, payload) values (?, 'step-retried', ?, ?, ?)`,
        at,
        key,
        run,
        JSON.stringify({ attempts, of: 3, pauseMs: 500, message: 'the line is down' }),
      );
    retried(900, sales, 1);
    retried(1_000, 'profit', 1);
    retried(2_000, 'profit', 2);
    expect((await shop.view.run(run))?.retries).toEqual([
      { asset: 'profit', attempt: 3, of: 3, at: 2_500, message: 'the line is down' },
    ]);
    shop.connection.run(`update run set status = 'partial' where id = ?`, run);
    expect((await shop.view.run(run))?.retries).toEqual([]);
  });

  it('shows a run with its steps and log, and an asset with its history, failures and observations', async () => {
    await createDatabases();
    const run = await record();
    const detail = await shop.view.run(run);
    expect(detail?.run).toMatchObject({ status: 'partial', durationMs: 600, counts: { made: 2, failed: 1 } });
    expect(detail?.steps).toMatchObject([
      { asset: sales, fromKey: '2024-06-26', toKey: '2024-06-28', durationMs: 400, causes: ['missing'] },
    ]);
    expect(detail?.log).toEqual([{ line: 1, at: 1_200, level: 'warn', message: 'shut', asset: sales, span: null }]);
    expect(await shop.view.run(99)).toBeUndefined();
    expect(await shop.view.history(sales)).toMatchObject([
      { run, runKind: 'materialize', runActor: 'cli', made: 2, seq: 1 },
    ]);
    expect(await shop.view.failures(sales)).toEqual([
      { ordinal: day + 1, key: '2024-06-27', at: 1_400, run, message: 'till was shut' },
    ]);
    expect(await shop.view.observations(sales)).toMatchObject([
      { source: 'csv', fromKey: '2024-06-26', partitions: 1, detail: '3 rows' },
    ]);
  });

  it('pages through runs and history, newest first', async () => {
    await createDatabases();
    const runs: number[] = [];
    for (let i = 0; i < 5; i++) runs.push(await record());
    const newest = await shop.view.runs({ limit: 2 });
    expect(newest.map(({ id }) => id)).toEqual([runs[4], runs[3]]);
    expect((await shop.view.runs({ limit: 2, before: newest.at(-1)?.id ?? 0 })).map(({ id }) => id)).toEqual([
      runs[2],
      runs[1],
    ]);
    expect(await shop.view.runs({ status: 'running' })).toEqual([]);
    expect((await shop.view.runs({ status: 'partial', kind: 'materialize' })).length).toBe(5);
    const steps = await shop.view.history(sales, { limit: 3 });
    expect(steps.map(({ run }) => run)).toEqual([runs[4], runs[3], runs[2]]);
    expect((await shop.view.history(sales, { before: steps.at(-1)?.id ?? 0 })).map(({ run }) => run)).toEqual([
      runs[1],
      runs[0],
    ]);
  });

  it('decodes values by the codec that the graph recorded, as plain JSON', async () => {
    await createDatabases();
    await record();
    const start = Date.UTC(2024, 5, 25, 22);
    const values = await shop.view.values(sales, -1e9, 1e9);
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
    expect(await shop.view.values(sales, day + 1, day + 1)).toEqual([]);
    expect(await shop.view.values('unknown', 0, 10)).toEqual([]);
  });

  it('shows one partition with its versions, inputs, configuration and the step that made it', async () => {
    await createDatabases();
    const run = await record();
    expect(await shop.view.partition(sales, day)).toMatchObject({
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
    expect(await shop.view.partition(sales, day + 1)).toMatchObject({
      made: false,
      failed: true,
      step: null,
      failure: { message: 'till was shut' },
    });
    expect(await shop.view.partition(sales, day + 9)).toBeUndefined();
    expect(await shop.view.partition('unknown', day)).toBeUndefined();
  });

  it('adds up the counts of declared assets only', async () => {
    await createDatabases();
    await record();
    expect(await shop.view.overview()).toMatchObject({
      assets: 1,
      counts: { fresh: 2, failed: 1 },
      running: [],
      lastSeq: 1,
    });
    await shop.state.startRun(unfenced, { kind: 'backfill', actor: 'ui', selection: '*', startedAt: 3_000 });
    await shop.state.saveGraph(unfenced, [{ ...asset, key: assetKey('other') }]);
    const overview = await shop.view.overview();
    expect(overview).toMatchObject({ assets: 1, counts: {}, running: [{ kind: 'backfill', durationMs: null }] });
    expect(overview.lastRuns.map(({ kind }) => kind)).toEqual(['backfill', 'materialize']);
    expect(overview.events[0]?.kind).toBe('run-started');
  });
});
