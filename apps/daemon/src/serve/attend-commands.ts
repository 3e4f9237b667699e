import {
  claimNextCommand,
  DatabaseError,
  finishCommand,
  type Logger,
  processHolder,
  returnAbandonedCommands,
  systemClock,
} from '@meterworks/runtime';
import type { Command, CommandOutcome } from '@meterworks/runtime/commands';
import { CommandFailure } from '../command-failure.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { describeFailure } from '../describe-failure.ts';
import type { CurrentWork } from './current-work.ts';
import { performCommand } from './perform-command.ts';
import type { WorkQueue } from './work-queue.ts';

/** How often is looked for what was asked for. */
const pauseMs = 200;

export interface Attendance {
  readonly house: OpenHouse;
  readonly queue: WorkQueue;
  readonly current: CurrentWork;
  readonly logger: Logger;
}

/** Takes commands in the order in which they were filed and does them one after the other, until the house's signal is aborted. */
export async function attendCommands({ house, queue, current, logger }: Attendance): Promise<void> {
  const { fence, signal } = house;
  const { connection } = house.stores;
  await returnAbandonedCommands(connection, fence);

  const finish = async (command: Command, outcome: CommandOutcome): Promise<void> => {
    await finishCommand(connection, fence, command.id, outcome, systemClock);
    const facts = 'message' in outcome ? { reason: outcome.message } : {};
    logger.info(`command ${command.id} (${command.kind} for ${command.actor}): ${outcome.kind}`, facts);
  };
  const perform = async (command: Command, isWork = true): Promise<void> => {
    let outcome: CommandOutcome;
    try {
      outcome = isWork
        ? await current.during((stop) => performCommand(command, house, stop))
        : await performCommand(command, house, signal);
    } catch (error) {
      // Left unfinished, it is taken up by the next daemon.
      if (signal.aborted) return;
      outcome = failureOutcome(error);
    }
    // What the daemon's own end cut off is taken up likewise.
    if (signal.aborted && isCutOff(outcome)) return;
    await finish(command, outcome);
  };

  const claim = async (): Promise<Command | undefined> => {
    try {
      return await claimNextCommand(connection, fence, processHolder('daemon'), systemClock);
    } catch (error) {
      if (!(error instanceof DatabaseError) || !error.retryable) throw error;
      logger.warn(`commands cannot be read just now: ${error.message}`);
      return undefined;
    }
  };

  while (!signal.aborted) {
    const command = await claim();
    if (command === undefined) {
      await systemClock.sleep(pauseMs, signal).catch(() => undefined);
    } else if (command.kind === 'cancel' && 'run' in command.payload && (await current.cancel(command.payload.run))) {
      // Must not wait for the work that it is to end.
      await finish(command, { kind: 'done' });
    } else if (isNoWork(command)) {
      await perform(command, false);
    } else {
      queue
        .add(() => perform(command))
        .catch((error: unknown) => {
          if (!signal.aborted) logger.error(`command ${command.id} could not be done: ${String(error)}`);
        });
    }
  }
}

/**
 * Only says what shall become of a backfill or a schedule, which look at it by themselves, or something of a reading, which the next run
 * observes: done at once, whatever is at work.
 */
function isNoWork({ kind, payload }: Command): boolean {
  if (kind === 'schedule') return payload.action !== 'run';
  if (kind === 'add-sample' || kind === 'decide-repair') return true;
  return kind === 'pause' || kind === 'resume' || ((kind === 'cancel' || kind === 'retry') && 'backfill' in payload);
}

function isCutOff(outcome: CommandOutcome): boolean {
  const result = outcome.kind === 'done' ? outcome.result : undefined;
  return typeof result === 'object' && result !== null && 'status' in result && result.status === 'cancelled';
}

function failureOutcome(error: unknown): CommandOutcome {
  const message = describeFailure(error, { verbose: false, version: '' }).lines.join('\n');
  return { kind: error instanceof CommandFailure ? 'refused' : 'failed', message };
}
