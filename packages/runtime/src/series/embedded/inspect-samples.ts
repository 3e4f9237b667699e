import { systemClock } from '../../clock/system-clock.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import { sampleCount, unpackSamples } from './sample-block.ts';
import { seriesSchema } from './series-schema.ts';
import { seriesNames } from './stored-samples.ts';

/** What lies of one series in a file: times in UTC ms. */
export interface SeriesExtent {
  readonly name: string;
  readonly count: number;
  readonly oldest: number;
  readonly newest: number;
  readonly oldestValue: number;
  readonly newestValue: number;
}

/** All series of a file, which stays as it is. @throws DatabaseError, also where it is not there or of another schema */
export async function inspectSamples(path: string): Promise<SeriesExtent[]> {
  const connection = await openSqlite({ path, role: 'reader', schema: seriesSchema, timers: systemClock });
  try {
    return connection.read(() => seriesNames(connection).map((name) => extentOf(connection, name)));
  } finally {
    connection.close();
  }
}

function extentOf(connection: SqliteConnection, name: string): SeriesExtent {
  // Of a block only its head tells how many there are; two of them are read whole.
  const heads = connection.all<{ month: number; head: Uint8Array }>(
    `select month, substr(data, 1, 8) as head from sample_block where series_id = (select id from series where name = ?)
     order by month`,
    name,
  );
  const block = (month: number) => {
    const row = connection.get<{ data: Uint8Array }>(
      'select data from sample_block where series_id = (select id from series where name = ?) and month = ?',
      name,
      month,
    );
    return unpackSamples(row?.data as Uint8Array);
  };
  const first = block(heads[0]?.month as number);
  const last = block(heads.at(-1)?.month as number);
  return {
    name,
    count: heads.reduce((sum, { head }) => sum + sampleCount(head), 0),
    oldest: first.times[0] as number,
    newest: last.times.at(-1) as number,
    oldestValue: first.values[0] as number,
    newestValue: last.values.at(-1) as number,
  };
}
