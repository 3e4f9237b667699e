import { assetKey, defineAsset, float64, group } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseCorruptError } from '../../src/database/database-error.ts';
import { StepError } from '../../src/execute/step-error.ts';
import { LeaseLostError } from '../../src/lease/lease-lost-error.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { copiedNumbers, countedDays, day, days, now } from './copied-numbers.ts';
import { madeSpans, materialize, type NumberSource, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

let workshop: Workshop;
let numbers: NumberSource;
beforeEach(async () => {
  workshop = await openWorkshop(now);
  numbers = countedDays();
});
afterEach(() => workshop.close());

const engineWith = (options: Parameters<typeof copiedNumbers>[1] = {}) =>
  workshop.define(copiedNumbers(numbers, options), [numbers]);

describe('a partition that cannot be made', () => {
  it.each([
    ['says so', { failing: ['2024-01-13'] }, 'failed for this day'],
    ['throws', { failing: ['2024-01-13'], throws: true }, 'thrown for this day'],
  ])('fails alone where it %s, and its readers wait', async (_name, options, message) => {
    const engine = engineWith(options);
    const report = await materialize(engine);
    expect(report).toMatchObject({ status: 'partial', failed: 1, made: 69 + 69 + 2 + 64, blocked: 1 + 1 + 6 });
    expect(report.errors).toEqual([{ asset: 'copy', partition: '2024-01-13', message }]);
    expect(await engine.explain('copy', '2024-01-13')).toMatchObject({
      status: 'failed',
      sentence: `copy 2024-01-13 failed: ${message}.`,
    });
    expect(await engine.explain('sum', '2024-01')).toMatchObject({
      status: 'blocked',
      sentence: `sum 2024-01 is blocked because copy 2024-01-13 failed: ${message}.`,
    });
    const again = await materialize(engine);
    expect(again).toMatchObject({ status: 'failed', failed: 1, made: 0 });
  });

  it('fails alone where its codec refuses the value', async () => {
    const engine = engineWith({ gives: (value) => (value === 12 ? Symbol('no number') : value) });
    const report = await materialize(engine);
    expect(report).toMatchObject({ failed: 1, status: 'partial' });
    expect(report.errors[0]).toMatchObject({ asset: 'copy', partition: '2024-01-13' });
  });

  it('is no value that is read lazily either: what read it waits', async () => {
    const engine = engineWith({ failing: ['2024-01-13'] });
    await materialize(engine);
    const values = await valuesOf(engine, 'mixed');
    expect([values['2024-01-08'], values['2024-01-09'], values['2024-02-05']]).toEqual([undefined, 8, 117]);
  });

  it('is also one whose input the store has lost: it is not taken for absent', async () => {
    const engine = engineWith();
    await materialize(engine);
    const lost = day(1, 6);
    const [bytes] = await workshop.series.loadValues(assetKey('tens'), lost, lost);
    await workshop.series.saveValues(assetKey('tens'), [{ ordinal: lost, bytes: undefined }]);
    numbers.values.set(day(1, 20), 1_000);
    const report = await materialize(engine);
    expect(report).toMatchObject({ status: 'partial' });
    expect(report.errors.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('tens 2024-01-06 is recorded'),
    );
    expect((await valuesOf(engine, 'sum'))['2024-02']).toBeDefined();
    await workshop.series.saveValues(assetKey('tens'), [{ ordinal: lost, bytes }]);
    expect(await materialize(engine)).toMatchObject({ status: 'success', failed: 0 });
  });

  it('is no value for those that are made without what is above them', async () => {
    const report = await materialize(engineWith(), { selection: 'tens', upstream: false });
    expect(report).toMatchObject({ planned: 70, made: 0, blocked: 70 });
  });

  it('is mended by the run after the cause is gone, with all that waited', async () => {
    await materialize(engineWith({ failing: ['2024-01-13'] }));
    const mended = engineWith();
    expect(await materialize(mended)).toMatchObject({ status: 'success', failed: 0, blocked: 0 });
    expect(await materialize(mended)).toMatchObject({ planned: 0, blocked: 0 });
  });
});

describe('a running total with a partition that fails', () => {
  const total = (failing: readonly number[], codeVersion = '1') => {
    const asset = defineAsset({
      key: 'total',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion,
      running: {
        carry: float64,
        initial: 0,
        step: ({ deps, ordinal }, carry) => {
          if (failing.includes(ordinal)) throw new Error('not this one');
          const value = carry + (typeof deps.number === 'number' ? deps.number : 0);
          return { value, carry: value };
        },
      },
    });
    return workshop.define([numbers.asset.definition, asset.definition], [numbers]);
  };

  it('waits there where it never had a value, and goes on when it has one', async () => {
    const broken = total([day(2, 1)]);
    expect(await materialize(broken)).toMatchObject({ status: 'partial', made: 31, failed: 1, blocked: 38 });
    expect((await broken.explain('total', '2024-02-02')).sentence).toBe(
      'total 2024-02-02 is blocked because total 2024-02-01 failed: not this one.',
    );
    expect(await materialize(broken, { state: 'missing' })).toMatchObject({ made: 0 });
    const mended = total([]);
    expect(await materialize(mended)).toMatchObject({ made: 39, failed: 0, blocked: 0 });
    expect((await valuesOf(mended, 'total'))['2024-03-10']).toBe((69 * 70) / 2);
  });

  it('goes on from its last good state where it had a value, and is put right later', async () => {
    await materialize(total([]));
    numbers.values.set(day(1, 20), 1019);
    numbers.values.set(day(3, 9), 1068);
    const report = await materialize(total([day(2, 1)]));
    expect(report).toMatchObject({ status: 'partial', failed: 1 });
    expect(madeSpans(report)).toEqual({ total: '2024-01-20…2024-02-01, 2024-03-09…2024-03-10' });
    const mended = total([]);
    await materialize(mended);
    expect((await valuesOf(mended, 'total'))['2024-03-10']).toBe((69 * 70) / 2 + 2000);
    expect(await materialize(mended)).toMatchObject({ planned: 0 });
  });

  it('on two days running is mended by one run, and so are the days after', async () => {
    await materialize(total([]));
    const failing = [day(2, 1), day(2, 2)];
    await materialize(total(failing, '2'));
    await materialize(total(failing));
    const mended = total([]);
    expect(await materialize(mended)).toMatchObject({ status: 'success', failed: 0, blocked: 0 });
    expect(await materialize(mended)).toMatchObject({ planned: 0 });
  });

  it('makes two far stretches without what lies between them', async () => {
    await materialize(total([]));
    numbers.values.set(day(1, 20), 20);
    numbers.values.set(day(1, 21), 19);
    numbers.values.set(day(3, 10), 70);
    expect(madeSpans(await materialize(total([])))).toEqual({ total: '2024-01-20…2024-01-21, 2024-03-10' });
  });

  it('of which a later day is asked for makes the days before it first', async () => {
    const report = await materialize(total([]), { from: '2024-02-01', to: '2024-02-01' });
    expect(madeSpans(report)).toEqual({ total: '2024-01-01…2024-02-01' });
    const alone = await materialize(total([]), { from: '2024-03-10', upstream: false });
    expect(alone).toMatchObject({ status: 'success', made: 0, blocked: 1 });
  });
});

describe('storage that fails under a run', () => {
  const leaf = (key: string) =>
    defineAsset({
      key,
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion: '1',
      each: async ({ deps }) => (typeof deps.number === 'number' ? deps.number : 0),
    });
  const definitions = () => [numbers.asset, ...['one', 'two', 'three'].map(leaf)].map((one) => one.definition);
  const breaking = (asset: string, error: Error): SeriesStore => ({
    ...workshop.series,
    loadValues: (...args) => workshop.series.loadValues(...args),
    saveValues: async (key, entries) => {
      if (key === asset) throw error;
      await workshop.series.saveValues(key, entries);
    },
  });

  it('breaks the run off where it is itself at fault, after the steps under way, and what was recorded is whole', async () => {
    const fault = new DatabaseCorruptError('/state/series.db', 'bad pages');
    const broken = workshop.define(definitions(), [numbers], { series: breaking('two', fault) });
    const failure = await materialize(broken).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StepError);
    expect(failure).toMatchObject({ asset: 'two', cause: fault });
    expect(workshop.connection.all('select status, error from run')).toEqual([
      { status: 'partial', error: `two: ${fault.message}` },
    ]);
    const mended = workshop.define(definitions(), [numbers]);
    expect(madeSpans(await materialize(mended))).toEqual({ two: '2024-01-01…2024-03-10' });
  });

  it('in a way that nobody expected fails that step alone', async () => {
    const broken = workshop.define(definitions(), [numbers], {
      series: breaking('two', new TypeError('not a function')),
    });
    expect(await materialize(broken)).toMatchObject({ status: 'partial', made: 140, failed: 70 });
    expect(workshop.connection.all('select asset, status, error from step order by asset')).toEqual([
      { asset: 'one', status: 'success', error: null },
      { asset: 'three', status: 'success', error: null },
      { asset: 'two', status: 'failed', error: 'not a function' },
    ]);
    const mended = workshop.define(definitions(), [numbers]);
    expect(madeSpans(await materialize(mended))).toEqual({ two: '2024-01-01…2024-03-10' });
  });

  it('and a lease that was lost are told apart', async () => {
    const fence = { name: 'executor', holder: 'another', token: 7 } as never;
    const engine = workshop.define(copiedNumbers(numbers), [numbers], { fence });
    await expect(materialize(engine)).rejects.toBeInstanceOf(LeaseLostError);
  });
});

describe('what a definition leaves open', () => {
  it('an empty group is read as an empty record', async () => {
    const lonely = defineAsset({
      key: 'lonely',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset, parts: group<'day', number>([]) },
      codeVersion: '1',
      each: ({ deps }) => Object.keys(deps.parts).length,
    });
    const engine = workshop.define([numbers.asset.definition, lonely.definition], [numbers]);
    expect(await materialize(engine)).toMatchObject({ status: 'success', made: 70 });
    expect((await valuesOf(engine, 'lonely'))['2024-01-01']).toBe(0);
  });
});
