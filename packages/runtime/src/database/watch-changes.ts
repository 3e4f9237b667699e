import type { Timers } from '../clock/clock.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Calls `changed` each time another connection has committed something, looking every `everyMs`; ends when the signal is aborted.
 * One watcher a process is enough: looking costs a few microseconds and no lock. What `changed` throws ends it.
 */
export async function watchChanges(
  connection: SqliteConnection,
  changed: () => void | Promise<void>,
  options: { readonly timers: Timers; readonly signal: AbortSignal; readonly everyMs?: number },
): Promise<void> {
  const { timers, signal, everyMs = 200 } = options;
  let seen = connection.pragma('data_version');
  while (!signal.aborted) {
    try {
      await timers.sleep(everyMs, signal);
    } catch {
      return;
    }
    const version = connection.pragma('data_version');
    if (version === seen) continue;
    seen = version;
    await changed();
  }
}
