import { openZone } from '@meterworks/assets';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { memoryLogger } from '../../src/logging/create-logger.ts';
import type { ScheduleDeclaration } from '../../src/schedule/recorded-schedules.ts';
import type { Tick, TickOutcome } from '../../src/schedule/recorded-ticks.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import { openStateDatabase } from '../../src/state/open-state-store.ts';

export const zone = 'Europe/Berlin';

/** A state database on which schedulers come and go, as processes do. */
export interface ScheduledHouse {
  readonly clock: ManualClock;
  readonly connection: SqliteConnection;
  readonly logger: ReturnType<typeof memoryLogger>;
  /** Starts a scheduler, as a new process. */
  start(schedules: readonly ScheduleDeclaration[], work?: SchedulerWork): Promise<RunningScheduler>;
}

export type SchedulerWork = (schedule: ScheduleDeclaration, tick: Tick) => Promise<TickOutcome | undefined>;

export interface RunningScheduler {
  readonly scheduler: Scheduler;
  readonly stopping: AbortSignal;
  stop(): Promise<void>;
}

export const done: SchedulerWork = async () => ({ status: 'success', outcome: 'Done.' });

export async function openScheduledHouse(path: string, now: string, lookEveryMs = 60_000): Promise<ScheduledHouse> {
  const clock = new ManualClock(Date.parse(now));
  const connection = await openStateDatabase(path, clock);
  const logger = memoryLogger();
  const local = openZone(zone);
  return {
    clock,
    connection,
    logger,
    async start(schedules, work = done) {
      const stop = new AbortController();
      const scheduler = new Scheduler({
        connection,
        fence: unfenced,
        timers: clock,
        logger,
        localTime: (instant) => local.format(instant),
        work,
        signal: stop.signal,
        lookEveryMs,
      });
      await scheduler.declare(schedules);
      const ended = scheduler.run();
      await clock.advance(0);
      return {
        scheduler,
        stopping: stop.signal,
        async stop() {
          stop.abort();
          await ended;
        },
      };
    },
  };
}

export const schedule = (name: string, expression: string): ScheduleDeclaration => ({ name, expression, zone });
