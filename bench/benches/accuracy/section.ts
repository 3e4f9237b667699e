import type { Measurement } from '../../measurement.ts';

/** A part of the accuracy bench. It is seeded: two runs give the same figures, times excepted. */
export interface Section {
  /** What is under test, in one line. */
  readonly name: string;
  readonly measure: () => Promise<readonly Measurement[]> | readonly Measurement[];
}
