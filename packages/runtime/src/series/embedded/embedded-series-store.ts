import type { Timers } from '../../clock/clock.ts';
import { systemClock } from '../../clock/system-clock.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import type { DatabaseRole } from '../../database/schema.ts';
import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import type { SeriesStore } from '../series-store.ts';
import { seriesSchema } from './series-schema.ts';
import { setSamples } from './set-samples.ts';
import { appendSamples, changedSince, deleteSamples, readSamples, seriesNames } from './stored-samples.ts';
import { loadValues, saveValues } from './stored-values.ts';

/** Opens the series store that lies in one SQLite file; as its owner unless told, so that the file is created and upgraded. */
export async function openEmbeddedSeriesStore(options: {
  readonly path: string;
  readonly role?: DatabaseRole;
  readonly timers?: Timers;
}): Promise<SeriesStore> {
  const { path, role = 'owner', timers = systemClock } = options;
  return embeddedSeriesStoreIn(await openSqlite({ path, role, schema: seriesSchema, timers }));
}

/** The series store in an open database of `seriesSchema`; closing it closes the database. */
export function embeddedSeriesStoreIn(connection: SqliteConnection): SeriesStore {
  return {
    async loadValues(asset, from, to) {
      return loadValues(connection, asset, from, to);
    },
    saveValues: (asset, entries) => connection.writeTogether(() => saveValues(connection, asset, entries)),
    dropValues: (asset) =>
      connection.write(() => {
        connection.run('delete from value_block where asset = ?', asset);
      }),
    appendSamples: (series, kind, times, values) =>
      connection.write(() => appendSamples(connection, series, kind, times, values)),
    setSamples: (series, kind, samples) => connection.write(() => setSamples(connection, series, kind, samples)),
    readSamples: (series, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) =>
      connection.read(() => readSamples(connection, series, from, to)),
    deleteSamples: (series, from, to) => connection.write(() => deleteSamples(connection, series, from, to)),
    async seriesNames() {
      return seriesNames(connection);
    },
    changedSince: (cursor) => connection.read(() => changedSince(connection, cursor)),
    async close() {
      connection.close();
    },
  };
}
