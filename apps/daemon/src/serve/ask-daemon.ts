import { systemClock } from '@meterworks/runtime';
import type { CommandBody, CommandOutcome } from '@meterworks/runtime/commands';
import type { CommandContext } from '../command-context.ts';
import { HouseBusyFailure } from '../command-failure.ts';
import { holderText } from '../composition/hold-house.ts';
import type { OpenHouse } from '../composition/open-house.ts';

/** Asks the daemon that holds the house, and waits for what it says. @throws HouseBusyFailure where the holder is no daemon */
export async function askDaemon(
  { terminal, signal }: CommandContext,
  { hold, stores }: Pick<OpenHouse, 'hold' | 'stores'>,
  body: CommandBody,
): Promise<CommandOutcome> {
  if (hold?.kind !== 'held-elsewhere') throw new Error('a house that is held here needs nobody else');
  if (!hold.isDaemon) throw new HouseBusyFailure(holderText(hold.holder));
  const { followCommand } = await import('./follow-command.ts');
  terminal.say(`${holderText(hold.holder)} is working on this house; it is asked to do this.`);
  return followCommand(
    stores.connection,
    { ...body, actor: 'cli' },
    { holder: hold.holder, timers: systemClock, signal },
  );
}
