import type { CompiledQuery, Kysely } from 'kysely';
import type { SqliteConnection, SqlValue } from './sqlite-connection.ts';
import type { StateTables } from './state-tables.ts';

let builder: Promise<Kysely<StateTables>> | undefined;

/**
 * Composes queries whose conditions depend on what was asked; fixed ones are written out and prepared once. It executes nothing
 * itself. Loaded at first use, because loading takes longer than all else that a process with nothing to do does.
 */
export function stateQueries(): Promise<Kysely<StateTables>> {
  builder ??= import('kysely').then(
    ({ DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler }) =>
      new Kysely<StateTables>({
        dialect: {
          createAdapter: () => new SqliteAdapter(),
          createDriver: () => new DummyDriver(),
          createIntrospector: (db) => new SqliteIntrospector(db),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        },
      }),
  );
  return builder;
}

/** The rows of a composed query. */
export function rowsOf<Row>(connection: SqliteConnection, query: { compile(): CompiledQuery<Row> }): Row[] {
  const { sql, parameters } = query.compile();
  return connection.all<Row>(sql, ...(parameters as readonly SqlValue[]));
}
