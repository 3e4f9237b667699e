import type { Grain } from './partition-scheme.ts';

/** A text that names no partition of a scheme. */
export class PartitionKeyError extends Error {
  override readonly name = 'PartitionKeyError';
  readonly value: string;
  readonly grain: Grain;
  /** What is wrong and what would do, as a phrase: `no date; February 2024 has 29 days`. */
  readonly expected: string;
  constructor(value: string, grain: Grain, expected: string) {
    super(`${value === '' ? 'an empty text' : value} is ${expected}`);
    this.value = value;
    this.grain = grain;
    this.expected = expected;
  }
}
