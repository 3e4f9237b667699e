import type { PinOutcome, PinRequest } from '@meterworks/runtime/maintenance';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { pin } from '../composition/pin.ts';
import { requireAsset } from '../composition/require-name.ts';
import { exitCodes } from '../exit-code.ts';
import { counted } from '../output/table.ts';
import { askDaemon } from '../serve/ask-daemon.ts';

export interface PinOptions {
  readonly asset: string;
  readonly partition: string;
  readonly last?: string | undefined;
  readonly pinned: boolean;
  readonly json?: boolean;
}

/** Keeps values of an asset's partitions as they are, or no longer. */
export async function setPin(context: CommandContext, options: PinOptions): CommandResult {
  const { partition: from, last: to = from, pinned } = options;
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const asset = requireAsset(house.engine.graph, options.asset);
    const { scheme } = house.engine.graph.asset(asset);
    for (const key of [from, to]) scheme.ordinalOf(key);
    const request: PinRequest = { asset, from, to, pinned };
    const outcome =
      house.hold?.kind === 'held-here' ? await pin(house, request) : await pinElsewhere(context, house, request);
    if (outcome.kind === 'refused') throw new UsageFailure(outcome.message);
    const { changed, unchanged } = outcome;
    const which = from === to ? from : `${from} … ${to}`;
    const words = pinned ? 'pinned' : 'no longer pinned';
    const before =
      unchanged === 0 ? '' : `; ${counted(unchanged, 'partition')} ${unchanged === 1 ? 'was' : 'were'} so before`;
    context.terminal.print(
      options.json === true
        ? JSON.stringify({ asset, from, to, pinned, changed, unchanged }, null, 2)
        : `${asset} ${which}: ${counted(changed, 'partition')} ${words}${before}.`,
    );
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

async function pinElsewhere(context: CommandContext, house: OpenHouse, payload: PinRequest): Promise<PinOutcome> {
  const outcome = await askDaemon(context, house, { kind: 'pin', payload });
  if (outcome.kind === 'done') return outcome.result as unknown as PinOutcome;
  return { kind: 'refused', message: outcome.message };
}
