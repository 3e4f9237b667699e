import type { Configuration } from '@meterworks/meters/config';
import {
  type CallTally,
  type Clock,
  openEmbeddedSeriesStore,
  openStateDatabase,
  type SeriesStore,
  type SqliteConnection,
  type StateStore,
  stateStoreIn,
  systemClock,
} from '@meterworks/runtime';

export interface Stores {
  readonly connection: SqliteConnection;
  readonly state: StateStore;
  readonly series: SeriesStore;
  /** Absolute or relative to the working directory, as the configuration gives them. */
  readonly paths: { readonly state: string; readonly series: string };
  close(): Promise<void>;
}

/** What opening the stores may need to know of its surroundings. */
export interface Surroundings {
  readonly clock?: Clock;
  /** Ends what is asked of a server. */
  readonly signal?: AbortSignal;
  readonly calls?: CallTally;
}

/** Opens both databases, creating what is not there yet; asks no server as yet. @throws DatabaseError */
export async function openStores(configuration: Configuration, surroundings: Surroundings = {}): Promise<Stores> {
  const paths = storePaths(configuration);
  const connection = await openStateDatabase(paths.state);
  try {
    const series = await openSeriesAt(paths.series, configuration, surroundings);
    const state = stateStoreIn(connection);
    return {
      connection,
      state,
      series,
      paths,
      async close() {
        await series.close();
        await state.close();
      },
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The readings' store alone, for what needs no state. */
export function openSeries(configuration: Configuration, surroundings: Surroundings = {}): Promise<SeriesStore> {
  return openSeriesAt(storePaths(configuration).series, configuration, surroundings);
}

async function openSeriesAt(
  path: string,
  configuration: Configuration,
  { clock = systemClock, signal, calls }: Surroundings,
): Promise<SeriesStore> {
  const { storage } = configuration;
  if (storage.kind === 'embedded') return openEmbeddedSeriesStore({ path });
  // Loaded where it is configured: the client of a server costs every command its start.
  const { openInfluxHouse } = await import('./open-influx-house.ts');
  return openInfluxHouse({
    path,
    configuration,
    settings: storage,
    clock,
    ...(signal === undefined ? {} : { signal }),
    ...(calls === undefined ? {} : { calls }),
  });
}

/** Where both databases lie. */
export function storePaths({ state }: Configuration): Stores['paths'] {
  return { state: state.database.resolved, series: state.series.resolved };
}
