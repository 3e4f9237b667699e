import type { LogLineView, StepView } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { ganttOf, longestRows } from '../../src/runs/gantt.ts';
import { parseLogFilter, passesLogFilter } from '../../src/runs/log-filter.ts';
import { orderSteps } from '../../src/runs/order-steps.ts';
import { linesOf, parseOpenPieces } from '../../src/runs/run-folds.ts';
import { runHref } from '../../src/runs/run-href.ts';

const step = (id: number, asset: string, startedAt: number, finishedAt: number | null): StepView => ({
  id,
  run: 1,
  asset,
  seq: null,
  from: 0,
  to: 1,
  fromKey: '2024-01-01',
  toKey: '2024-01-02',
  status: finishedAt === null ? 'running' : 'success',
  planned: 2,
  made: 2,
  changed: 2,
  cutOff: 0,
  failed: 0,
  attempts: 1,
  startedAt,
  finishedAt,
  durationMs: finishedAt === null ? null : finishedAt - startedAt,
  causes: {},
  error: null,
});

test('bars fill the time from the first step to the last, a row an asset, in the order of their beginning', () => {
  const gantt = ganttOf([step(2, 'b', 1_500, 2_000), step(1, 'a', 1_000, 1_500), step(3, 'a', 2_000, 3_000)], 9_000);
  expect(gantt).toMatchObject({ from: 1_000, to: 3_000 });
  expect(gantt?.rows.map(({ asset, bars }) => [asset, bars.map(({ left, width }) => [left, width])])).toEqual([
    [
      'a',
      [
        [0, 0.25],
        [0.5, 0.5],
      ],
    ],
    ['b', [[0.25, 0.25]]],
  ]);
  expect(gantt?.ticks).toEqual([0, 500, 1_000, 1_500, 2_000]);
});

test('a step that goes on reaches up to now; without steps there is nothing to draw', () => {
  expect(ganttOf([step(1, 'a', 1_000, null)], 61_000)?.rows[0]?.bars[0]).toMatchObject({
    width: 1,
    durationMs: 60_000,
  });
  expect(ganttOf([], 1)).toBeUndefined();
});

test('of many rows those are drawn that took longest, still in the order of their beginning', () => {
  const gantt = ganttOf([step(1, 'a', 0, 300), step(2, 'b', 300, 310), step(3, 'c', 310, 700)], 700);
  expect(gantt && longestRows(gantt, 2).map(({ asset }) => asset)).toEqual(['a', 'c']);
});

test('what failed stands before what is at work, and that before the others', () => {
  const failed = { ...step(3, 'c', 0, 1), status: 'failed' };
  const steps = [step(1, 'a', 0, 1), step(2, 'b', 0, null), failed, step(4, 'd', 0, 1)];
  expect(orderSteps(steps).map(({ asset }) => asset)).toEqual(['c', 'b', 'a', 'd']);
});

test('pieces that stand open are in the address, and show more', () => {
  const url = new URL(runHref(7, { level: 'problems' }, { open: ['steps', 'log'], at: 'steps' }), 'http://host');
  const query = Object.fromEntries(url.searchParams);
  expect([url.hash, parseOpenPieces(query), parseLogFilter(query)]).toEqual([
    '#steps',
    ['steps', 'log'],
    { level: 'problems' },
  ]);
  expect(parseOpenPieces({ open: 'nonsense log' })).toEqual(['log']);
  expect(linesOf('log', ['log'])).toBeGreaterThan(linesOf('log', []));
});

test('a link to the log of an asset shows its lines only', () => {
  const url = new URL(runHref(7, { asset: 'a/b', level: 'problems' }), 'http://host');
  const filter = parseLogFilter(Object.fromEntries(url.searchParams));
  expect([url.pathname, url.hash, filter]).toEqual(['/runs/7', '#log', { asset: 'a/b', level: 'problems' }]);
  const line = (asset: string, level: LogLineView['level']): LogLineView => ({
    line: 1,
    at: 0,
    level,
    message: '',
    asset,
    span: null,
  });
  expect(passesLogFilter(filter, line('a/b', 'warn'))).toBe(true);
  expect(passesLogFilter(filter, line('a/b', 'info'))).toBe(false);
  expect(passesLogFilter(filter, line('c', 'error'))).toBe(false);
  expect(runHref(7)).toBe('/runs/7');
});
