// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { RunStatus } from '../../src/parts/run-status.tsx';
import { StatusCounts } from '../../src/parts/status-counts.tsx';

afterEach(cleanup);

test('numbers of partitions stand in words, the worst first', () => {
  const { container } = render(<StatusCounts counts={{ fresh: 1_461, failed: 2, stale: 0 }} />);
  expect(container.textContent).toBe('2 failed1,461 fresh');
});

test('an asset without partitions says so', () => {
  render(<StatusCounts counts={{}} />);
  expect(screen.getByText('no partitions')).toBeDefined();
});

test('a run says how it stands in a word, not only by a mark', () => {
  const { container } = render(<RunStatus status="partial" />);
  expect(container.querySelector('[aria-hidden=true]')?.textContent).toBe('◐');
  expect(container.textContent).toContain('partial');
});
