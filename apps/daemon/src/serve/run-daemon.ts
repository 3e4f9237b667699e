import type { LoadedConfiguration } from '@meterworks/meters/config';
import { type Logger, systemClock } from '@meterworks/runtime';
import { openReadSide } from '@meterworks/runtime/read';
import { Scheduler } from '@meterworks/runtime/schedule';
import { houseSchedules } from '../composition/house-schedules.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { attendCommands } from './attend-commands.ts';
import { attendHealth, type HealthAddress } from './attend-health.ts';
import { watchCurrentWork } from './current-work.ts';
import { forgetHistory } from './forget-history.ts';
import { openMemoryKeeper } from './give-memory-back.ts';
import { makeOnSchedule } from './make-on-schedule.ts';
import { recordLook } from './record-look.ts';
import { followConfiguration } from './reload-configuration.ts';
import type { SeenFiles } from './watch-configuration.ts';
import { openWorkQueue } from './work-queue.ts';

/** Works on the house until its signal is aborted: at once, on schedule, and for what is asked of it. Holds the lease already. */
export async function runDaemon(
  house: OpenHouse,
  logger: Logger,
  configuration: { readonly seen: SeenFiles; readonly read: () => Promise<LoadedConfiguration> },
  health: HealthAddress & { readonly version: string },
): Promise<void> {
  const { stores, signal } = house;
  // Where one part breaks, the others end with it, but nobody has told them to stop.
  const broken = new Error('a part of the daemon broke');
  const stopped = new AbortController();
  signal.addEventListener('abort', () => signal.reason === broken || stopped.abort(signal.reason), { once: true });
  const memory = openMemoryKeeper(systemClock, signal);
  const queue = openWorkQueue(() => memory.worked());
  const reader = openReadSide({ stateDatabase: stores.paths.state, seriesDatabase: stores.paths.series });
  const current = watchCurrentWork(reader, signal);
  const attendance = { house, queue, current, logger };
  const scheduler = new Scheduler({
    connection: stores.connection,
    fence: house.fence,
    timers: { now: () => house.clock.now(), sleep: systemClock.sleep },
    logger,
    localTime: (instant) => house.localTime(instant),
    work: ({ name, selection }, { due }) => makeOnSchedule(attendance, `schedule:${name}`, selection, due),
    signal,
  });
  let isReady = false;
  let isValid = true;
  try {
    await recordLook(house, 'inUse', await configuration.read());
    await scheduler.declare(houseSchedules(house.configuration));
    isReady = true;
    await Promise.all([
      makeOnSchedule(attendance, 'start'),
      scheduler.run(),
      attendCommands(attendance),
      import('../home-assistant/attend-home-assistant.ts').then(({ attendHomeAssistant }) =>
        attendHomeAssistant({ house, reader, logger }, systemClock),
      ),
      import('./attend-automation.ts').then(({ attendAutomation }) => attendAutomation(attendance, systemClock)),
      import('./attend-backfills.ts').then(({ attendBackfills }) => attendBackfills(attendance, systemClock)),
      import('../notify/attend-notices.ts').then(({ attendNotices }) =>
        attendNotices({ house, reader, logger, stopped: stopped.signal }, systemClock),
      ),
      followConfiguration({
        ...attendance,
        scheduler,
        ...configuration,
        timers: systemClock,
        told({ problems }) {
          isValid = problems.length === 0;
        },
      }),
      attendHealth(house, health, {
        version: health.version,
        isReady: () => isReady,
        configurationValid: () => isValid,
      }),
      forgetHistory(attendance, systemClock),
    ]);
  } finally {
    house.stop(broken);
    await queue.close(new Error('the daemon is stopping'));
    await reader.close();
  }
}
