import { assetKey } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { anomalyNotice, overdueNotice, runNotice, tickNotice } from '../../src/notify/house-notices.ts';

const at = Date.parse('2026-02-03T04:05:06Z');

describe('a run', () => {
  const run = {
    id: 12,
    kind: 'schedule',
    actor: 'schedule:analytics',
    selection: '',
    startedAt: at - 1000,
    finishedAt: at,
    durationMs: 1000,
    counts: { planned: 40, failed: 3 },
    error: 'physical/gas 2026-02-02: no unit',
  };

  it('that failed is told with what failed first, graver where all of it did', () => {
    expect(runNotice({ ...run, status: 'partial' }, at)).toMatchObject({
      key: 'run/schedule/schedule:analytics',
      severity: 'warning',
      title: 'Run 12 (schedule for schedule:analytics) was done in part',
      text: '3 of 40 partitions failed, first physical/gas 2026-02-02: no unit',
    });
    expect(runNotice({ ...run, status: 'failed', counts: {} }, at)).toMatchObject({
      severity: 'critical',
      text: 'it broke off, first physical/gas 2026-02-02: no unit',
    });
  });

  it.each(['success', 'cancelled', 'running'])('that ended with %s is not told', (status) => {
    expect(runNotice({ ...run, status }, at)).toBeUndefined();
  });
});

it('a tick that came as far as a run leaves the telling to it', () => {
  const tick = { schedule: 'analytics', status: 'failed', outcome: 'Failed: InfluxDB is out of reach.' };
  expect(tickNotice({ ...tick, run: 3 }, at)).toBeUndefined();
  expect(tickNotice({ ...tick, run: null, status: 'success' }, at)).toBeUndefined();
  expect(tickNotice({ ...tick, run: null }, at)).toMatchObject({
    severity: 'critical',
    title: 'The schedule analytics could not run',
    text: 'Failed: InfluxDB is out of reach.',
  });
});

describe('an anomaly', () => {
  it('is told once an incident, whatever is not a number left out', () => {
    const notice = anomalyNotice('gas', {
      id: 'gas-silent-1',
      type: 'silent',
      severity: 'warning',
      start: at - 86_400_000,
      end: at,
      observed: Number.NaN,
      expected: Number.NaN,
      lower: Number.NaN,
      upper: Number.NaN,
      score: 2,
      message: 'No reading of gas for 9 days.',
    });
    expect(notice).toMatchObject({
      key: 'anomaly/gas-silent-1',
      kind: 'silent-meter',
      title: 'gas: is silent',
      text: 'No reading of gas for 9 days.',
      facts: { meter: 'gas', observed: null, end: '2026-02-03T04:05:06.000Z' },
    });
  });
});

describe('what is out of date', () => {
  const status = (asset: string, counts: Partial<Record<string, number>>) => ({
    asset: assetKey(asset),
    group: undefined,
    unit: undefined,
    counts: { running: 0, queued: 0, failed: 0, blocked: 0, missing: 0, stale: 0, fresh: 9, ...counts },
    total: 10,
    pinned: 0,
    findings: [],
    first: undefined,
    last: undefined,
  });

  it('is nothing where all is fresh', () => {
    expect(overdueNotice([status('a', {}), status('b', {})], 36, at)).toBeUndefined();
  });

  it('is named with its counts, the first five of it', () => {
    const late = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => status(name, { stale: 1, failed: 1 }));
    expect(overdueNotice([status('z', {}), ...late], 36, at)).toMatchObject({
      title: '7 assets are out of date',
      text: 'For more than 36 hours something has been missing, stale or failed; now: a (2), b (2), c (2), d (2), e (2) and 2 more.',
    });
  });
});
