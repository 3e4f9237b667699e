import type { CommandContext, CommandResult } from '../command-context.ts';
import { HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { holderText } from '../composition/hold-house.ts';
import { openHouse } from '../composition/open-house.ts';
import { openSeries } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { fillDemoHouse } from '../demo/fill-demo-house.ts';
import { exitCodes } from '../exit-code.ts';
import { runJson, runLines } from '../output/run-report.ts';
import { counted } from '../output/table.ts';
import { makeHere } from './materialize.ts';

/** Fills the demo house with simulated readings and makes everything of them. */
export async function demo(
  context: CommandContext,
  options: { ifEmpty?: boolean; until?: string; json?: boolean },
): CommandResult {
  const { terminal } = context;
  const until = options.until === undefined ? undefined : instantOf(options.until);
  if (options.ifEmpty === true && (await hasReadings(context))) {
    terminal.say('There are readings already; nothing is simulated.');
    return exitCodes.done.code;
  }
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const { configuration, hold, stores } = house;
    if (hold?.kind === 'held-elsewhere') throw new HouseBusyFailure(holderText(hold.holder));
    const filled = await fillDemoHouse({
      configuration,
      series: stores.series,
      to: until ?? house.clock.now(),
      terminal,
    });
    terminal.say(`${counted(filled.written, 'reading')} of ${counted(filled.meters, 'meter')} simulated.`);
    const run = await makeHere(context, house, {}, true);
    if (options.json === true)
      terminal.print(JSON.stringify({ readings: filled.written, meters: filled.meters, ...runJson(run) }, null, 2));
    else terminal.print(runLines(run).at(-1) ?? '');
    return run.status === 'success' ? exitCodes.done.code : exitCodes.runFailed.code;
  } finally {
    await house.close();
  }
}

async function hasReadings(context: CommandContext): Promise<boolean> {
  const series = await openSeries(await requireConfiguration(context));
  try {
    return (await series.seriesNames()).length > 0;
  } finally {
    await series.close();
  }
}

function instantOf(text: string): number {
  const instant = /T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant))
    throw new UsageFailure(`--until is "${text}", which is no instant; write it like 2026-01-01T00:00:00Z.`);
  return instant;
}
