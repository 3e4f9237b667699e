import type { CommandView, ReadSide } from '@meterworks/runtime/read';

/** How far a command is, as a browser follows it. */
export type CommandProgress = Pick<CommandView, 'id' | 'state' | 'run' | 'message' | 'result'>;

const everyMs = 150;

/** What changes while one follows a command; the same text as long as nothing did. */
export function progressMark({ state, run }: Pick<CommandProgress, 'state' | 'run'>): string {
  return run === null ? state : `${state}-${run}`;
}

/**
 * Waits until a command is further than `seen` says, at most for the patience; then gives how far it is. Undefined where there is
 * no such command.
 */
export async function awaitCommand(
  read: Pick<ReadSide, 'command'>,
  id: number,
  options: {
    readonly seen: string | null;
    readonly patienceMs: number;
    readonly signal: AbortSignal;
    readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  },
): Promise<CommandProgress | undefined> {
  for (let waited = 0; ; waited += everyMs) {
    const command = await read.command(id);
    if (command === undefined) return undefined;
    const { state, run, message, result } = command;
    if (progressMark(command) !== options.seen || waited >= options.patienceMs || options.signal.aborted)
      return { id, state, run, message, result };
    await options.sleep(everyMs, options.signal).catch(() => undefined);
  }
}
