import { CommandFailure } from './command-failure.ts';
import { exitCodes } from './exit-code.ts';

export interface FailureText {
  readonly code: number;
  /** For the standard error, one line each. */
  readonly lines: readonly string[];
}

const issues = 'the issue tracker of Meterworks';

/** What a user sees of an error. Expected ones are their message; an unexpected one says where to report it. */
export async function describeFailure(
  error: unknown,
  facts: { readonly verbose: boolean; readonly version: string },
): Promise<FailureText> {
  if (error instanceof CommandFailure) return { code: error.code, lines: [error.message] };
  // Loaded already by whatever threw, unless the error is none of theirs.
  const { DatabaseError } = await import('@meterworks/runtime');
  if (error instanceof DatabaseError) return { code: exitCodes.storage.code, lines: [error.message] };
  const stack = error instanceof Error && error.stack !== undefined ? error.stack : String(error);
  const message = error instanceof Error ? error.message : String(error);
  const more = facts.verbose ? '' : '; run it again with --verbose for the details';
  return {
    code: exitCodes.runFailed.code,
    lines: [
      `Unexpected error: ${message.split('\n')[0]} (meterworks ${facts.version}, Node ${process.versions.node}). Please report it to ${issues}${more}.`,
      ...(facts.verbose ? [stack] : []),
    ],
  };
}
