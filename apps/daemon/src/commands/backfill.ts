import { selectAssets } from '@meterworks/runtime';
import { fileBackfill } from '@meterworks/runtime/backfill';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { backfillPlace } from '../composition/backfill-place.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { askDaemon } from '../serve/ask-daemon.ts';
import type { FiledResult } from '../serve/perform-backfill-command.ts';
import { printBackfill, waitForBackfill } from './wait-for-backfill.ts';

export interface BackfillOptions {
  readonly selection?: string;
  readonly from?: string;
  readonly to?: string;
  readonly state?: 'stale' | 'missing' | 'failed' | 'all';
  readonly order: 'newest' | 'oldest';
  readonly chunk?: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** Records a backfill; the daemon works on it, or this process with `--wait` where there is none. */
export async function backfill(context: CommandContext, options: BackfillOptions): CommandResult {
  const request = requestOf(options);
  const { terminal } = context;
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const filed = await (house.hold?.kind === 'held-here' ? fileHere : fileElsewhere)(context, house, request);
    if (filed.backfill === null) {
      terminal.print(options.json === true ? 'null' : 'Everything is as it should be; there is nothing to backfill.');
      return exitCodes.done.code;
    }
    if (filed.kind === 'covered') terminal.say(`Backfill ${filed.backfill} is going to make all of it already.`);
    if (options.wait === true) return await waitForBackfill(context, house, filed.backfill, options);
    printBackfill(context, house.stores.connection, filed.backfill, options);
    if (house.hold?.kind === 'held-here')
      terminal.say('The daemon works on it when it runs; with --wait this command does.');
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

function requestOf({ selection = '', state, order, chunk, ...dates }: BackfillOptions) {
  if (chunk !== undefined && !/^[1-9]\d{0,8}$/.test(chunk))
    throw new UsageFailure(`--chunk is "${chunk}"; write a number of partitions such as 30.`);
  return {
    selection,
    ...parseDateRange(dates),
    ...(state === undefined ? {} : { state }),
    newestFirst: order === 'newest',
    ...(chunk === undefined ? {} : { chunk: Number(chunk) }),
  };
}

type Request = ReturnType<typeof requestOf>;

async function fileHere(_: CommandContext, house: OpenHouse, request: Request): Promise<FiledResult> {
  const filed = await fileBackfill(backfillPlace(house), { ...request, actor: 'cli' }, { signal: house.signal });
  return { kind: filed.kind, backfill: filed.kind === 'nothing' ? null : filed.backfill.id };
}

async function fileElsewhere(context: CommandContext, house: OpenHouse, payload: Request): Promise<FiledResult> {
  // What is written wrongly is a usage error here as well.
  selectAssets(house.engine.graph, payload.selection);
  const outcome = await askDaemon(context, house, { kind: 'backfill', payload });
  if (outcome.kind === 'done') return outcome.result as unknown as FiledResult;
  throw new CommandFailure('runFailed', outcome.message);
}
