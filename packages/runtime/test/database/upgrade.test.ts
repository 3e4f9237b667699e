import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import type { Schema } from '../../src/database/schema.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { stateSchema } from '../../src/database/state-schema.ts';
import { seriesSchema } from '../../src/series/embedded/series-schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}

const tablesOf = (connection: SqliteConnection) =>
  connection
    .all<{ name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`,
    )
    .map(({ name }) => name);
const columnsOf = (connection: SqliteConnection, table: string) =>
  connection.all<Column>(`select name, type from pragma_table_info('${table}')`);

/** A row that fits, in which no two values are the same. */
function fill(connection: SqliteConnection, table: string): void {
  const columns = columnsOf(connection, table);
  const values = columns.map(({ name, type }, i) => {
    if (name === 'one') return 1;
    if (type === 'blob') return Buffer.from([i, i + 1]);
    return type === 'text' ? `${table} ${name}` : 1000 + i;
  });
  connection.run(`delete from ${table}`);
  connection.run(
    `insert into ${table} (${columns.map(({ name }) => name).join()}) values (${columns.map(() => '?').join()})`,
    ...values,
  );
}

describe.each([stateSchema, seriesSchema])('a $name database', (schema) => {
  const versions = schema.migrations.map((_, i) => i + 1);

  test.each(versions)(
    'of schema %i comes to today’s with every row as it was, and is today’s in every table',
    async (version) => {
      const folder = temporaryFolder();
      const open = async (name: string, as: Schema) =>
        openSqlite({ path: join(folder, name), role: 'owner', schema: as, timers: new ManualClock() });
      const old = await open('old.db', { ...schema, migrations: schema.migrations.slice(0, version) });
      const tables = tablesOf(old);
      for (const table of tables) fill(old, table);
      const rows = new Map(tables.map((table) => [table, old.all(`select * from ${table}`)]));
      old.close();

      const upgraded = await open('old.db', schema);
      for (const [table, before] of rows) expect(upgraded.all(`select * from ${table}`)).toMatchObject(before);
      expect(upgraded.pragma('integrity_check')).toBe('ok');

      const fresh = await open('new.db', schema);
      const shape = (connection: SqliteConnection) =>
        Object.fromEntries(tablesOf(connection).map((table) => [table, columnsOf(connection, table)]));
      expect(shape(upgraded)).toEqual(shape(fresh));
      upgraded.close();
      fresh.close();
    },
  );
});
