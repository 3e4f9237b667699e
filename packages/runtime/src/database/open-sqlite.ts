import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Timers } from '../clock/clock.ts';
import {
  asDatabaseError,
  DatabaseUnreachableError,
  DatabaseUpgradingError,
  ForeignDatabaseError,
  NewerDatabaseError,
  UnsupportedNodeError,
} from './database-error.ts';
import type { DatabaseRole, Schema, SchemaState } from './schema.ts';
import { SqliteConnection } from './sqlite-connection.ts';

export interface OpenOptions {
  readonly path: string;
  readonly role: DatabaseRole;
  readonly schema: Schema;
  readonly timers: Timers;
  /** For how long a database that another process keeps locked is tried again; 10 s unless told. */
  readonly patienceMs?: number;
}

/** Node's own binary interface that the driver was compiled for; an older Node crashes on loading it. */
const neededNodeApi = 10;
/** Pages that each connection keeps. Blobs are read once and whole: the driver's own 16 MB would hold what nobody asks for again. */
const cacheKibibytes = 2048;
/** Pages of the log after which it is copied into the database, which waits for the disk: 32 MB, more than most runs write. */
const walPages = 4000;

/**
 * Opens a database file; an owner creates it with its folder and brings it to today's schema. The others fail with
 * `DatabaseUpgradingError` where the schema is another one than this process knows. All errors are `DatabaseError`s.
 */
export async function openSqlite(options: OpenOptions): Promise<SqliteConnection> {
  const connection = await connect(options);
  try {
    if (options.role === 'owner') await migrate(connection, options.schema);
    else {
      const state = schemaStateOf(connection, options.schema);
      const known = options.schema.migrations.length;
      if (state.kind !== 'current') {
        throw new DatabaseUpgradingError(options.path, state.kind === 'absent' ? 0 : state.found, known);
      }
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The schema that is there now; it may change between two calls, when the owner upgrades it. */
export function schemaStateOf(connection: SqliteConnection, schema: Schema): SchemaState {
  const found = connection.pragma('user_version') as number;
  if (found === 0) return { kind: 'absent' };
  if (connection.pragma('application_id') !== schema.applicationId) {
    throw new ForeignDatabaseError(connection.path, schema.name);
  }
  const known = schema.migrations.length;
  return found === known ? { kind: 'current' } : { kind: 'upgrading', found, known };
}

async function connect({ path, role, timers, patienceMs = 10_000 }: OpenOptions): Promise<SqliteConnection> {
  if (Number(process.versions.napi ?? 0) < neededNodeApi) throw new UnsupportedNodeError(path, process.versions.node);
  if (role === 'owner') {
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      throw new DatabaseUnreachableError(path, `its folder cannot be created (${(error as Error).message})`, {
        cause: error,
      });
    }
  } else if (!existsSync(path)) throw new DatabaseUnreachableError(path, 'there is no such file', { missing: true });
  const { default: BetterSqlite3 } = await import('better-sqlite3');
  try {
    const raw = new BetterSqlite3(path, { timeout: 100, fileMustExist: role !== 'owner' });
    const connection = new SqliteConnection(raw, path, timers, patienceMs);
    try {
      if (role === 'owner') connection.pragma('page_size = 8192'); // most rows are blobs of 2 to 50 kB
      if (role === 'reader') connection.pragma('query_only = 1');
      else if (connection.pragma('journal_mode') !== 'wal')
        await connection.patiently(() => connection.pragma('journal_mode = wal'));
      connection.pragma('synchronous = normal');
      connection.pragma(`wal_autocheckpoint = ${walPages}`);
      connection.pragma('temp_store = memory');
      connection.pragma(`cache_size = ${-cacheKibibytes}`);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw asDatabaseError(path, error);
  }
}

async function migrate(connection: SqliteConnection, schema: Schema): Promise<void> {
  const known = schema.migrations.length;
  const before = schemaStateOf(connection, schema);
  if (before.kind === 'current') return;
  if (before.kind === 'upgrading' && before.found > known) {
    throw new NewerDatabaseError(connection.path, before.found, known);
  }
  await connection.write(() => {
    const now = schemaStateOf(connection, schema); // another process may have been faster
    if (now.kind === 'current') return;
    if (now.kind === 'absent') {
      const tables = connection.get<{ count: number }>('select count(*) as count from sqlite_schema');
      if (tables?.count !== 0) throw new ForeignDatabaseError(connection.path, schema.name);
    }
    const found = now.kind === 'absent' ? 0 : now.found;
    if (found > known) throw new NewerDatabaseError(connection.path, found, known);
    for (const migration of schema.migrations.slice(found)) connection.exec(migration);
    connection.pragma(`application_id = ${schema.applicationId}`);
    connection.pragma(`user_version = ${known}`);
  });
}
