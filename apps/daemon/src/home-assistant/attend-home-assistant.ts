import { openZone } from '@meterworks/assets';
import type { Configuration } from '@meterworks/meters/config';
import {
  availabilityTopic,
  discoveryFilter,
  discoveryMessages,
  type HomeAssistantTopics,
  presentMeters,
  statePayload,
  stateTopic,
} from '@meterworks/meters/home-assistant';
import type { Logger, Timers } from '@meterworks/runtime';
import { openRetainedMessages, type RetainedMessages } from '@meterworks/runtime/mqtt';
import type { ReadSide } from '@meterworks/runtime/read';
import type { OpenHouse } from '../composition/open-house.ts';
import { programVersion } from '../program-version.ts';
import { meterStates } from './meter-states.ts';

/** How often is looked whether something was made, and how long what stands is left as it is: a month ends without anybody's doing. */
const everyMs = { look: 2000, anyway: 1_800_000 } as const;

/** A house as one configuration shows it. */
interface Display {
  readonly configuration: Configuration;
  readonly topics: HomeAssistantTopics;
  readonly program: { readonly version: string; readonly link?: string };
  readonly broker: RetainedMessages;
}

/**
 * Shows the meters to Home Assistant through an MQTT broker, until the house's signal is aborted; does nothing while none is configured. A
 * broker out of reach, or anything else that goes wrong here, is logged and never ends the daemon.
 */
export async function attendHomeAssistant(
  { house, reader, logger }: { readonly house: OpenHouse; readonly reader: ReadSide; readonly logger: Logger },
  timers: Pick<Timers, 'sleep'>,
): Promise<void> {
  const { clock, signal } = house;
  let configured: Configuration | undefined;
  let display: Display | undefined;
  let seen = -1;
  let shownAt = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<void> => {
    if (house.configuration !== configured) {
      configured = house.configuration;
      await display?.broker.close();
      display = await openDisplay(configured, logger);
      seen = -1;
    }
    if (display === undefined) return;
    const newest = await reader.lastEventId();
    if (newest === seen && clock.now() - shownAt < everyMs.anyway) return;
    const { configuration, topics, program, broker } = display;
    const meters = presentMeters(configuration, openZone(configuration.timezone).dayOf(clock.now()));
    const messages = discoveryMessages(meters, topics, program);
    for (const [meter, state] of await meterStates(house, meters, await reader.summaries()))
      messages.set(stateTopic(topics, meter.id), statePayload(state));
    broker.set(messages);
    seen = newest;
    shownAt = clock.now();
  };
  try {
    while (!signal.aborted) {
      try {
        await look();
      } catch (error) {
        if (!signal.aborted)
          logger.error(`Home Assistant is not told: ${error instanceof Error ? error.message : String(error)}`);
      }
      await timers.sleep(everyMs.look, signal).catch(() => undefined);
    }
  } finally {
    await display?.broker.close();
  }
}

/** Undefined where no broker is configured. */
async function openDisplay(configuration: Configuration, logger: Logger): Promise<Display | undefined> {
  const { mqtt, notifications } = configuration;
  if (mqtt === undefined) return undefined;
  const topics: HomeAssistantTopics = { discovery: mqtt.discoveryPrefix, base: mqtt.topic };
  const { link } = notifications;
  const program = { version: programVersion(), ...(link !== undefined && { link }) };
  const broker = await openRetainedMessages({
    ...mqtt,
    availability: availabilityTopic(topics),
    owned: discoveryFilter(topics),
    logger,
  });
  return { configuration, topics, program, broker };
}
