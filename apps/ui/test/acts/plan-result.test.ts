import { expect, test } from 'vitest';
import { planResultOf } from '../../src/acts/run-result.ts';

const result = {
  planned: 3,
  certain: 1,
  possible: 2,
  blocked: 0,
  seconds_expected: 1.5,
  steps: [{ asset: 'physical/gas', planned: 3, causes: [{ kind: 'input-changed', count: 3 }] }],
};

test('a plan says how long it should take, where history says so', () => {
  expect(planResultOf(result)).toMatchObject({
    planned: 3,
    expectedMs: 1_500,
    steps: [{ asset: 'physical/gas', planned: 3, why: ['input-changed'] }],
  });
  expect(planResultOf({ ...result, seconds_expected: null })?.expectedMs).toBeUndefined();
  expect(planResultOf(null)).toBeUndefined();
});
