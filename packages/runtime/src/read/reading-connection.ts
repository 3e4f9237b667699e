import { statSync } from 'node:fs';
import type { Timers } from '../clock/clock.ts';
import { DatabaseUnreachableError, DatabaseUpgradingError } from '../database/database-error.ts';
import { openSqlite, schemaStateOf } from '../database/open-sqlite.ts';
import type { Schema, SchemaState } from '../database/schema.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';

/** For how long a busy database is tried again, without blocking, before a view fails. */
const patienceMs = 5_000;

/**
 * A connection for reading that lives through what its owner does: it opens once there is a database, closes when the schema
 * is no longer the one this process knows, and turns to the file that lies in its place when it was moved away or a backup
 * restored: an open file is read on, long after nobody else sees it.
 */
export class ReadingConnection {
  readonly #path: string;
  readonly #schema: Schema;
  readonly #timers: Timers;
  #open: Promise<SqliteConnection> | undefined;
  /** The file that is open. */
  #file: string | undefined;

  constructor(path: string, schema: Schema, timers: Timers) {
    this.#path = path;
    this.#schema = schema;
    this.#timers = timers;
  }

  async schemaState(): Promise<SchemaState> {
    try {
      await this.connection();
      return { kind: 'current' };
    } catch (error) {
      if (error instanceof DatabaseUnreachableError && error.missing) return { kind: 'absent' };
      if (!(error instanceof DatabaseUpgradingError)) throw error;
      if (error.found === 0) return { kind: 'absent' };
      return { kind: 'upgrading', found: error.found, known: error.known };
    }
  }

  /** All that `body` reads is of one moment. Fails with `DatabaseUpgradingError` where the schema is another one. */
  async read<T>(body: (connection: SqliteConnection) => T): Promise<T> {
    const connection = await this.connection();
    return connection.read(() => body(connection));
  }

  async connection(): Promise<SqliteConnection> {
    const file = fileAt(this.#path);
    if (this.#open !== undefined && file !== this.#file) await this.close();
    this.#file = file;
    this.#open ??= openSqlite({
      path: this.#path,
      role: 'reader',
      schema: this.#schema,
      timers: this.#timers,
      patienceMs,
    });
    const opening = this.#open;
    try {
      const connection = await opening;
      if (this.#open !== opening) return await this.connection(); // another call has closed it meanwhile
      const state = schemaStateOf(connection, this.#schema);
      if (state.kind === 'current') return connection;
      connection.close();
      throw new DatabaseUpgradingError(
        this.#path,
        state.kind === 'absent' ? 0 : state.found,
        this.#schema.migrations.length,
      );
    } catch (error) {
      if (this.#open === opening) this.#open = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    const connection = await open?.catch(() => undefined);
    connection?.close();
  }
}

/** Which file lies at a path now; undefined where there is none. */
function fileAt(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}
