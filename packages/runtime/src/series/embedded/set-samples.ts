import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import type { SetSamples } from '../series-store.ts';
import { appendSamples } from './stored-samples.ts';

/** To be called within one transaction. What is known beside a sample lies in a series of its own: `series/name`. */
export function setSamples(connection: SqliteConnection, series: string, kind: string, samples: SetSamples): void {
  const { times, values, beside = {} } = samples;
  appendSamples(connection, series, kind, times, values, 'instead');
  for (const [name, column] of Object.entries(beside)) {
    const known = (_: number, i: number): boolean => !Number.isNaN(column[i]);
    appendSamples(connection, `${series}/${name}`, kind, times.filter(known), column.filter(known), 'instead');
  }
}
