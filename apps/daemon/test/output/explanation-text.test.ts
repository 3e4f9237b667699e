import { expect, test } from 'vitest';
import { explanationLines } from '../../src/output/explanation-text.ts';

test('the sentence comes first, then the way to the root, then what else is the cause', () => {
  const lines = explanationLines({
    asset: 'consumption/gas/daily',
    partition: '2024-11-05',
    sentence: 'consumption/gas/daily 2024-11-05 is stale because a reading arrived.',
    causes: [{ sentence: 'physical/gas changed' }, { sentence: 'the code changed' }],
    chain: [
      { asset: 'consumption/gas/daily', partition: '2024-11-05', sentence: 'physical/gas changed' },
      { asset: 'readings/gas', partition: '2024-11-05', sentence: 'a reading arrived' },
    ],
  });
  expect(lines).toEqual([
    'consumption/gas/daily 2024-11-05 is stale because a reading arrived.',
    '  consumption/gas/daily 2024-11-05: physical/gas changed',
    '    readings/gas 2024-11-05: a reading arrived',
    '  also: the code changed',
  ]);
});
