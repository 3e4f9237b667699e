import { expect, test } from 'vitest';
import { UsageFailure } from '../src/command-failure.ts';
import { parseDateRange } from '../src/date-range.ts';

test('a day, month or year is passed on as it was written', () => {
  expect(parseDateRange({ from: '2024', to: '2024-02' })).toEqual({ from: '2024', to: '2024-02' });
  expect(parseDateRange({ to: '2024-02-29' })).toEqual({ to: '2024-02-29' });
  expect(parseDateRange({})).toEqual({});
});

test('a month in --to ends with its last day', () => {
  expect(parseDateRange({ from: '2024-02-29', to: '2024-02' })).toEqual({ from: '2024-02-29', to: '2024-02' });
  expect(() => parseDateRange({ from: '2024-03-01', to: '2024-02' })).toThrow(/lies after/);
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
