import { expect, it, onTestFinished } from 'vitest';
import { openWorkshop, ValueSource } from '../../src/testing/index.ts';
import { correctedSums, type DayNumber, days } from './corrected-sums.ts';

it('a computation goes on from its checkpoint, and reads only what lies behind it', async () => {
  const source = new ValueSource<'day', DayNumber>('numbers', days);
  for (let day = 1; day <= 20; day++) source.set(`2011-12-${String(day).padStart(2, '0')}`, { amount: day });
  const loaded: number[] = [];
  const load = source.load.bind(source);
  source.load = (asset, span) => {
    loaded.push(span.from);
    return load(asset, span);
  };
  const calls: { readonly kind: string; readonly from: number }[] = [];
  const { assets, sums } = correctedSums(
    { numbers: source.asset, factor: 1, code: '1', skip: 0 },
    { isResumable: true, onCompute: (call) => calls.push(call) },
  );
  const workshop = await openWorkshop({ now: '2012-01-20T12:00:00Z', sources: [source], assets });
  onTestFinished(() => workshop.close());
  await workshop.materialize();
  source.set('2011-12-21', { amount: 5 });
  const report = await workshop.materialize();
  const first = days.ordinalOf('2011-12-01');
  const from = days.ordinalOf('2011-12-19');
  expect(calls).toMatchObject([
    { kind: 'whole', from: first },
    { kind: 'resume', from },
  ]);
  expect(loaded).toEqual([first, from]);
  expect(report.steps[0]).toMatchObject({ planned: 24, made: 24, changed: 2, spans: '2011-12-01…2011-12-24' });
  expect(await workshop.values(sums)).toMatchObject({ '2011-12-01': 1, '2011-12-20': 210, '2011-12-21': 215 });
  expect(await workshop.status(sums)).toMatchObject({ fresh: 24 });
});
