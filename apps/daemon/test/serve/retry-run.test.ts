import { buildGraph, daily, defineAsset, float64 } from '@meterworks/assets';
import type { RunDetail, StepView } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { CommandFailure } from '../../src/command-failure.ts';
import { retryRequest } from '../../src/serve/retry-run.ts';

const partitions = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });
const made = { partitions, value: float64, codeVersion: '1' };
const till = defineAsset({ ...made, key: 'till', each: () => 0 });
const sales = defineAsset({ ...made, key: 'sales', deps: { till }, each: () => 0 });
const report = defineAsset({ ...made, key: 'report', deps: { sales }, each: () => 0 });
const other = defineAsset({ ...made, key: 'other', each: () => 0 });
const graph = buildGraph({ assets: [report, sales, till, other].map(({ definition }) => definition) });

function ended(status: string, failed: Readonly<Record<string, number>>, selection = ''): RunDetail {
  const steps = Object.entries(failed).map(([asset, failed]) => ({ asset, failed }) as StepView);
  return { run: { id: 7, status, selection } as RunDetail['run'], steps, log: [], checks: [], retries: [] };
}

test('what failed is made again, with what is computed of it, within what was selected', () => {
  expect(retryRequest(ended('partial', { till: 0, sales: 2, other: 0 }, 'sales+'), graph)).toEqual({
    selection: 'sales+',
    only: new Set(['sales', 'report']),
  });
});

test('a run that ended before anything failed is done again as it was asked for', () => {
  expect(retryRequest(ended('cancelled', { till: 1 }, 'till'), graph)).toEqual({ selection: 'till' });
  expect(retryRequest(ended('failed', {}), graph)).toEqual({});
});

test('a run that goes on, and one that left nothing undone, are refused', () => {
  expect(() => retryRequest(ended('running', {}), graph)).toThrow(CommandFailure);
  expect(() => retryRequest(ended('success', {}), graph)).toThrow('Run 7 left nothing undone.');
});
