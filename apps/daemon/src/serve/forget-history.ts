import type { Timers } from '@meterworks/runtime';
import type { Attendance } from './attend-commands.ts';

const dayMs = 86_400_000;

/** Deletes what is older than the configuration keeps, at once and every day, until the house's signal is aborted. */
export async function forgetHistory(
  { house, logger }: Pick<Attendance, 'house' | 'logger'>,
  timers: Timers,
): Promise<void> {
  const { signal, clock, fence } = house;
  while (!signal.aborted) {
    const { historyDays } = house.configuration.state;
    try {
      const rows = await house.stores.state.pruneHistory(fence, clock.now() - historyDays * dayMs);
      if (rows > 0) logger.info(`history older than ${historyDays} days is deleted`, { rows });
    } catch (error) {
      if (signal.aborted) return;
      logger.error(`old history cannot be deleted: ${error instanceof Error ? error.message : String(error)}`);
    }
    await timers.sleep(dayMs, signal).catch(() => undefined);
  }
}
