import { selectAssets, systemClock } from '@meterworks/runtime';
import { fileBackfill } from '@meterworks/runtime/backfill';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure, HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { backfillPlace } from '../composition/backfill-place.ts';
import { holderText } from '../composition/hold-house.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { followCommand } from '../serve/follow-command.ts';
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

async function fileElsewhere(
  { terminal, signal }: CommandContext,
  { hold, engine, stores }: OpenHouse,
  request: Request,
): Promise<FiledResult> {
  if (hold?.kind !== 'held-elsewhere') throw new Error('a house that is held here needs nobody else');
  if (!hold.isDaemon) throw new HouseBusyFailure(holderText(hold.holder));
  // What is written wrongly is a usage error here as well.
  selectAssets(engine.graph, request.selection);
  terminal.say(`${holderText(hold.holder)} is working on this house; it is asked to do this.`);
  const outcome = await followCommand(
    stores.connection,
    { kind: 'backfill', payload: request, actor: 'cli' },
    { holder: hold.holder, timers: systemClock, signal },
  );
  if (outcome.kind === 'done') return outcome.result as unknown as FiledResult;
  throw new CommandFailure('runFailed', outcome.message);
}
