import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultRetryPolicy, retryPauseMs } from '../../src/definition/retry-policy.ts';
import { defineExternal } from '../../src/definition/source.ts';
import { daily } from '../../src/partitions/calendar-scheme.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
// From a microsecond on: among the smallest numbers there are, twice one of them is not exact.
const seconds = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e5, noNaN: true }));

test('a pause is never longer than twice as long as the longest one before, nor than the longest of all', () => {
  fc.assert(
    fc.property(seconds, seconds, fc.integer({ min: 1, max: 60 }), unit, (first, longest, failed, random) => {
      const policy = { ...defaultRetryPolicy, firstPauseSeconds: first, longestPauseSeconds: longest };
      const pause = retryPauseMs(policy, failed, random);
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(Math.min(longest, first * 2 ** (failed - 1)) * 1000);
      const edge = 1 - Number.EPSILON;
      expect(retryPauseMs(policy, failed + 1, edge)).toBeLessThanOrEqual(2 * retryPauseMs(policy, failed, edge));
    }),
  );
});

describe('a policy that no step could follow', () => {
  it.each([
    [{ attempts: 0 }, 'retry.attempts is 0; write a whole number of tries from 1 on'],
    [{ attempts: 1.5 }, 'retry.attempts is 1.5; write a whole number of tries from 1 on'],
    [{ firstPauseSeconds: -1 }, 'retry.firstPauseSeconds is -1; write a number of seconds from 0 on'],
    [{ longestPauseSeconds: Number.NaN }, 'retry.longestPauseSeconds is NaN; write a number of seconds from 0 on'],
    [{ timeoutSeconds: 0 }, 'retry.timeoutSeconds is 0; write a number of seconds above 0, and at most 2000000'],
  ])('is refused: %o', (retry, message) => {
    const partitions = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });
    expect(() => defineExternal<'day', number>({ key: 'x', partitions, retry })).toThrow(message);
  });
});
