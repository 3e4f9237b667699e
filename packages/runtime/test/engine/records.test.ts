import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { ProgressEvent } from '../../src/engine/engine-options.ts';
import { copiedNumbers, countedDays, day, now } from './copied-numbers.ts';
import { materialize, type NumberSource, openWorkshop, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
let engine: Engine;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
  engine = workshop.define(copiedNumbers(numbers), [numbers]);
});
afterEach(() => workshop.close());

interface StepRow {
  readonly asset: string;
  readonly status: string;
  readonly planned: number;
  readonly made: number;
  readonly changed: number;
  readonly failed: number;
  readonly causes: string;
  readonly error: string | null;
}
const stepsOf = (run: number) =>
  workshop.connection
    .all<StepRow>(
      'select asset, status, planned, made, changed, failed, causes, error from step where run_id = ? order by seq',
      run,
    )
    .map((row) => ({ ...row, causes: JSON.parse(row.causes) as unknown }));
const runOf = (run: number) =>
  workshop.connection.get<{
    kind: string;
    actor: string;
    selection: string;
    status: string;
    counts: string;
    error: string | null;
  }>('select kind, actor, selection, status, counts, error from run where id = ?', run);
/** Per asset what is recorded for readers, unpacked. */
const summaries = () =>
  new Map(
    workshop.connection
      .all<{ asset: string; counts: string; first_ordinal: number; strip: Uint8Array }>(
        'select asset, counts, first_ordinal, strip from asset_summary',
      )
      .map(({ asset, counts, first_ordinal, strip }) => [
        asset,
        { counts: JSON.parse(counts) as Record<string, number>, first: first_ordinal, strip },
      ]),
  );

async function expectSummariesOf(asked: Engine): Promise<void> {
  const recorded = summaries();
  for (const { asset, counts, first } of await asked.status()) {
    const summary = recorded.get(asset);
    expect({ asset, counts: summary?.counts }).toEqual({
      asset,
      counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    });
    if (first !== undefined) expect(summary?.first).toBe(asked.graph.asset(asset).scheme.ordinalOf(first));
    const cells = Array.from(summary?.strip ?? []).flatMap((byte) => [byte & 15, byte >> 4]);
    expect(cells.filter((code) => code === 6).length).toBe(counts.fresh);
  }
}

describe('a run', () => {
  it('is recorded with who asked, what for, and what it came to', async () => {
    const report = await engine.materialize({ selection: 'tens+' }, { actor: 'cli', kind: 'backfill' });
    const { counts, ...run } = runOf(report.runId as number) as NonNullable<ReturnType<typeof runOf>>;
    expect(run).toEqual({ kind: 'backfill', actor: 'cli', selection: 'tens+', status: 'success', error: null });
    expect(JSON.parse(counts)).toEqual({ planned: 213, made: 213, cutOff: 0, failed: 0, blocked: 0, removed: 0 });
  });

  it('records each step with its causes, and none where nothing was made', async () => {
    await materialize(engine);
    numbers.values.set(day(1, 6), 7);
    numbers.values.set(day(1, 7), 8);
    numbers.values.delete(day(1, 9));
    const report = await materialize(engine);
    expect(stepsOf(report.runId as number)).toEqual([
      {
        asset: 'copy',
        status: 'success',
        planned: 3,
        made: 3,
        changed: 3,
        failed: 0,
        causes: { 'input-changed': 2, 'input-removed': 1 },
        error: null,
      },
      {
        asset: 'tens',
        status: 'success',
        planned: 3,
        made: 3,
        changed: 1,
        failed: 0,
        causes: { 'input-changed': 2, 'input-removed': 1 },
        error: null,
      },
      {
        asset: 'sum',
        status: 'success',
        planned: 1,
        made: 1,
        changed: 0,
        failed: 0,
        causes: { 'input-removed': 1 },
        error: null,
      },
      {
        asset: 'mixed',
        status: 'success',
        planned: 8,
        made: 3,
        changed: 3,
        failed: 0,
        causes: { 'input-changed': 2, 'input-removed': 1 },
        error: null,
      },
    ]);
  });

  it('that finds nothing to do leaves no record', async () => {
    await materialize(engine);
    const before = workshop.connection.get<{ count: number }>('select count(*) as count from run')?.count;
    expect((await materialize(engine)).runId).toBeUndefined();
    expect(workshop.connection.get<{ count: number }>('select count(*) as count from run')?.count).toBe(before);
  });

  it('tells how far it is, up to all of it', async () => {
    const events: ProgressEvent[] = [];
    const report = await engine.materialize(
      {},
      { actor: 'test', kind: 'materialize', onProgress: (event) => events.push(event) },
    );
    expect(events[0]).toEqual({ phase: 'observe', done: 0, total: 0, asset: undefined });
    const making = events.filter((event) => event.phase === 'make');
    expect(making.map((event) => event.asset)).toEqual(['copy', 'tens', 'sum', 'mixed']);
    expect(making.at(-1)).toMatchObject({ done: report.planned, total: report.planned });
    expect(making.map((event) => event.done)).toEqual([70, 140, 143, 213]);
  });
});

describe('summaries', () => {
  it('say after every run, look and plan what the status is', async () => {
    await materialize(engine);
    await expectSummariesOf(engine);
    numbers.values.set(day(1, 6), 99);
    await engine.observe();
    expect(summaries().get('copy')?.counts).toEqual({ fresh: 69, stale: 1 });
    expect(summaries().get('sum')?.counts).toEqual({ fresh: 2, stale: 1 });
    await expectSummariesOf(engine);
    await workshop.clock.advance(3 * 86_400_000);
    numbers.values.set(day(3, 12), 5);
    await engine.plan({}, { actor: 'test' });
    await expectSummariesOf(engine);
    const broken = workshop.define(copiedNumbers(numbers, { failing: ['2024-03-12', '2024-01-06'] }), [numbers]);
    await materialize(broken);
    expect(summaries().get('copy')?.counts).toEqual({ fresh: 70, failed: 2 });
    await expectSummariesOf(broken);
  });

  it('follow a domain that moved', async () => {
    await materialize(engine);
    const later = workshop.define(
      copiedNumbers(numbers, { code: '2', domain: ({ exists }) => ({ from: exists.from + 31, to: exists.to }) }),
      [numbers],
    );
    expect(await materialize(later)).toMatchObject({ removed: 94, status: 'success' });
    await expectSummariesOf(later);
    expect(await materialize(later)).toMatchObject({ planned: 0, removed: 0 });
  });
});

describe('an external asset', () => {
  it('has the domain of what was seen, and takes readers along where it shrinks', async () => {
    await materialize(engine);
    numbers.values.delete(day(1, 1));
    numbers.values.delete(day(3, 10));
    const report = await materialize(engine);
    expect(report).toMatchObject({ status: 'success', removed: 6 });
    const [external, copy] = await engine.status('numbers or copy');
    expect(external).toMatchObject({ first: '2024-01-02', last: '2024-03-09', total: 68 });
    expect(copy).toMatchObject({ first: '2024-01-02', last: '2024-03-09', total: 68, counts: { fresh: 68 } });
    expect((await engine.values('copy')).map(({ key }) => key).at(-1)).toBe('2024-03-09');
    expect((await engine.explain('copy', '2024-03-10')).sentence).toBe(
      'copy 2024-03-10 does not exist: it lies outside what the asset has.',
    );
  });

  it('records who saw what, where and when', async () => {
    await engine.observe();
    numbers.values.set(day(2, 2), 1);
    numbers.values.set(day(2, 4), 2);
    await workshop.clock.advance(1000);
    expect(await engine.observe()).toEqual({ changed: [{ asset: 'numbers', partitions: 2 }] });
    expect(await engine.observe()).toEqual({ changed: [] });
    const rows = workshop.connection.all(
      'select source, asset, from_ordinal, to_ordinal, partitions, at from observation order by id',
    );
    expect(rows).toEqual([
      {
        source: 'numbers',
        asset: 'numbers',
        from_ordinal: day(1, 1),
        to_ordinal: day(3, 10),
        partitions: 70,
        at: Date.parse(now),
      },
      {
        source: 'numbers',
        asset: 'numbers',
        from_ordinal: day(2, 2),
        to_ordinal: day(2, 4),
        partitions: 2,
        at: Date.parse(now) + 1000,
      },
    ]);
  });
});
