import { expect, test } from 'vitest';
import { UsageFailure } from '../src/command-failure.ts';
import { parseDateRange } from '../src/date-range.ts';

test('a month or year stands for its first day in --from and its last in --to', () => {
  expect(parseDateRange({ from: '2024', to: '2024' })).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(parseDateRange({ from: '2024-02', to: '2024-02' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(parseDateRange({ to: '2023-02' })).toEqual({ to: '2023-02-28' });
  expect(parseDateRange({})).toEqual({});
});

test.each([
  [{ from: 'yesterday' }, /--from is "yesterday", which is no date/],
  [{ to: '2023-02-29' }, /--to is "2023-02-29", but 2023-02 has 28 days/],
  [{ from: '2024-13' }, /months go from 01 to 12/],
  [{ from: '2024-05-02', to: '2024-05-01' }, /lies after/],
])('%j is refused with the reason', (options, reason) => {
  expect(() => parseDateRange(options)).toThrow(UsageFailure);
  expect(() => parseDateRange(options)).toThrow(reason);
});
