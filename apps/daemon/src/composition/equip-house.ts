import { openZone, Secret, type Source } from '@meterworks/assets';
import type { Configuration } from '@meterworks/meters/config';
import { type CallTally, type Clock, Engine, type Fenced, type Logger } from '@meterworks/runtime';
import { buildHouseGraph } from './house-graph.ts';
import type { Stores } from './open-stores.ts';
import type { TibberPuller } from './open-tibber.ts';

/** What follows from a configuration, and is made anew when that changes. */
export interface Equipment {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly engine: Engine;
  /** An instant (UTC ms) as local time of the house, for people. */
  readonly localTime: (instant: number) => string;
}

/** What stays as long as the house is open. */
export interface Premises {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly runLog: { flush(): Promise<void> };
  readonly fence: Fenced;
  readonly calls: CallTally;
  readonly onLargeRun?: () => void;
}

/** @throws GraphError */
export function equipHouse(configuration: Configuration, stores: Stores, premises: Premises): Equipment {
  const { clock, logger, runLog, fence, onLargeRun } = premises;
  const { state, series } = stores;
  const graph = buildHouseGraph(configuration, series, pullsOf(configuration, stores, premises));
  const zone = openZone(configuration.timezone);
  return {
    configuration,
    stores,
    engine: new Engine({
      graph,
      state,
      series,
      clock,
      logger,
      runLog,
      fence,
      retrying: { policy: configuration.retries },
      loadAhead,
      onLargeRun,
    }),
    localTime: (instant) => zone.format(Math.floor(instant / 1000) * 1000),
  };
}

/** What makes most of what is made. */
function loadAhead(): Promise<unknown> {
  return Promise.all([
    import('@meterworks/meters/repair'),
    import('@meterworks/meters/repaired'),
    import('@meterworks/meters/gaps'),
    import('@meterworks/meters/anomalies'),
  ]);
}

/** What fetches from outside, by source; loaded where it is used. */
function pullsOf(
  configuration: Configuration,
  { series }: Stores,
  { logger, calls }: Premises,
): { readonly tibber?: Source['pull'] } {
  if (configuration.tibber.token === undefined) return {};
  let tibber: TibberPuller | undefined;
  return {
    async tibber(context) {
      tibber ??= (await import('./open-tibber.ts')).openTibber(configuration, series, calls);
      const pulled = await tibber?.(context);
      if (pulled === undefined) return;
      const { added, changed, prices } = pulled;
      logger.info(`Tibber told of ${added} new hours and ${prices} prices`, { added, changed, prices });
    },
  };
}

/** What no line may hold, wherever it comes from. */
export function secretsOf({ storage, tibber, ui, mqtt, notifications }: Configuration): Secret[] {
  const secrets = [
    tibber.token,
    ui.passwordHash,
    mqtt?.user,
    mqtt?.password,
    storage.kind === 'influxdb' ? storage.token : undefined,
    ...notifications.channels.flatMap((channel) => Object.values(channel).filter((value) => value instanceof Secret)),
  ];
  return secrets.filter((secret) => secret !== undefined);
}
