import { assetKey } from '@meterworks/assets';
import type { PlanReport, RunId, RunReport } from '@meterworks/runtime';
import { expect, test } from 'vitest';
import { planJson, planLines } from '../../src/output/plan-report.ts';
import { runJson, runLines } from '../../src/output/run-report.ts';
import { statusJson, statusLines } from '../../src/output/status-report.ts';

const plan: PlanReport = {
  asOf: 0,
  planned: 24,
  certain: 22,
  possible: 2,
  blocked: 1,
  expected: { seconds: 83.4, unknown: 2 },
  steps: [
    {
      asset: assetKey('physical/gas'),
      kind: 'make',
      ordinals: Array.from({ length: 22 }, (_, i) => i),
      spans: [{ from: '2024-11-05', to: '2024-11-26' }],
      certain: 22,
      possible: 0,
      causes: [{ kind: 'input-changed', count: 22, sentence: 'an input changed' }],
    },
    {
      asset: assetKey('consumption/gas/yearly'),
      kind: 'make',
      ordinals: [54, 55],
      spans: [
        { from: '2024', to: '2024' },
        { from: '2025', to: '2025' },
      ],
      certain: 0,
      possible: 2,
      causes: [{ kind: 'upstream-not-fresh', count: 1, sentence: 'something above is not fresh' }],
    },
  ],
};
const none = {
  planned: 0,
  certain: 0,
  possible: 0,
  made: 0,
  cutOff: 0,
  failed: 0,
  blocked: 0,
  removed: 0,
  steps: [],
  errors: [],
  findings: [],
};
const run: RunReport = {
  ...none,
  runId: 7 as RunId,
  status: 'partial',
  planned: 5,
  certain: 5,
  made: 3,
  cutOff: 1,
  failed: 1,
  seconds: 1.25,
  steps: [
    {
      asset: assetKey('physical/gas'),
      planned: 5,
      made: 3,
      changed: 2,
      cutOff: 1,
      failed: 1,
      attempts: 2,
      seconds: 0.5,
      spans: '2024-11-05…2024-11-09, 2024-11-11',
    },
  ],
  errors: [{ asset: assetKey('physical/gas'), partition: '2024-11-07', message: 'no reading can be believed' }],
};

test('a plan and a run have the same counts in JSON', () => {
  const counts = ['planned', 'certain', 'possible', 'made', 'cut_off', 'failed', 'blocked', 'seconds', 'steps'];
  expect(
    Object.keys(planJson(plan, 0.1)).filter((name) => name !== 'seconds_expected' && name !== 'never_timed'),
  ).toEqual(counts);
  expect(Object.keys(runJson(run))).toEqual(expect.arrayContaining(counts));
  expect(planJson(plan, 0.1)).toMatchObject({
    planned: 24,
    certain: 22,
    possible: 2,
    made: 0,
    blocked: 1,
    seconds: 0.1,
    seconds_expected: 83.4,
    never_timed: 2,
  });
  expect(runJson(run)).toMatchObject({ run: 7, status: 'partial', made: 3, cut_off: 1, failed: 1, seconds: 1.25 });
});

test('a plan names the partitions of each asset as spans, with the causes', () => {
  expect(planLines(planJson(plan, 0.1))).toEqual([
    'physical/gas  22 partitions: 2024-11-05 … 2024-11-26',
    '    an input changed',
    'consumption/gas/yearly  2 partitions: 2024, 2025',
    '    something above is not fresh (1 partition)',
    '',
    '24 partitions to make, 22 certain and at most 2 more; 1 is blocked.',
    'It should take about 84 s at most, without 2 partitions of assets that were never made.',
  ]);
});

test('nothing to do is said in one line, and is not said where all is blocked', () => {
  expect(
    planLines(
      planJson({ asOf: 0, planned: 0, certain: 0, possible: 0, blocked: 0, expected: undefined, steps: [] }, 0.1),
    ),
  ).toEqual(['Nothing to do: everything is fresh.']);
  expect(runLines({ ...none, runId: undefined, status: 'success', blocked: 3, seconds: 0.1 })).toEqual([
    'Nothing can be made: 3 partitions are blocked.',
  ]);
});

test('a run ends with a table of its assets, its failures and one sentence', () => {
  expect(runLines(run)).toEqual([
    'asset         made  changed  cut off  failed  partitions',
    'physical/gas     3        2        1       1  2024-11-05 … 2024-11-09, 2024-11-11',
    '',
    'physical/gas 2024-11-07 failed: no reading can be believed',
    'physical/gas took 2 tries.',
    'Run 7 done in part: 3 partitions made, 1 left as they were, their inputs came out equal, 1 failed, in 1.3 s.',
  ]);
});

test('a status counts by status per asset and in all', () => {
  const assets = [
    {
      asset: 'physical/a',
      total: 1461,
      counts: { fresh: 1460, stale: 1, missing: 0 },
      first: '2022-01-01',
      last: '2025-12-31',
      unit: 'kWh',
    },
    { asset: 'physical/b', total: 0, counts: { fresh: 0, stale: 0, missing: 0 } },
  ];
  expect(statusJson(assets, '2026-01-01T00:00:00Z')).toMatchObject({
    as_of: '2026-01-01T00:00:00Z',
    total: 1461,
    counts: { fresh: 1460, stale: 1, missing: 0 },
    assets: [
      { asset: 'physical/a', counts: { fresh: 1460, stale: 1, missing: 0 } },
      { asset: 'physical/b', first: null },
    ],
  });
  expect(statusLines(assets)).toEqual([
    'asset         all  fresh  stale  partitions',
    'physical/a  1,461  1,460      1  2022-01-01 … 2025-12-31',
    'physical/b      0      0      0',
    'all         1,461  1,460      1',
  ]);
});

test('a status tells what checks found, the first ten of it', () => {
  const finding = { partition: '2024-11', check: 'days add up', severity: 'error', message: 'shows 7 kWh' };
  const assets = ['a', 'b'].map((asset) => ({
    asset,
    total: 12,
    counts: { fresh: 12 },
    findings: new Array(6).fill(finding),
  }));
  expect(statusLines(assets).slice(-10)).toEqual([
    ...new Array(5).fill('a 2024-11: error: days add up: shows 7 kWh'),
    ...new Array(4).fill('b 2024-11: error: days add up: shows 7 kWh'),
    'and 2 more findings of checks; --json lists them',
  ]);
  expect(statusJson(assets, '2026-01-01T00:00:00Z').assets[1]?.findings).toHaveLength(6);
});

test('a run of many assets is told by families', () => {
  const step = (asset: string, spans: string) => ({
    asset: assetKey(asset),
    planned: 2,
    made: 2,
    changed: 1,
    cutOff: 0,
    failed: 0,
    attempts: 1,
    seconds: 0,
    spans,
  });
  const steps = Array.from({ length: 20 }, (_, i) => [
    step(`physical/m${i}`, `2024-01-${10 + i}…2024-02-${10 + i}`),
    step(`consumption/m${i}/monthly`, '2024-01'),
  ]).flat();
  expect(runLines({ ...run, errors: [], steps }).slice(0, 3)).toEqual([
    'asset                              made  changed  cut off  failed  partitions',
    'physical/… (20 assets)               40       20        0       0  2024-01-10 … 2024-02-29',
    'consumption/…/monthly (20 assets)    40       20        0       0  2024-01',
  ]);
});
