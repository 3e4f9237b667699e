/** Where a command writes to. Results go to the standard output; everything that is said about them to the standard error. */
export interface Terminal {
  print(text: string): void;
  say(text: string): void;
  /** Whether a person watches the standard error. */
  readonly watched: boolean;
}

/** What every command gets besides its own options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** The configuration folder as it was given, relative to the working directory. */
  readonly config: string;
  readonly verbose: boolean;
  /** Of this program. */
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user wants the work to stop. */
  readonly signal: AbortSignal;
}

/** Gives the process's exit code. */
export type CommandResult = Promise<number>;
