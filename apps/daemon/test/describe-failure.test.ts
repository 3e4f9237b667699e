import { parseSelection } from '@meterworks/assets';
import { LeaseLostError } from '@meterworks/runtime';
import { expect, test } from 'vitest';
import { HouseBusyFailure, UsageFailure } from '../src/command-failure.ts';
import { describeFailure } from '../src/describe-failure.ts';

const facts = { verbose: false, version: '1.2.3' };

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('what a user can act on is its message and the code of its kind', () => {
  expect(describeFailure(new UsageFailure('no such file'), facts)).toEqual({ code: 2, lines: ['no such file'] });
  expect(describeFailure(new HouseBusyFailure('A daemon'), facts).code).toBe(4);
  expect(describeFailure(new LeaseLostError('executor', 1, 2), facts).code).toBe(4);
  expect(
    describeFailure(
      thrownBy(() => parseSelection('tag:')),
      facts,
    ).code,
  ).toBe(2);
});

test('an unexpected error says where to report it, and shows its stack only when asked to', () => {
  const error = new TypeError('x is not a function');
  const { code, lines } = describeFailure(error, facts);
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^Unexpected error: x is not a function \(meterworks 1\.2\.3, Node /);
  expect(lines.join('\n')).toMatch(/report it/);
  expect(lines.join('\n')).not.toContain('describe-failure.test');
  expect(describeFailure(error, { ...facts, verbose: true }).lines.join('\n')).toContain('describe-failure.test');
});
