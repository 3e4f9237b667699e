import { type Logger, openSchedule, systemClock } from '@meterworks/runtime';
import { openReadSide } from '@meterworks/runtime/read';
import type { OpenHouse } from '../composition/open-house.ts';
import { attendCommands } from './attend-commands.ts';
import { type CurrentWork, watchCurrentWork } from './current-work.ts';
import { pullFor, tibberWorkflow, workflowSelection } from './pull-for.ts';
import { runSchedules, type Schedule } from './run-schedules.ts';
import { openWorkQueue, type WorkQueue } from './work-queue.ts';

/** Works on the house until its signal is aborted: at once, on schedule, and for what is asked of it. Holds the lease already. */
export async function runDaemon(opened: OpenHouse, logger: Logger): Promise<void> {
  const { stores } = opened;
  // Where one part breaks, the others end with it.
  const broken = new AbortController();
  const signal = AbortSignal.any([opened.signal, broken.signal]);
  const house = { ...opened, signal };
  const queue = openWorkQueue();
  const reader = openReadSide({ stateDatabase: stores.paths.state, seriesDatabase: stores.paths.series });
  const current = watchCurrentWork(reader, signal);
  const make = (actor: string, selection?: string) => makeAll({ house, queue, current, logger }, actor, selection);
  const time = {
    now: () => house.clock.now(),
    sleep: (ms: number, stop?: AbortSignal) => systemClock.sleep(ms, stop),
  };
  try {
    await Promise.all([
      make('start'),
      runSchedules(await openSchedules(house, make), time, signal),
      attendCommands({ house, queue, current, logger }),
      import('./attend-backfills.ts').then(({ attendBackfills }) =>
        attendBackfills({ house, queue, current, logger }, systemClock),
      ),
    ]);
  } finally {
    broken.abort();
    await queue.close(new Error('the daemon is stopping'));
    await reader.close();
  }
}

interface Workplace {
  readonly house: OpenHouse;
  readonly queue: WorkQueue;
  readonly current: CurrentWork;
  readonly logger: Logger;
}

/** Observes and makes what is not fresh; what goes wrong is logged, and the next tick tries again. */
async function makeAll({ house, queue, current, logger }: Workplace, actor: string, selection?: string): Promise<void> {
  const request = selection === undefined ? {} : { selection };
  try {
    // Before its turn in the queue: others need not wait for what others answer.
    await pullFor({ ...house, logger }, actor, selection);
    const { runId, status, made, failed, seconds } = await queue.add(() =>
      current.during((signal) => house.engine.materialize(request, { signal, actor, kind: 'schedule' })),
    );
    logger.info(`${actor}: ${status}`, { run: runId, made, failed, seconds });
  } catch (error) {
    if (!house.signal.aborted)
      logger.error(`${actor} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function openSchedules(
  { configuration }: OpenHouse,
  make: (actor: string, selection?: string) => Promise<void>,
): Promise<Schedule[]> {
  const schedules: Schedule[] = [];
  for (const workflow of configuration.workflows.values()) {
    const { name, schedule } = workflow;
    if (name === tibberWorkflow && configuration.tibber.token === undefined) continue;
    const { next } = await openSchedule(schedule, configuration.timezone);
    schedules.push({ name, next, tick: () => make(`schedule:${name}`, workflowSelection(workflow)) });
  }
  return schedules;
}
