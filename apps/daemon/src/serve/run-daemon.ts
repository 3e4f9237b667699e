import { type Logger, openSchedule, systemClock } from '@meterworks/runtime';
import type { OpenHouse } from '../composition/open-house.ts';
import { attendCommands } from './attend-commands.ts';
import { runSchedules, type Schedule } from './run-schedules.ts';
import { openWorkQueue } from './work-queue.ts';

/** Works on the house until its signal is aborted: at once, on schedule, and for what is asked of it. Holds the lease already. */
export async function runDaemon(house: OpenHouse, logger: Logger): Promise<void> {
  const { configuration, signal } = house;
  const queue = openWorkQueue();
  const make = (actor: string, selection: string | undefined) =>
    queue
      .add(async () => {
        const request = selection === undefined ? {} : { selection };
        const run = await house.engine.materialize(request, { observe: true, signal, actor, kind: 'schedule' });
        logger.info(`${actor}: ${run.status}`, {
          run: run.runId,
          made: run.made,
          failed: run.failed,
          seconds: run.seconds,
        });
      })
      .catch((error: unknown) => {
        if (!signal.aborted) logger.error(`${actor} failed: ${error instanceof Error ? error.message : String(error)}`);
      });

  const schedules: Schedule[] = [];
  for (const { name, schedule, selection } of configuration.workflows.values()) {
    // Nothing here asks Tibber yet.
    if (name === 'tibber_sync') continue;
    const { next } = await openSchedule(schedule, configuration.timezone);
    schedules.push({ name, next, tick: () => make(`schedule:${name}`, selection) });
  }
  await Promise.all([
    make('start', undefined),
    runSchedules(schedules, { now: () => house.clock.now(), sleep: (ms, stop) => systemClock.sleep(ms, stop) }, signal),
    attendCommands(house, queue, logger, signal),
  ]);
  await queue.close(new Error('the daemon is stopping'));
}
