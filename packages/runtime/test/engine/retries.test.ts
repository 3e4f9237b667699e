import { absent, defaultRetryPolicy, defineAsset, float64, type RetryPolicy } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Retrying } from '../../src/execute/run-scope.ts';
import { StepError } from '../../src/execute/step-error.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { countedDays, days, now } from './copied-numbers.ts';
import { madeSpans, materialize, type NumberSource, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

/** What may be over the next time. */
class PassingFault extends Error {
  readonly retryable = true;
}

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

const leaf = (key: string, retry?: Partial<RetryPolicy>) =>
  defineAsset({
    key,
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    codeVersion: '1',
    ...(retry === undefined ? {} : { retry }),
    each: ({ deps }) => (deps.number === absent ? absent : deps.number),
  });

/** Steps of these assets, each a leaf of the numbers; `fault` is asked at each write, with how many there were. */
function engineOf(
  assets: readonly ReturnType<typeof leaf>[],
  fault: (asset: string, count: number) => Error | undefined,
  retrying: Partial<Retrying> = {},
) {
  const counts = new Map<string, number>();
  const pauses: number[] = [];
  const series: SeriesStore = {
    ...workshop.series,
    loadValues: (...args) => workshop.series.loadValues(...args),
    async saveValues(asset, entries) {
      const count = (counts.get(asset) ?? 0) + 1;
      counts.set(asset, count);
      const error = fault(asset, count);
      if (error !== undefined) throw error;
      await workshop.series.saveValues(asset, entries);
    },
  };
  const engine = workshop.define(
    [numbers.asset, ...assets].map((one) => one.definition),
    [numbers],
    { series, retrying: { random: () => 0.5, timers: atOnce(pauses), ...retrying } },
  );
  return { engine, pauses, counts };
}

/** Pauses are noted, and over after what is ready has had its turn; a step's time limit never comes. */
function atOnce(pauses: number[] = []): Retrying['timers'] {
  return {
    async sleep(ms, signal) {
      if (ms === defaultRetryPolicy.timeoutSeconds * 1000) await aborted(signal);
      else pauses.push(ms);
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
      signal?.throwIfAborted();
    },
  };
}

const aborted = (signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
const steps = () => workshop.connection.all('select asset, status, attempts, error from step order by asset');

describe('a step whose store fails in passing', () => {
  it('is tried again after pauses that grow, and ends well', async () => {
    const { engine, pauses } = engineOf([leaf('one')], (_, count) =>
      count < 3 ? new PassingFault('the line is down') : undefined,
    );
    const report = await materialize(engine);
    expect(report).toMatchObject({ status: 'success', made: 70 });
    expect(report.steps[0]?.attempts).toBe(3);
    expect(pauses).toEqual([1000, 2000]);
    expect(steps()).toEqual([{ asset: 'one', status: 'success', attempts: 3, error: null }]);
    const events = workshop.connection.all<{ payload: string }>(
      `select payload from event where kind = 'step-retried'`,
    );
    expect(events.map(({ payload }) => JSON.parse(payload))).toEqual([
      { attempts: 1, of: 3, pauseMs: 1000, message: 'the line is down' },
      { attempts: 2, of: 3, pauseMs: 2000, message: 'the line is down' },
    ]);
    expect(Object.keys(await valuesOf(engine, 'one'))).toHaveLength(70);
  });

  it('fails alone once its tries are used up, and the next run makes it', async () => {
    let down = true;
    const { engine, counts } = engineOf([leaf('one'), leaf('two'), leaf('three')], (asset) =>
      asset === 'two' && down ? new PassingFault('the line is down') : undefined,
    );
    expect(await materialize(engine)).toMatchObject({ status: 'partial', made: 140, failed: 70 });
    expect(counts.get('two')).toBe(3);
    expect(steps()).toContainEqual({ asset: 'two', status: 'failed', attempts: 3, error: 'the line is down' });
    expect((await engine.explain('two', '2024-01-01')).sentence).toBe('two 2024-01-01 failed: the line is down.');
    down = false;
    expect(madeSpans(await materialize(engine))).toEqual({ two: '2024-01-01…2024-03-10' });
  });

  it('is tried as often as its own policy says', async () => {
    const assets = [leaf('one', { attempts: 1 }), leaf('two', { attempts: 5, firstPauseSeconds: 10 }), leaf('three')];
    const { engine, counts, pauses } = engineOf(assets, (asset) =>
      asset === 'three' ? undefined : new PassingFault('the line is down'),
    );
    expect(await materialize(engine)).toMatchObject({ status: 'partial', failed: 140 });
    expect([counts.get('one'), counts.get('two')]).toEqual([1, 5]);
    expect(pauses).toEqual([5000, 10_000, 20_000, 30_000]);
  });

  it('lets the others go on while it waits', async () => {
    const order: string[] = [];
    const { engine } = engineOf(
      ['one', 'two', 'three'].map((key) => leaf(key)),
      (asset, count) => {
        order.push(asset);
        return asset === 'one' && count === 1 ? new PassingFault('the line is down') : undefined;
      },
    );
    expect(await materialize(engine)).toMatchObject({ status: 'success', made: 210 });
    expect(order).toEqual(['one', 'two', 'three', 'one']);
  });

  it('does not make the run break off while others come to something, however many they are', async () => {
    const bad = ['a', 'b', 'c', 'd', 'e'];
    const { engine } = engineOf(
      [...bad, 'good'].map((key) => leaf(key)),
      (asset) => (asset === 'good' ? undefined : new PassingFault('the line is down')),
    );
    expect(await materialize(engine)).toMatchObject({ status: 'partial', made: 70, failed: 350 });
  });

  it('makes the run break off where nothing comes to anything: the others are not tried any more', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const { engine, counts } = engineOf(
      keys.map((key) => leaf(key)),
      () => new PassingFault('the line is down'),
    );
    await expect(materialize(engine)).rejects.toBeInstanceOf(StepError);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(3 * keys.length);
    expect(steps()).toHaveLength(2);
    expect(workshop.connection.all('select status from run')).toEqual([{ status: 'failed' }]);
    const again = workshop.define(
      [numbers.asset, ...keys.map((key) => leaf(key))].map((one) => one.definition),
      [numbers],
    );
    expect(await materialize(again)).toMatchObject({ status: 'success', made: 700 });
  });

  it('ends at once where it waits and the run is cancelled', async () => {
    const stop = new AbortController();
    const waiting = Promise.withResolvers<void>();
    const { engine } = engineOf([leaf('one')], () => new PassingFault('the line is down'), {
      timers: {
        async sleep(_, signal) {
          waiting.resolve();
          await aborted(signal);
          signal?.throwIfAborted();
        },
      },
    });
    const run = engine.materialize({}, { actor: 'test', kind: 'manual', signal: stop.signal });
    await waiting.promise;
    stop.abort(new Error('enough'));
    expect(await run).toMatchObject({ status: 'cancelled', made: 0, failed: 0 });
    expect(workshop.connection.all('select status from run')).toEqual([{ status: 'cancelled' }]);
    expect(steps()).toEqual([]);
  });
});

describe('what is not tried again', () => {
  it('is an error that says nothing of passing', async () => {
    const { engine, counts } = engineOf([leaf('one'), leaf('two')], (asset) =>
      asset === 'one' ? new Error('no such bucket') : undefined,
    );
    expect(await materialize(engine)).toMatchObject({ status: 'partial', failed: 70 });
    expect(counts.get('one')).toBe(1);
  });

  it('is what a computation throws, whatever it says', async () => {
    let computed = 0;
    const asset = defineAsset({
      key: 'one',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion: '1',
      range: () => {
        computed++;
        throw new PassingFault('thrown by the computation');
      },
    });
    const { engine } = engineOf([asset as unknown as ReturnType<typeof leaf>], () => undefined);
    expect(await materialize(engine)).toMatchObject({ status: 'failed', failed: 70 });
    expect(computed).toBe(1);
  });
});

describe('a try that takes too long', () => {
  it('is given up, tried again, and writes nothing when it goes on after all', async () => {
    const stuck: (() => void)[] = [];
    const saved: number[] = [];
    let tries = 0;
    const series: SeriesStore = {
      ...workshop.series,
      async loadValues(asset, from, to) {
        return workshop.series.loadValues(asset, from, to);
      },
      async saveValues(asset, entries) {
        saved.push(tries);
        await workshop.series.saveValues(asset, entries);
      },
    };
    const asset = defineAsset({
      key: 'slow',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion: '1',
      retry: { attempts: 2, firstPauseSeconds: 1, timeoutSeconds: 7 },
      range: async ({ partitions }) => {
        const mine = ++tries;
        if (mine === 1) await new Promise<void>((resolve) => stuck.push(resolve));
        return new Map(partitions.map((key) => [key, mine]));
      },
    });
    const limit = Promise.withResolvers<void>();
    let limits = 0;
    const engine = workshop.define([numbers.asset.definition, asset.definition], [numbers], {
      series,
      retrying: {
        random: () => 0,
        timers: {
          sleep: (ms, signal) =>
            ms === 7000
              ? ++limits === 1
                ? limit.promise
                : aborted(signal).then(() => signal?.throwIfAborted())
              : Promise.resolve(),
        },
      },
    });
    const run = materialize(engine);
    await expect.poll(() => stuck.length).toBe(1);
    limit.resolve();
    const report = await run;
    expect(report).toMatchObject({ status: 'success', made: 70 });
    for (const go of stuck) go();
    await new Promise(setImmediate);
    expect(saved).toEqual([2]);
    expect((await valuesOf(engine, 'slow'))['2024-01-01']).toBe(2);
    const [event] = workshop.connection.all<{ payload: string }>(
      `select payload from event where kind = 'step-retried'`,
    );
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({ message: 'did not end within 7 s' });
  });
});

describe('a run that is cancelled while a step writes', () => {
  const cancelledWhile = async (writing: string, keys: readonly string[]) => {
    const stop = new AbortController();
    const { engine } = engineOf(
      keys.map((key) => leaf(key)),
      (asset) => {
        if (asset === writing) stop.abort(new Error('enough'));
        return undefined;
      },
    );
    return engine.materialize({}, { actor: 'test', kind: 'manual', signal: stop.signal });
  };

  it('is a success where nothing that was asked for is left undone', async () => {
    expect(await cancelledWhile('one', ['one'])).toMatchObject({ status: 'success', made: 70 });
    expect(workshop.connection.all('select status from run')).toEqual([{ status: 'success' }]);
  });

  it('is cancelled where something is', async () => {
    const keys = ['one', 'two', 'three', 'four', 'five', 'six'];
    const report = await cancelledWhile('one', keys);
    expect(report.status).toBe('cancelled');
    expect(report.made).toBeLessThan(420);
    expect(workshop.connection.all('select status from run')).toEqual([{ status: 'cancelled' }]);
  });
});
