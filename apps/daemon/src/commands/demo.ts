import type { CommandContext, CommandResult } from '../command-context.ts';
import { HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { holderText } from '../composition/hold-house.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { openSeries } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { ForeignHouseFailure, fillDemoHouse } from '../demo/fill-demo-house.ts';
import { exitCodes } from '../exit-code.ts';
import { runJson, runLines } from '../output/run-report.ts';
import { counted } from '../output/table.ts';
import { makeHere } from './materialize.ts';

export interface DemoOptions {
  readonly ifEmpty?: boolean;
  readonly until?: string;
  readonly json?: boolean;
}

/** Fills the demo house with simulated readings and makes everything of them. */
export async function demo(context: CommandContext, options: DemoOptions): CommandResult {
  const { terminal } = context;
  const until = options.until === undefined ? undefined : instantOf(options.until);
  if (options.ifEmpty === true && (await hasAllReadings(context))) {
    terminal.say('There are readings already; nothing is simulated.');
    return exitCodes.done.code;
  }
  const house = await openHouse(context, { hold: 'cli' });
  try {
    if (house.hold?.kind === 'held-elsewhere') throw new HouseBusyFailure(holderText(house.hold.holder));
    return await fillAndMake(context, house, until, options.json);
  } catch (error) {
    if (options.ifEmpty !== true || !(error instanceof ForeignHouseFailure)) throw error;
    terminal.say(error.message);
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

async function fillAndMake(
  context: CommandContext,
  house: OpenHouse,
  until: number | undefined,
  json = false,
): CommandResult {
  const { configuration, stores, clock } = house;
  const { terminal } = context;
  terminal.say('Simulating the demo house…');
  const filled = await fillDemoHouse({ configuration, series: stores.series, to: until ?? clock.now(), terminal });
  terminal.say(`${counted(filled.written, 'reading')} added to ${counted(filled.meters, 'meter')}.`);
  const run = await makeHere(context, house, {}, true);
  if (json) {
    terminal.print(JSON.stringify({ readings: filled.written, meters: filled.meters, ...runJson(run) }, null, 2));
  } else terminal.print(runLines(run).at(-1) ?? '');
  return run.status === 'success' ? exitCodes.done.code : exitCodes.runFailed.code;
}

/** Whether every physical meter has readings: a demo that was cut short has not. */
async function hasAllReadings(context: CommandContext): Promise<boolean> {
  const configuration = await requireConfiguration(context);
  const series = await openSeries(configuration);
  try {
    const names = new Set(await series.seriesNames());
    return [...configuration.meters.values()].every(({ id, kind }) => kind !== 'physical' || names.has(id));
  } finally {
    await series.close();
  }
}

function instantOf(text: string): number {
  const instant = /T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new UsageFailure(`--until is "${text}", which is no instant; write it like 2026-01-01T00:00:00Z.`);
  }
  return instant;
}
