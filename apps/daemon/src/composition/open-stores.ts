import type { Configuration, DatabaseLocation } from '@meterworks/meters/config';
import {
  openEmbeddedSeriesStore,
  openStateDatabase,
  type SeriesStore,
  type SqliteConnection,
  type StateStore,
  stateStoreIn,
} from '@meterworks/runtime';
import { CommandFailure } from '../command-failure.ts';

export interface Stores {
  readonly connection: SqliteConnection;
  readonly state: StateStore;
  readonly series: SeriesStore;
  /** Absolute or relative to the working directory, as the configuration gives them. */
  readonly paths: { readonly state: string; readonly series: string };
  close(): Promise<void>;
}

/** Opens both databases, creating what is not there yet. @throws DatabaseError, CommandFailure */
export async function openStores(configuration: Configuration): Promise<Stores> {
  const paths = storePaths(configuration);
  const connection = await openStateDatabase(paths.state);
  try {
    const series = await openEmbeddedSeriesStore({ path: paths.series });
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
export function openSeries(configuration: Configuration): Promise<SeriesStore> {
  return openEmbeddedSeriesStore({ path: storePaths(configuration).series });
}

/** Where both databases lie. @throws CommandFailure for a storage that this version cannot use */
export function storePaths({ storage, state }: Configuration): Stores['paths'] {
  if (storage.kind !== 'embedded') throw unsupported(`storage: ${storage.kind}`, 'storage: embedded');
  return { state: fileOf(state.database, 'state.database'), series: fileOf(state.series, 'state.series') };
}

function fileOf(location: DatabaseLocation, key: string): string {
  if (location.kind === 'file') return location.resolved;
  throw unsupported(`PostgreSQL in ${key}`, 'a file');
}

function unsupported(what: string, instead: string): CommandFailure {
  return new CommandFailure('configuration', `This version cannot use ${what} yet; write ${instead} into config.yaml.`);
}
