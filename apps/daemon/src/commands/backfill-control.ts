import { type BackfillAction, controlBackfill, readChunks, recentBackfills } from '@meterworks/runtime/backfill';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { openHouse } from '../composition/open-house.ts';
import { openStores } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { backfillJson, backfillListLines, controlFault } from '../output/backfill-report.ts';
import { printBackfill, waitForBackfill } from './wait-for-backfill.ts';

/** Lists the latest backfills with how far they are. */
export async function listBackfills(
  context: CommandContext,
  options: { limit: string; json?: boolean },
): CommandResult {
  const limit = wholeNumber('--limit', options.limit);
  const stores = await openStores(await requireConfiguration(context));
  try {
    const { connection } = stores;
    const views = recentBackfills(connection, limit).map((backfill) => ({
      backfill,
      chunks: readChunks(connection, backfill.id),
    }));
    context.terminal.print(
      options.json === true ? JSON.stringify(views.map(backfillJson), null, 2) : backfillListLines(views).join('\n'),
    );
    return exitCodes.done.code;
  } finally {
    await stores.close();
  }
}

/** Pauses, resumes, cancels or retries a backfill, whoever works on it. */
export async function backfillControl(
  context: CommandContext,
  action: BackfillAction,
  options: { id: string; wait?: boolean; json?: boolean },
): CommandResult {
  const id = wholeNumber('the backfill', options.id);
  const stores = await openStores(await requireConfiguration(context));
  try {
    const clock = openHouseClock(context.environment);
    const outcome = await controlBackfill(stores.connection, id, action, clock);
    // What already goes on may be waited for all the same.
    const isGoingOn = outcome.kind === 'unchanged' && outcome.backfill.status === 'waiting';
    if (outcome.kind !== 'done' && !(options.wait === true && isGoingOn))
      throw new UsageFailure(controlFault(id, action, outcome));
    if (options.wait !== true) {
      printBackfill(context, stores.connection, id, options);
      return exitCodes.done.code;
    }
  } finally {
    await stores.close();
  }
  const house = await openHouse(context, { hold: 'cli' });
  try {
    return await waitForBackfill(context, house, id, options);
  } finally {
    await house.close();
  }
}

function wholeNumber(what: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageFailure(`${what} is "${text}"; write a number such as 12.`);
  return Number(text);
}
