import { expect, test } from 'vitest';
import { openProgress } from '../../src/output/progress.ts';

function recorder() {
  const said: string[] = [];
  return { said, terminal: { print: () => {}, say: (text: string) => void said.push(text), watched: false } };
}

test('without a terminal, long work says at most one line a tenth', () => {
  const { said, terminal } = recorder();
  let now = 0;
  const progress = openProgress(terminal, 'Making', () => now);
  now = 1000;
  for (let done = 1; done <= 1000; done++) progress.update(done, 1000, 'physical/gas');
  progress.finish();
  expect(said).toHaveLength(10);
  expect(said[0]).toBe('Making: 10 % (100 of 1000), physical/gas');
});

test('work that is done at once says nothing', () => {
  const { said, terminal } = recorder();
  const progress = openProgress(terminal, 'Making', () => 0);
  for (let done = 1; done <= 1000; done++) progress.update(done, 1000, 'physical/gas');
  progress.finish();
  expect(said).toEqual([]);
});
