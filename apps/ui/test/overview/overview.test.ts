import { describe, expect, test } from 'vitest';
import { newestAnomalies } from '../../src/overview/newest-anomalies.ts';
import { verdictOf } from '../../src/overview/verdict.ts';
import { wordsOf } from '../../src/words/words.ts';

const quiet = { counts: { fresh: 10 }, running: 0, lastRun: { status: 'success' }, critical: 0 };
const text = wordsOf('en').text.overview.verdict;

describe('the verdict', () => {
  test('is good if every partition is fresh and nothing is critical', () => {
    expect(verdictOf(quiet, text)).toMatchObject({ level: 'good', title: 'All is well' });
  });

  test('names failures before anything else', () => {
    const verdict = verdictOf({ ...quiet, counts: { failed: 2, blocked: 4, stale: 9 }, running: 1 }, text);
    expect(verdict).toMatchObject({ level: 'bad', title: '2 partitions failed' });
    expect(verdict.detail).toContain('4 partitions blocked');
  });

  test('is not good while something is stale, missing or critical', () => {
    expect(verdictOf({ ...quiet, counts: { stale: 1 } }, text).level).toBe('work');
    expect(verdictOf({ ...quiet, counts: { missing: 1 } }, text).level).toBe('work');
    expect(verdictOf({ ...quiet, critical: 1 }, text).level).toBe('work');
  });

  test('is bad if the last run failed, although all is fresh', () => {
    expect(verdictOf({ ...quiet, lastRun: { status: 'failed' } }, text).level).toBe('bad');
  });
});

describe('the newest anomalies', () => {
  const verdict = (id: string, end: number, message = '') => ({
    id,
    type: 'spike',
    severity: 'info',
    message,
    start: 0,
    end,
  });
  const value = (ordinal: number, ...verdicts: ReturnType<typeof verdict>[]) => ({
    ordinal,
    key: `day ${ordinal}`,
    start: ordinal,
    value: verdicts,
  });

  test('count verdicts with one id once, as last said', () => {
    const found = newestAnomalies(
      [{ asset: 'anomalies/gas', values: [value(1, verdict('a', 1)), value(2, verdict('a', 2, 'longer'))] }],
      9,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ partition: 'day 2', message: 'longer' });
  });

  test('come newest first, up to a number', () => {
    const values = [value(1, verdict('a', 1), verdict('b', 5)), value(2, verdict('c', 3))];
    expect(newestAnomalies([{ asset: 'anomalies/gas', values }], 2).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  test('of values that are no verdicts are none', () => {
    const values = [{ ordinal: 1, key: '1', start: 1, value: [null, 3, { id: 'x' }] }];
    expect(newestAnomalies([{ asset: 'anomalies/gas', values }], 9)).toEqual([]);
  });
});
