import { type Logger, systemClock } from '@meterworks/runtime';
import { openReadSide } from '@meterworks/runtime/read';
import { Scheduler } from '@meterworks/runtime/schedule';
import { houseSchedules } from '../composition/house-schedules.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { attendCommands } from './attend-commands.ts';
import { watchCurrentWork } from './current-work.ts';
import { makeOnSchedule } from './make-on-schedule.ts';
import { openWorkQueue } from './work-queue.ts';

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
  const attendance = { house, queue, current, logger };
  const scheduler = new Scheduler({
    connection: stores.connection,
    fence: house.fence,
    timers: { now: () => house.clock.now(), sleep: systemClock.sleep },
    logger,
    localTime: house.localTime,
    work: ({ name, selection }) => makeOnSchedule(attendance, `schedule:${name}`, selection),
    signal,
  });
  try {
    await scheduler.declare(houseSchedules(house.configuration));
    await Promise.all([
      makeOnSchedule(attendance, 'start'),
      scheduler.run(),
      attendCommands(attendance),
      import('./attend-backfills.ts').then(({ attendBackfills }) => attendBackfills(attendance, systemClock)),
      import('../notify/attend-notices.ts').then(({ attendNotices }) =>
        attendNotices({ house, reader, logger, stopped: opened.signal }, systemClock),
      ),
    ]);
  } finally {
    broken.abort();
    await queue.close(new Error('the daemon is stopping'));
    await reader.close();
  }
}
