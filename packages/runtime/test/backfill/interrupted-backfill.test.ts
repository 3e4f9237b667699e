import { describe, expect, it } from 'vitest';
import { controlBackfill } from '../../src/backfill/control-backfill.ts';
import { readBackfill, readChunks } from '../../src/backfill/recorded-backfills.ts';
import { nextChunk } from '../../src/backfill/run-chunk.ts';
import { finish, openHouse } from './doubled-days.ts';

/** Computing `held` is reported by `reached`, and goes on when `gate` is resolved. */
function heldAt(held: string) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const during = async (partition: string): Promise<void> => {
    if (partition !== held) return;
    reached.resolve();
    await gate.promise;
  };
  return { reached, gate, during };
}

describe('an interrupted backfill', () => {
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
    const { reached, gate, during } = heldAt('2024-01-20');
    const { bench, made } = await openHouse({ during });
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
    const { reached, gate, during } = heldAt('2024-01-20');
    const { bench, made } = await openHouse({ during });
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
});
