import {
  claimNextCommand,
  finishCommand,
  type Logger,
  processHolder,
  returnAbandonedCommands,
  systemClock,
} from '@meterworks/runtime';
import type { Command, CommandOutcome } from '@meterworks/runtime/commands';
import type { OpenHouse } from '../composition/open-house.ts';
import { describeFailure } from '../describe-failure.ts';
import { performCommand } from './perform-command.ts';
import type { WorkQueue } from './work-queue.ts';

/** How often is looked for what was asked for. */
const pauseMs = 200;

/** Takes commands in the order in which they were filed and does them one after the other, until the signal is aborted. */
export async function attendCommands(
  house: OpenHouse,
  queue: WorkQueue,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const { fence } = house;
  const { connection } = house.stores;
  await returnAbandonedCommands(connection, fence);
  const perform = async (command: Command): Promise<void> => {
    let outcome: CommandOutcome;
    try {
      outcome = await performCommand(command, house.engine, signal);
    } catch (error) {
      // Left unfinished, it is taken up by the next daemon.
      if (signal.aborted) return;
      outcome = { kind: 'failed', message: describeFailure(error, { verbose: false, version: '' }).lines.join('\n') };
    }
    await finishCommand(connection, fence, command.id, outcome, systemClock);
    logger.info(`command ${command.id} (${command.kind} for ${command.actor}): ${outcome.kind}`);
  };
  while (!signal.aborted) {
    const command = await claimNextCommand(connection, fence, processHolder('daemon'), systemClock);
    if (command !== undefined) {
      queue
        .add(() => perform(command))
        .catch((error: unknown) => {
          if (!signal.aborted) logger.error(`command ${command.id} could not be done: ${String(error)}`);
        });
      continue;
    }
    await systemClock.sleep(pauseMs, signal).catch(() => undefined);
  }
}
