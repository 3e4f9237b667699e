import { type Automation, absent, daily, defineAsset, eager, float64, manual, onCron } from '@meterworks/assets';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openReadSide } from '../../src/read/open-read-side.ts';
import { madeSpans, openWorkshop, ValueSource } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const days = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });

/** numbers → first → second, each with the rule that it is given; `failing` days of `first` fail. */
async function openAutomated(
  rules: { readonly first?: Automation; readonly second?: Automation },
  failing: ReadonlySet<string> = new Set(),
  folder?: string,
) {
  const source = new ValueSource<'day', number>('numbers', days, { '2024-01-01': 1, '2024-01-02': 2, '2024-01-03': 3 });
  const common = { partitions: days, value: float64, codeVersion: '1', group: 'reports' } as const;
  const first = defineAsset({
    ...common,
    key: 'first',
    deps: { number: source.asset },
    ...(rules.first === undefined ? {} : { automation: rules.first }),
    each: ({ deps, partition }) => {
      if (failing.has(partition)) throw new Error('out of order');
      return deps.number;
    },
  });
  const second = defineAsset({
    ...common,
    key: 'second',
    deps: { first },
    ...(rules.second === undefined ? {} : { automation: rules.second }),
    each: ({ deps }) => (deps.first === absent ? absent : deps.first * 2),
  });
  const workshop = await openWorkshop({
    now: '2024-01-04T04:00:00Z',
    sources: [source],
    assets: [first, second],
    ...(folder === undefined ? {} : { folder }),
  });
  onTestFinished(() => workshop.close());
  let since = workshop.clock.now();
  const look = async (groups?: ReadonlyMap<string, Automation>) => {
    const found = await workshop.engine.automate({ actor: 'test', since, ...(groups === undefined ? {} : { groups }) });
    since = workshop.clock.now();
    return {
      made: madeSpans(found.run),
      sentences: found.decisions.map(({ sentence }) => sentence),
      run: found.run,
    };
  };
  return { workshop, source, look };
}

describe('automation', () => {
  it('makes what is eager at each look, on all of history, and leaves what has no rule', async () => {
    const { source, look } = await openAutomated({ first: eager() });
    const once = await look();
    expect(once.made).toEqual({ first: '2024-01-01…2024-01-03' });
    expect(once.sentences).toEqual(['first is made: 3 missing.']);
    expect((await look()).sentences).toEqual(['first is left alone: everything is fresh.']);
    source.set('2024-01-01', 10);
    expect((await look()).made).toEqual({ first: '2024-01-01' });
  });

  it('waits for a schedule in the zone of the partitions, and says when it was due', async () => {
    const { workshop, look } = await openAutomated({ first: onCron('0 6 * * *'), second: eager() });
    const early = await look();
    expect(early.made).toEqual({});
    expect(early.sentences[0]).toBe('first waits for its schedule "0 6 * * *" (3 missing).');
    await workshop.setNow('2024-01-04T05:30:00Z');
    const due = await look();
    expect(due.made).toEqual({ first: '2024-01-01…2024-01-03', second: '2024-01-01…2024-01-03' });
    expect(due.sentences[0]).toBe('first is made: its schedule was due 2024-01-04 06:00 (3 missing).');
    await workshop.setNow('2024-01-04T05:40:00Z');
    expect((await look()).run.runId).toBeUndefined();
  });

  it('never makes what is made by hand only, not on the way to something else either', async () => {
    const { workshop, source, look } = await openAutomated({ first: manual(), second: eager() });
    const once = await look();
    expect(once.made).toEqual({});
    expect(once.sentences[0]).toBe('first is left alone: it is made when somebody asks (3 missing).');
    await workshop.materialize();
    source.set('2024-01-02', 20);
    expect((await look()).made).toEqual({});
    expect((await workshop.engine.explain('second', '2024-01-02')).certainty).toBe('possible');
  });

  it('follows the rule of a group where an asset has none', async () => {
    const { look } = await openAutomated({ second: manual() });
    const found = await look(new Map([['reports', eager()]]));
    expect(found.made).toEqual({ first: '2024-01-01…2024-01-03' });
    expect(found.sentences[1]).toBe('second is left alone: it is made when somebody asks (3 missing).');
  });

  it('tries again what failed, and says what is blocked by it', async () => {
    const failing = new Set(['2024-01-02']);
    const { look } = await openAutomated({ first: eager(), second: eager() }, failing);
    await look();
    expect((await look()).sentences).toEqual([
      'first is made: 1 failed.',
      'second is left alone: 1 blocked by what failed above.',
    ]);
    failing.clear();
    expect((await look()).made).toEqual({ first: '2024-01-02' });
    expect((await look()).made).toEqual({ second: '2024-01-02' });
  });

  it('records each decision as an event', async () => {
    const folder = temporaryFolder();
    const { workshop, look } = await openAutomated({ first: eager() }, new Set(), folder);
    await workshop.engine.declare();
    const view = openReadSide({
      stateDatabase: `${folder}/state.db`,
      seriesDatabase: `${folder}/series.db`,
      timers: workshop.clock,
    });
    onTestFinished(() => view.close());
    await look();
    const decided = (await view.eventsAfter(0)).filter(({ kind }) => kind === 'automation-decided');
    expect(decided.map(({ asset, payload }) => [asset, payload])).toEqual([
      ['first', { rule: 'eager', action: 'make', unsettled: 3, sentence: 'first is made: 3 missing.' }],
    ]);
  });
});
