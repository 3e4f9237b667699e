import { absent, type CheckSpec, daily, defineAsset, float64, lazy, window } from '@meterworks/assets';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openReadSide } from '../../src/read/open-read-side.ts';
import { madeSpans, openWorkshop, ValueSource } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const days = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });
type DayCheck = CheckSpec<'day', number, { readonly most: number }>;

const isLarge: DayCheck = {
  severity: 'warning',
  finds: ({ value, config }) => (value > config.most ? `${value} is more than ${config.most}` : undefined),
};
const isNegative: DayCheck = {
  blocking: true,
  finds: ({ value, partition }) =>
    value < 0 ? { message: `${value} on ${partition}`, facts: { value, least: 0 } } : undefined,
};

async function openChecked(given: Record<string, number>, folder?: string) {
  const source = new ValueSource<'day', number>('numbers', days, given);
  const checked = (checks: Readonly<Record<string, DayCheck>>) =>
    defineAsset({
      key: 'checked',
      partitions: days,
      value: float64,
      deps: { number: source.asset },
      config: { most: 100 },
      codeVersion: '1',
      checks,
      each: ({ deps }) => deps.number,
    });
  const doubled = defineAsset({
    key: 'doubled',
    partitions: days,
    value: float64,
    deps: { checked: checked({}) },
    codeVersion: '1',
    each: ({ deps }) => (deps.checked === absent ? absent : deps.checked * 2),
  });
  const define = (checks: Readonly<Record<string, DayCheck>>) => [checked(checks), doubled];
  const workshop = await openWorkshop({
    now: '2024-01-04T12:00:00Z',
    sources: [source],
    assets: define({ large: isLarge, negative: isNegative }),
    ...(folder === undefined ? {} : { folder }),
  });
  onTestFinished(() => workshop.close());
  return { workshop, source, define };
}

const sane = { '2024-01-01': 1, '2024-01-02': 2, '2024-01-03': 3 };

describe('a check', () => {
  it('that does not block is recorded beside the value, until the value is another', async () => {
    const { workshop, source } = await openChecked({ ...sane, '2024-01-02': 250 });
    const run = await workshop.materialize();
    expect(run).toMatchObject({ status: 'success', made: 6, failed: 0 });
    const finding = { check: 'large', severity: 'warning', message: '250 is more than 100' };
    expect(run.findings).toEqual([{ ...finding, asset: 'checked', partition: '2024-01-02', blocking: false }]);
    const { status, findings } = await workshop.engine.explain('checked', '2024-01-02');
    expect({ status, findings }).toEqual({ status: 'fresh', findings: [finding] });
    source.set('2024-01-02', 25);
    expect((await workshop.materialize()).findings).toEqual([]);
    expect(await workshop.state.findings()).toEqual([]);
  });

  it('that blocks keeps a value from being stored, and what reads it from being made', async () => {
    const { workshop } = await openChecked({ ...sane, '2024-01-02': -7 });
    const run = await workshop.materialize();
    expect(run).toMatchObject({ status: 'partial', made: 4, failed: 1, blocked: 1 });
    expect(run.errors).toEqual([{ asset: 'checked', partition: '2024-01-02', message: 'negative: -7 on 2024-01-02' }]);
    expect(Object.keys(await workshop.values({ key: 'doubled' as never, facetName: undefined }))).toEqual([
      '2024-01-01',
      '2024-01-03',
    ]);
    expect(await workshop.state.findings()).toMatchObject([
      { ordinal: days.ordinalOf('2024-01-02'), check: 'negative', blocking: true, facts: { value: -7, least: 0 } },
    ]);
  });

  it('that blocks leaves the last good value, with which readers go on', async () => {
    const { workshop, source, define } = await openChecked(sane);
    await workshop.materialize();
    source.set('2024-01-02', -7);
    expect(await workshop.materialize()).toMatchObject({ failed: 1, made: 0 });
    const [checked] = define({});
    if (checked === undefined) throw new Error('no asset');
    expect(await workshop.values(checked)).toEqual(sane);
    expect((await workshop.status(checked)).failed).toBe(1);
  });

  it('is shown by run with what passed and what did not, and by partition with its facts', async () => {
    const folder = temporaryFolder();
    const { workshop } = await openChecked({ ...sane, '2024-01-02': -7, '2024-01-03': 130 }, folder);
    await workshop.engine.declare();
    const { runId } = await workshop.materialize();
    const view = openReadSide({
      stateDatabase: `${folder}/state.db`,
      seriesDatabase: `${folder}/series.db`,
      timers: workshop.clock,
    });
    onTestFinished(() => view.close());
    const run = await view.run(runId ?? -1);
    expect(run?.checks).toEqual([
      { asset: 'checked', check: 'large', severity: 'warning', blocking: false, passed: 2, found: 1 },
      { asset: 'checked', check: 'negative', severity: 'error', blocking: true, passed: 2, found: 1 },
    ]);
    const partition = await view.partition('checked', days.ordinalOf('2024-01-02'));
    expect(partition?.findings).toMatchObject([
      { check: 'negative', message: '-7 on 2024-01-02', facts: { value: -7, least: 0 }, run: runId },
    ]);
    expect(await view.checks('checked', 1)).toMatchObject({
      checks: [
        { check: 'large', severity: 'warning', passed: 2, found: 1, run: runId },
        { check: 'negative', severity: 'error', blocking: true, passed: 2, found: 1, run: runId },
      ],
      count: 2,
      findings: [{ key: '2024-01-03', check: 'large', message: '130 is more than 100' }],
    });
    const [status] = await workshop.engine.status('checked');
    expect(status?.findings.map(({ partition, check }) => `${partition} ${check}`)).toEqual([
      '2024-01-02 negative',
      '2024-01-03 large',
    ]);
  });

  it('is asked of what is made from then on: a new one makes nothing stale', async () => {
    const { workshop, source, define } = await openChecked(sane);
    await workshop.materialize();
    workshop.define({ sources: [source], assets: define({ large: { ...isLarge, finds: () => 'never good enough' } }) });
    expect((await workshop.plan()).planned).toBe(0);
    source.set('2024-01-03', 30);
    const run = await workshop.materialize();
    expect(madeSpans(run)).toEqual({ checked: '2024-01-03', doubled: '2024-01-03' });
    expect(run.findings).toHaveLength(1);
  });

  it('that throws has found that, and is not asked where there is no value', async () => {
    const { workshop, source, define } = await openChecked({ '2024-01-01': 1, '2024-01-03': 3 });
    const broken: DayCheck = {
      finds: ({ value }) => {
        throw new Error(`cannot look at ${value}`);
      },
    };
    workshop.define({ sources: [source], assets: define({ broken }) });
    const { findings } = await workshop.materialize();
    expect(findings.map(({ partition, severity, message }) => [partition, severity, message])).toEqual([
      ['2024-01-01', 'error', 'the check itself failed: cannot look at 1'],
      ['2024-01-03', 'error', 'the check itself failed: cannot look at 3'],
    ]);
  });

  it('sees what the value was made from, and the value before where both were made in one go', async () => {
    const source = new ValueSource<'day', number>('numbers', days, { ...sane, '2024-01-02': 20 });
    const shape = new ValueSource<'day', number>('shape', days, sane);
    const seen: unknown[] = [];
    const tripled = defineAsset({
      key: 'tripled',
      partitions: days,
      value: float64,
      deps: { number: source.asset, around: window(source.asset, { before: 1, after: 0 }), shape: lazy(shape.asset) },
      codeVersion: '1',
      checks: {
        threefold: {
          finds: ({ value, deps, previous, partition }) => {
            seen.push([partition, deps.number, [...deps.around.values], Object.keys(deps), previous]);
            return deps.number !== absent && value === 3 * deps.number ? undefined : `${value} is not threefold`;
          },
        },
      },
      each: ({ deps }) => (deps.number === absent ? absent : deps.number * (deps.number > 10 ? 4 : 3)),
    });
    const workshop = await openWorkshop({ now: '2024-01-04T12:00:00Z', sources: [source, shape], assets: [tripled] });
    onTestFinished(() => workshop.close());
    const { findings } = await workshop.materialize();
    expect(findings).toMatchObject([{ partition: '2024-01-02', message: '80 is not threefold' }]);
    expect(seen).toEqual([
      ['2024-01-01', 1, [1], ['number', 'around'], undefined],
      ['2024-01-02', 20, [1, 20], ['number', 'around'], 3],
      ['2024-01-03', 3, [20, 3], ['number', 'around'], 80],
    ]);
    seen.length = 0;
    source.set('2024-01-03', 4);
    await workshop.materialize();
    expect(seen).toEqual([['2024-01-03', 4, [20, 4], ['number', 'around'], undefined]]);
    shape.set('2024-01-03', 9);
    expect((await workshop.plan()).planned).toBe(0);
  });

  it('of a running total sees what it was made from, too', async () => {
    const source = new ValueSource<'day', number>('numbers', days, sane);
    const total = defineAsset({
      key: 'total',
      partitions: days,
      value: float64,
      deps: { number: source.asset },
      codeVersion: '1',
      checks: {
        'goes up': {
          finds: ({ value, deps, previous = 0 }) =>
            deps.number === absent || value === previous + deps.number ? undefined : `${previous} to ${value}`,
        },
      },
      running: {
        carry: float64,
        initial: 0,
        step: ({ deps }, carry) => {
          const value = carry + (deps.number === absent ? 0 : deps.number);
          return { value: value === 6 ? 7 : value, carry: value };
        },
      },
    });
    const workshop = await openWorkshop({ now: '2024-01-04T12:00:00Z', sources: [source], assets: [total] });
    onTestFinished(() => workshop.close());
    expect((await workshop.materialize()).findings).toMatchObject([{ partition: '2024-01-03', message: '3 to 7' }]);
  });
});
