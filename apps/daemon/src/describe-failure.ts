import { GraphError, PartitionKeyError, SelectionError, UnknownZoneError } from '@meterworks/assets';
import { DatabaseError, InfluxError, LeaseLostError, StepError } from '@meterworks/runtime';
import { BackupError } from '@meterworks/runtime/backup';
import { CommandFailure } from './command-failure.ts';
import { type ExitName, exitCodes } from './exit-code.ts';

export interface FailureText {
  readonly code: number;
  /** For the standard error. */
  readonly lines: readonly string[];
}

/** The errors of other packages that a user can do something about, by what they mean for the command. */
const expected: readonly (readonly [new (...facts: never[]) => Error, ExitName])[] = [
  [SelectionError, 'usage'],
  [PartitionKeyError, 'usage'],
  [UnknownZoneError, 'usage'],
  [GraphError, 'configuration'],
  [DatabaseError, 'storage'],
  [LeaseLostError, 'storage'],
  [InfluxError, 'storage'],
  [BackupError, 'usage'],
];

const foreignHint = '`meterworks migrate-from-prefect` says what they are, and moves, deletes or keeps them.';

/** What a user sees of an error. Expected ones are their message; an unexpected one says where to report it. */
export function describeFailure(
  error: unknown,
  facts: { readonly verbose: boolean; readonly version: string },
): FailureText {
  if (error instanceof StepError && error.cause !== undefined) return describeFailure(error.cause, facts);
  if (error instanceof CommandFailure) return { code: error.code, lines: [error.message] };
  const known = expected.find(([kind]) => error instanceof kind);
  if (known !== undefined) {
    const foreign = error instanceof InfluxError && error.fault === 'foreign';
    const lines = [(error as Error).message, ...(foreign ? [foreignHint] : [])];
    return { code: exitCodes[known[1]].code, lines };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && error.stack !== undefined ? error.stack : String(error);
  const more = facts.verbose ? '.' : '; --verbose says where it happened.';
  return {
    code: exitCodes.runFailed.code,
    lines: [
      `Unexpected error: ${message.split('\n')[0]} (meterworks ${facts.version}, Node ${process.versions.node}).`,
      `This is a defect of Meterworks: please report it to its issue tracker with what you did${more}`,
      ...(facts.verbose ? [stack] : []),
    ],
  };
}
