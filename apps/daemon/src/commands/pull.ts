import { type PulledEnergy, TibberError } from '@meterworks/meters/tibber';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { openSeries } from '../composition/open-stores.ts';
import { openTibber } from '../composition/open-tibber.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { instantText } from '../output/csv.ts';
import { counted } from '../output/table.ts';

/** Fetches what Tibber tells that is new. Makes nothing of it. */
export async function pull(context: CommandContext, options: { readonly json?: boolean }): CommandResult {
  const configuration = await requireConfiguration(context);
  const { signal, terminal, environment } = context;
  const series = await openSeries(configuration, { signal });
  try {
    const tibber = openTibber(configuration, series);
    if (tibber === undefined) {
      const { meterId, tokenFile } = configuration.tibber;
      const lacks =
        meterId === undefined
          ? 'No meter takes what Tibber tells: name one as tibber.meter_id in config.yaml.'
          : `${tokenFile} holds no TIBBER_API_TOKEN.`;
      throw new CommandFailure('configuration', lacks);
    }
    const pulled = await tibber({ asOf: openHouseClock(environment).now(), signal });
    const meter = configuration.tibber.meterId ?? '';
    terminal.print(options.json === true ? JSON.stringify(pullJson(pulled, meter), null, 2) : pullText(pulled, meter));
    return exitCodes.done.code;
  } catch (error) {
    if (!(error instanceof TibberError)) throw error;
    const mendable = error.fault === 'token' || error.fault === 'home';
    throw new CommandFailure(mendable ? 'configuration' : 'runFailed', `${error.message}.`, { cause: error });
  } finally {
    await series.close();
  }
}

function pullJson({ home, added, changed, prices, until }: PulledEnergy, meter: string) {
  return {
    source: 'tibber',
    meter,
    home,
    added,
    changed,
    prices,
    until: until === undefined ? null : instantText(until),
  };
}

/** `haupt_strom: 24 new hours, 1 changed, 96 prices; known until …` */
export function pullText({ added, changed, prices, until }: PulledEnergy, meter: string): string {
  const parts = [
    counted(added, 'new hour'),
    ...(changed === 0 ? [] : [`${changed} changed`]),
    ...(prices === 0 ? [] : [counted(prices, 'new price')]),
  ];
  return `${meter}: ${parts.join(', ')}${until === undefined ? '' : `; known until ${instantText(until)}`}.`;
}
