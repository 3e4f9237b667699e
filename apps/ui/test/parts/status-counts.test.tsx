// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { RunStatus } from '../../src/parts/run-status.tsx';
import { StatusCounts } from '../../src/parts/status-counts.tsx';
import { wordsOf } from '../../src/words/words.ts';

afterEach(cleanup);

const words = wordsOf('en');

test('numbers of partitions stand in words, the worst first', () => {
  const { container } = render(<StatusCounts counts={{ fresh: 1_461, failed: 2, stale: 0 }} words={words} />);
  expect(container.textContent).toBe('2 failed1,461 fresh');
});

test('an asset without partitions says so', () => {
  render(<StatusCounts counts={{}} words={words} />);
  expect(screen.getByText('no partitions')).toBeDefined();
});

test('a run says how it stands in a word, not only by a mark', () => {
  const { container } = render(<RunStatus status="partial" words={words} />);
  expect(container.querySelector('[aria-hidden=true]')?.textContent).toBe('◐');
  expect(container.textContent).toContain('partial');
});
