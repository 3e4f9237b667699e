import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { EventRecord } from './commit.ts';

/** Tells whoever follows live; belongs inside the transaction that it tells of. */
export function writeEvent(connection: SqliteConnection, event: EventRecord): void {
  connection.run(
    'insert into event (at, kind, asset, run_id, payload) values (?, ?, ?, ?, ?)',
    event.at,
    event.kind,
    event.asset ?? null,
    event.run ?? null,
    JSON.stringify(event.payload ?? {}),
  );
}
