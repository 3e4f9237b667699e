import type BetterSqlite3 from 'better-sqlite3';
import type { Timers } from '../clock/clock.ts';
import { asDatabaseError, DatabaseLockedError } from './database-error.ts';

export type SqlValue = string | number | null | Uint8Array;

/** How long a statement blocks this process while another process writes, before it waits without blocking. */
const busyMs = { first: 10, longest: 200 } as const;

/**
 * One connection to one file. Statements are prepared once and run at once; transactions have a synchronous body, so none stays
 * open across an await and none can be interleaved with another of this process.
 */
export class SqliteConnection {
  readonly path: string;
  readonly #raw: BetterSqlite3.Database;
  readonly #timers: Timers;
  readonly #patienceMs: number;
  readonly #statements = new Map<string, BetterSqlite3.Statement<SqlValue[], unknown>>();

  /** `patienceMs`: for how long a locked database is tried again before it is an error. */
  constructor(raw: BetterSqlite3.Database, path: string, timers: Timers, patienceMs: number) {
    this.#raw = raw;
    this.path = path;
    this.#timers = timers;
    this.#patienceMs = patienceMs;
  }

  /** The driver's own object, for a query builder that wants one. */
  get raw(): BetterSqlite3.Database {
    return this.#raw;
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#guarded(() => this.#prepared(sql).all(...values) as Row[]);
  }

  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.#guarded(() => this.#prepared(sql).get(...values) as Row | undefined);
  }

  /** How many rows were changed, and the row id of the one inserted last. */
  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly lastId: number } {
    return this.#guarded(() => {
      const { changes, lastInsertRowid } = this.#prepared(sql).run(...values);
      return { changes, lastId: Number(lastInsertRowid) };
    });
  }

  exec(sql: string): void {
    this.#guarded(() => this.#raw.exec(sql));
  }

  pragma(text: string): unknown {
    return this.#guarded(() => this.#raw.pragma(text, { simple: true }));
  }

  /** Runs the body in one transaction that holds the write lock from its start; a throw undoes all of it. */
  write<T>(body: () => T): Promise<T> {
    return this.patiently(() => this.#transact('begin immediate', body));
  }

  /** Runs the body so that everything it reads is of one moment. */
  read<T>(body: () => T): Promise<T> {
    return this.patiently(() => this.#transact('begin', body));
  }

  close(): void {
    this.#statements.clear();
    this.#raw.close();
  }

  #transact<T>(begin: string, body: () => T): T {
    this.run(begin);
    try {
      const result = body();
      this.run('commit');
      return result;
    } catch (error) {
      if (this.#raw.inTransaction) this.#raw.exec('rollback');
      throw error;
    }
  }

  /** Tries again, without blocking the process, while another process keeps the database locked. */
  async patiently<T>(attempt: () => T): Promise<T> {
    const giveUpAt = this.#timers.now() + this.#patienceMs;
    for (let pause: number = busyMs.first; ; pause = Math.min(pause * 2, busyMs.longest)) {
      try {
        return attempt();
      } catch (error) {
        if (!(error instanceof DatabaseLockedError) || this.#timers.now() >= giveUpAt) throw error;
      }
      await this.#timers.sleep(pause);
    }
  }

  #prepared(sql: string): BetterSqlite3.Statement<SqlValue[], unknown> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#raw.prepare<SqlValue[], unknown>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guarded<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw asDatabaseError(this.path, error);
    }
  }
}
