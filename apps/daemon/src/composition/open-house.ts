import type { Configuration } from '@meterworks/meters/config';
import {
  type CallTally,
  createLogger,
  type Fenced,
  keepLease,
  type Logger,
  type LogLevel,
  type LogSink,
  openCallTally,
  type RunId,
  releaseLease,
  runLogSink,
  systemClock,
  textSink,
  unfenced,
} from '@meterworks/runtime';
import type { CommandContext } from '../command-context.ts';
import { type HouseClock, openHouseClock } from '../house-clock.ts';
import { compileQuickly, keepHeapSmall } from './engine-flags.ts';
import { type Equipment, equipHouse, secretsOf } from './equip-house.ts';
import { type Hold, holdHouse, leaseTtlMs } from './hold-house.ts';
import { openSeries, openStores, type Stores, storePaths } from './open-stores.ts';
import { requireConfiguration } from './read-configuration.ts';

/** A configured house with its stores open. What follows from the configuration is another after `reconfigure`. */
export interface OpenHouse extends Equipment {
  readonly logger: Logger;
  readonly clock: HouseClock;
  /** Who may write: only with `held-here` may anything be observed or made. Undefined where nobody asked. */
  readonly hold: Hold | undefined;
  readonly fence: Fenced;
  /** The runs that a process before this one left behind when it died; they are ended. */
  readonly leftBehind: readonly RunId[];
  /** What was asked of others over the network. */
  readonly calls: CallTally;
  /** Aborted by the user, by `stop`, and when the lease is lost. */
  readonly signal: AbortSignal;
  stop(reason: Error): void;
  /** Goes over to another configuration, between two pieces of work; where that fails all is as before. */
  reconfigure(configuration: Configuration): Promise<void>;
  /** Ends at once: what is at work is recorded as broken off, and anything that it still writes is refused. */
  handBack(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenHouseOptions {
  /** Take the executor's lease, as this. Without, the house is only looked at. */
  readonly hold?: 'cli' | 'daemon';
  /** Where log lines go, beside the logs of the runs; nowhere unless told, or to the terminal with `--verbose`. */
  readonly sinks?: readonly LogSink[];
  readonly level?: LogLevel;
  /** A command of one run lets the heap grow until much is made; small from the start unless told. */
  readonly heap?: 'small-if-large-run';
}

/** Opens the house of `--config`: configuration, stores, graph, engine, in this order; closing goes back. */
export async function openHouse(context: CommandContext, options: OpenHouseOptions = {}): Promise<OpenHouse> {
  const clock = openHouseClock(context.environment);
  const configuration = await requireConfiguration(context);
  const calls = openCallTally();
  const surroundings = { clock, signal: context.signal, calls };
  const stores = await openStores(configuration, surroundings);
  const runLog = runLogSink(stores.state);
  let secrets = secretsOf(configuration);
  const logger = createLogger({
    level: options.level ?? 'info',
    sinks: [...(options.sinks ?? commandSinks(context, configuration)), runLog.sink],
    secrets: () => secrets,
  });
  const ended = new AbortController();
  const stop = new AbortController();
  let retired: Stores | undefined;
  try {
    const hold =
      options.hold === undefined ? undefined : await holdHouse(stores.connection, options.hold, context.signal);
    const fence: Fenced = hold?.kind === 'held-here' ? hold.fence : unfenced;
    const lease = { ttlMs: leaseTtlMs, timers: systemClock, signal: ended.signal };
    const beating =
      fence === unfenced
        ? Promise.resolve()
        : keepLease(stores.connection, fence, lease).catch((error: unknown) => stop.abort(error));
    const premises = {
      clock,
      logger,
      runLog,
      fence,
      calls,
      ...(options.heap === 'small-if-large-run' && { onLargeRun: keepHeapSmall }),
    };
    const equipment = equipHouse(configuration, stores, premises);
    const leftBehind = fence === unfenced ? [] : await stores.state.endAbandonedRuns(fence, clock.now());
    if (fence !== unfenced) await equipment.engine.declare();
    compileQuickly();
    if (options.heap !== 'small-if-large-run') keepHeapSmall();
    const house: { -readonly [K in keyof OpenHouse]: OpenHouse[K] } = {
      ...equipment,
      logger,
      clock,
      hold,
      fence,
      leftBehind,
      calls,
      signal: AbortSignal.any([context.signal, stop.signal]),
      stop: (reason) => stop.abort(reason),
      async reconfigure(next) {
        const series = await openSeries(next, surroundings);
        try {
          // From here on no line may hold a new secret; the old ones may still turn up.
          secrets = [...secrets, ...secretsOf(next)];
          const better = equipHouse(next, { ...house.stores, series, paths: storePaths(next) }, premises);
          await better.engine.declare();
          // What is fetched from outside just now still ends in the old store: that stays until the next change.
          await retired?.series.close();
          retired = house.stores;
          Object.assign(house, better);
        } catch (error) {
          await series.close();
          throw error;
        }
      },
      async handBack() {
        if (fence === unfenced) return;
        await stores.state.endAbandonedRuns(fence, clock.now());
        await releaseLease(stores.connection, fence);
      },
      async close() {
        ended.abort();
        await beating;
        if (fence !== unfenced) await releaseLease(stores.connection, fence);
        if (house.stores.series !== stores.series) await house.stores.series.close();
        if (retired !== undefined && retired.series !== stores.series) await retired.series.close();
        await stores.close();
      },
    };
    return house;
  } catch (error) {
    ended.abort();
    await stores.close();
    throw error;
  }
}

/** A command says what it did by itself; what happens inside is for `--verbose`. */
function commandSinks({ verbose, terminal }: CommandContext, { timezone }: Configuration): LogSink[] {
  return verbose ? [textSink({ write: (text) => terminal.say(text.trimEnd()) }, timezone)] : [];
}
