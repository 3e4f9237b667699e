import { isHolderDead, type SqliteConnection, type Timers } from '@meterworks/runtime';
import { type CommandOutcome, type CommandRequest, fileCommand, readCommand } from '@meterworks/runtime/commands';
import { CommandFailure } from '../command-failure.ts';

const pauseMs = 100;

/** Asks the daemon to do something and waits until it has. Aborting stops the waiting, not the daemon. */
export async function followCommand(
  connection: SqliteConnection,
  request: CommandRequest,
  options: {
    /** The daemon, as the lease names it. */
    readonly holder: string;
    readonly timers: Timers;
    readonly signal: AbortSignal;
  },
): Promise<CommandOutcome> {
  const { holder, timers, signal } = options;
  const id = await fileCommand(connection, request, timers);
  for (;;) {
    const isDead = isHolderDead(holder);
    // Read after asking whether the daemon lives: what it did last is then seen.
    const outcome = (await readCommand(connection, id))?.outcome;
    if (outcome !== undefined) return outcome;
    if (isDead) {
      throw new CommandFailure(
        'storage',
        'The daemon ended before it was done; the next one to start takes the request up.',
      );
    }
    try {
      await timers.sleep(pauseMs, signal);
    } catch {
      throw new CommandFailure('runFailed', 'No longer waiting; the daemon goes on with the request.');
    }
  }
}
