import type { Configuration } from '@meterworks/meters/config';
import type { Timers } from '@meterworks/runtime';
import type { Attendance } from './attend-commands.ts';

/** How often is looked whether a rule wants something made, and whether there are other rules. */
const everyMs = { look: 60_000, rules: 2000 } as const;

/**
 * Makes what the rules of `automation` say, at once and every minute, until the house's signal is aborted; while there are none nothing
 * is looked at.
 */
export async function attendAutomation({ house, queue, current, logger }: Attendance, timers: Timers): Promise<void> {
  const { signal, clock } = house;
  let rules: Configuration['automation'] | undefined;
  let since = clock.now();
  const look = async (groups: Configuration['automation']): Promise<void> => {
    const lookedAt = clock.now();
    const { run } = await queue.add(() =>
      current.during((stop) => house.engine.automate({ actor: 'automation', since, groups, signal: stop })),
    );
    since = lookedAt;
    const { runId, status, made, failed, seconds } = run;
    if (runId !== undefined) logger.info(`automation: ${status}`, { run: runId, made, failed, seconds });
  };
  let nextAt = clock.now();
  while (!signal.aborted) {
    const { automation } = house.configuration;
    const isDue = automation !== rules || clock.now() >= nextAt;
    rules = automation;
    if (isDue) nextAt = clock.now() + everyMs.look;
    if (isDue && automation.size > 0) {
      try {
        await look(automation);
      } catch (error) {
        if (signal.aborted) return;
        logger.error(`automation waits: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    await timers.sleep(everyMs.rules, signal).catch(() => undefined);
  }
}
