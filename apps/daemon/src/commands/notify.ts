import { ChannelError, messageOf } from '@meterworks/runtime/notify';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { openChannels } from '../notify/open-channels.ts';

/** Sends a message each way that is configured, at once, and says what became of it. */
export async function testNotifications(
  context: CommandContext,
  { json = false }: { readonly json?: boolean },
): CommandResult {
  const { terminal, signal, environment } = context;
  const channels = openChannels((await requireConfiguration(context)).notifications);
  if (channels.length === 0) {
    const message = 'No channel is configured: write webhook, ntfy or email under notifications into config.yaml.';
    throw new CommandFailure('configuration', message);
  }
  const message = messageOf([
    {
      key: 'test',
      kind: 'test',
      severity: 'info',
      title: 'A test of the notifications',
      text: 'If you read this, notifications from Meterworks reach you.',
      at: openHouseClock(environment).now(),
    },
  ]);
  const results: { channel: string; least: string; sent: boolean; error: string | null }[] = [];
  for (const channel of channels) {
    const { name, least } = channel;
    const error = await channel.send(message, signal).then(
      () => null,
      (fault: unknown) => {
        if (fault instanceof ChannelError) return fault.reason;
        throw fault;
      },
    );
    results.push({ channel: name, least, sent: error === null, error });
    if (!json) terminal.print(`${name}: ${error ?? `sent; gets what is ${least} or graver`}`);
  }
  if (json) terminal.print(JSON.stringify(results, null, 2));
  return results.every(({ sent }) => sent) ? exitCodes.done.code : exitCodes.runFailed.code;
}
