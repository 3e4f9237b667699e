import { systemClock } from '@meterworks/runtime';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { lookAtDaemon } from '../composition/look-at-daemon.ts';
import { openHouse } from '../composition/open-house.ts';
import { exitCodes } from '../exit-code.ts';
import { instantText } from '../output/csv.ts';
import { daemonLine, statusJson, statusLines } from '../output/status-report.ts';

/** Counts the partitions of the selected assets by status. */
export async function status(context: CommandContext, options: { selection?: string; json?: boolean }): CommandResult {
  const house = await openHouse(context);
  try {
    const assets = await house.engine.status(options.selection);
    const { terminal } = context;
    const daemon = lookAtDaemon(house.stores.connection, systemClock.now());
    if (options.json === true)
      terminal.print(JSON.stringify(statusJson(assets, instantText(house.clock.now()), daemon), null, 2));
    else {
      terminal.print(statusLines(assets).join('\n'));
      terminal.say(daemonLine(daemon));
    }
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}
