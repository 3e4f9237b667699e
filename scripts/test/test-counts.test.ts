import { expect, it } from 'vitest';
import { countsOf } from '../test-counts.js';

it('counts each test once and a file that could not be loaded as one failure', () => {
  const counts = countsOf({
    testResults: [
      {
        name: '/repo/packages/a/test/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'holds' },
          { status: 'failed', fullName: 'breaks' },
          { status: 'pending', fullName: 'waits for data' },
          { status: 'todo', fullName: 'comes later' },
        ],
      },
      {
        name: '/repo/packages/b/test/b.test.ts',
        status: 'failed',
        message: 'no such module\nat …',
        assertionResults: [],
      },
    ],
  });
  expect(counts).toEqual({
    passed: 1,
    failed: 2,
    skipped: 2,
    failedNames: ['packages/a/test/a.test.ts: breaks', 'packages/b/test/b.test.ts: no such module'],
    skippedNames: ['packages/a/test/a.test.ts: waits for data', 'packages/a/test/a.test.ts: comes later'],
  });
});
