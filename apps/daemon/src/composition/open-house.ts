import { openZone, Secret, type Source } from '@meterworks/assets';
import type { Configuration } from '@meterworks/meters/config';
import {
  createLogger,
  Engine,
  type Fenced,
  keepLease,
  type Logger,
  type LogLevel,
  type LogSink,
  releaseLease,
  runLogSink,
  systemClock,
  textSink,
  unfenced,
} from '@meterworks/runtime';
import type { CommandContext } from '../command-context.ts';
import { type HouseClock, openHouseClock } from '../house-clock.ts';
import { type Hold, holdHouse, leaseTtlMs } from './hold-house.ts';
import { buildHouseGraph } from './house-graph.ts';
import { openStores, type Stores } from './open-stores.ts';
import type { TibberPuller } from './open-tibber.ts';
import { requireConfiguration } from './read-configuration.ts';

/** A configured house with its stores open. */
export interface OpenHouse {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly engine: Engine;
  readonly logger: Logger;
  readonly clock: HouseClock;
  /** Who may write: only with `held-here` may anything be observed or made. Undefined where nobody asked. */
  readonly hold: Hold | undefined;
  readonly fence: Fenced;
  /** Aborted by the user, and when the lease is lost. */
  readonly signal: AbortSignal;
  /** An instant (UTC ms) as local time of the house, for people. */
  readonly localTime: (instant: number) => string;
  close(): Promise<void>;
}

export interface OpenHouseOptions {
  /** Take the executor's lease, as this. Without, the house is only looked at. */
  readonly hold?: 'cli' | 'daemon';
  /** Where log lines go, beside the logs of the runs; nowhere unless told, or to the terminal with `--verbose`. */
  readonly sinks?: readonly LogSink[];
  readonly level?: LogLevel;
}

/** Opens the house of `--config`: configuration, stores, graph, engine, in this order; closing goes back. */
export async function openHouse(context: CommandContext, options: OpenHouseOptions = {}): Promise<OpenHouse> {
  const clock = openHouseClock(context.environment);
  const configuration = await requireConfiguration(context);
  const stores = await openStores(configuration, { clock, signal: context.signal });
  const runLog = runLogSink(stores.state);
  const logger = createLogger({
    level: options.level ?? 'info',
    sinks: [...(options.sinks ?? commandSinks(context, configuration)), runLog.sink],
    secrets: secretsOf(configuration),
  });
  const stop = new AbortController();
  try {
    const graph = buildHouseGraph(configuration, stores.series, pullsOf(configuration, stores, logger));
    const hold =
      options.hold === undefined ? undefined : await holdHouse(stores.connection, options.hold, context.signal);
    const fence = hold?.kind === 'held-here' ? hold.fence : unfenced;
    const lost = new AbortController();
    const beating =
      fence === unfenced
        ? Promise.resolve()
        : keepLease(stores.connection, fence, { ttlMs: leaseTtlMs, timers: systemClock, signal: stop.signal }).catch(
            (error: unknown) => lost.abort(error),
          );
    const engine = new Engine({ graph, state: stores.state, series: stores.series, clock, logger, runLog, fence });
    if (fence !== unfenced) {
      await stores.state.endAbandonedRuns(fence, clock.now());
      await engine.declare();
    }
    const zone = openZone(configuration.timezone);
    return {
      configuration,
      stores,
      engine,
      logger,
      clock,
      hold,
      fence,
      signal: AbortSignal.any([context.signal, lost.signal]),
      localTime: (instant) => zone.format(Math.floor(instant / 1000) * 1000),
      async close() {
        stop.abort();
        await beating;
        if (fence !== unfenced) await releaseLease(stores.connection, fence);
        await stores.close();
      },
    };
  } catch (error) {
    stop.abort();
    await stores.close();
    throw error;
  }
}

/** A command says what it did by itself; what happens inside is for `--verbose`. */
function commandSinks({ verbose, terminal }: CommandContext, { timezone }: Configuration): LogSink[] {
  return verbose ? [textSink({ write: (text) => terminal.say(text.trimEnd()) }, timezone)] : [];
}

/** What fetches from outside, by source; loaded where it is used. */
function pullsOf(
  configuration: Configuration,
  { series }: Stores,
  logger: Logger,
): { readonly tibber?: Source['pull'] } {
  if (configuration.tibber.token === undefined) return {};
  let tibber: TibberPuller | undefined;
  return {
    async tibber(context) {
      tibber ??= (await import('./open-tibber.ts')).openTibber(configuration, series);
      const pulled = await tibber?.(context);
      if (pulled === undefined) return;
      const { added, changed, prices } = pulled;
      logger.info(`Tibber told of ${added} new hours and ${prices} prices`, { added, changed, prices });
    },
  };
}

/** What no line may hold, wherever it comes from. */
export function secretsOf({ storage, tibber, ui, notifications }: Configuration): Secret[] {
  const secrets = [
    tibber.token,
    ui.passwordHash,
    storage.kind === 'influxdb' ? storage.token : undefined,
    ...notifications.channels.flatMap((channel) => Object.values(channel).filter((value) => value instanceof Secret)),
  ];
  return secrets.filter((secret) => secret !== undefined);
}
