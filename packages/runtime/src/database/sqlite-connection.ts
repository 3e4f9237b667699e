import { setImmediate } from 'node:timers';
import type BetterSqlite3 from 'better-sqlite3';
import type { Timers } from '../clock/clock.ts';
import { asDatabaseError, DatabaseLockedError } from './database-error.ts';

export type SqlValue = string | number | null | Uint8Array;

/** How long a statement blocks this process while another process writes, before it waits without blocking. */
const busyMs = { first: 10, longest: 200 } as const;

/**
 * One connection to one file. Statements are prepared once and run at once; transactions have a synchronous body, so none can be interleaved
 * with another of this process. But for those of `writeTogether` none stays open across an await.
 */
export class SqliteConnection {
  readonly path: string;
  readonly #raw: BetterSqlite3.Database;
  readonly #timers: Timers;
  readonly #patienceMs: number;
  readonly #statements = new Map<string, BetterSqlite3.Statement<SqlValue[], unknown>>();
  /** The transaction that several bodies are written in, while it is open: settles once it is committed, or cannot be. */
  #together: PromiseWithResolvers<void> | undefined;

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
    this.#commitTogether();
    this.#guarded(() => this.#raw.exec(sql));
  }

  pragma(text: string): unknown {
    this.#commitTogether();
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

  /**
   * Like `write`, in one transaction with all that is so written until the event loop turns: a commit costs more than most of what goes into
   * it. Each body is undone by itself where it throws; all of them fail where the commit does.
   */
  async writeTogether<T>(body: () => T): Promise<T> {
    const { result, together } = await this.patiently(() => this.#join(body));
    await together.promise;
    return result;
  }

  #join<T>(body: () => T): { readonly result: T; readonly together: PromiseWithResolvers<void> } {
    const together = this.#together ?? this.#begin();
    this.run('savepoint body');
    try {
      const result = body();
      this.run('release body');
      return { result, together };
    } catch (error) {
      if (this.#raw.inTransaction) this.#raw.exec('rollback to body; release body');
      // A full disk has undone the others as well.
      else this.#giveUp(error);
      throw error;
    }
  }

  #begin(): PromiseWithResolvers<void> {
    this.run('begin immediate');
    const together = Promise.withResolvers<void>();
    // Where all bodies threw nobody waits for it.
    together.promise.catch(() => {});
    this.#together = together;
    setImmediate(() => {
      if (this.#together === together) this.#commitTogether();
    });
    return together;
  }

  #commitTogether(): void {
    const together = this.#together;
    if (together === undefined) return;
    try {
      this.run('commit');
      this.#together = undefined;
      together.resolve();
    } catch (error) {
      if (this.#raw.inTransaction) this.#raw.exec('rollback');
      this.#giveUp(error);
    }
  }

  #giveUp(error: unknown): void {
    this.#together?.reject(error);
    this.#together = undefined;
  }

  close(): void {
    this.#commitTogether();
    this.#statements.clear();
    this.#raw.close();
  }

  #transact<T>(begin: string, body: () => T): T {
    this.#commitTogether();
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
