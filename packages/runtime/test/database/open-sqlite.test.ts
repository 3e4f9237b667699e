import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { systemClock } from '../../src/clock/system-clock.ts';
import {
  asDatabaseError,
  DatabaseCorruptError,
  DatabaseFullError,
  DatabaseLockedError,
  DatabaseReadOnlyError,
  DatabaseUnreachableError,
  DatabaseUpgradingError,
  ForeignDatabaseError,
  NewerDatabaseError,
  UnsupportedNodeError,
} from '../../src/database/database-error.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import type { DatabaseRole, Schema } from '../../src/database/schema.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { watchChanges } from '../../src/database/watch-changes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const schema = (...migrations: string[]): Schema => ({ name: 'test', applicationId: 77, migrations });
const first = 'create table a (x integer)';
const second = 'alter table a add column y integer default 5; insert into a (x) values (1)';

let folder: string;
let path: string;
let opened: SqliteConnection[];
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'not', 'yet', 'there.db');
  opened = [];
});
afterEach(() => {
  for (const connection of opened) connection.close();
});

async function open(role: DatabaseRole, migrations: Schema, more: { patienceMs?: number; timers?: ManualClock } = {}) {
  const connection = await openSqlite({ path, role, schema: migrations, timers: new ManualClock(), ...more });
  opened.push(connection);
  return connection;
}

describe('opening a database', () => {
  it('creates it with its folder, and upgrades it step by step without losing a row', async () => {
    const old = await open('owner', schema(first));
    old.run('insert into a values (8)');
    const upgraded = await open('owner', schema(first, second));
    expect(upgraded.all('select * from a')).toEqual([
      { x: 8, y: 5 },
      { x: 1, y: 5 },
    ]);
    const again = await open('owner', schema(first, second));
    expect(again.all('select * from a').length).toBe(2);
  });

  it('leaves the old schema standing when a migration fails', async () => {
    (await open('owner', schema(first))).run('insert into a values (8)');
    await expect(open('owner', schema(first, `${second}; create nonsense`))).rejects.toThrow(/syntax/);
    expect((await open('reader', schema(first))).all('select * from a')).toEqual([{ x: 8 }]);
  });

  it('refuses a newer one, naming both versions', async () => {
    await open('owner', schema(first, second));
    await expect(open('owner', schema(first))).rejects.toMatchObject({
      name: 'NewerDatabaseError',
      found: 2,
      known: 1,
    });
    await expect(open('owner', schema(first))).rejects.toThrow(NewerDatabaseError);
  });

  it('tells readers and writers that another schema is there, and changes nothing', async () => {
    await open('owner', schema(first));
    for (const role of ['reader', 'writer'] as const) {
      await expect(open(role, schema(first, second))).rejects.toMatchObject({
        name: 'DatabaseUpgradingError',
        found: 1,
        known: 2,
      });
    }
    await expect(open('reader', schema(first, second))).rejects.toThrow(DatabaseUpgradingError);
    await open('reader', schema(first));
  });

  it('lets a reader write nothing', async () => {
    await open('owner', schema(first));
    const reader = await open('reader', schema(first));
    expect(() => reader.run('insert into a values (1)')).toThrow(DatabaseReadOnlyError);
  });

  it('says that there is none, to those who may not create it', async () => {
    await expect(open('reader', schema(first))).rejects.toMatchObject({
      name: 'DatabaseUnreachableError',
      missing: true,
    });
  });

  it('says that a file is no database, or another program’s', async () => {
    mkdirSync(join(folder, 'not', 'yet'), { recursive: true });
    writeFileSync(path, 'certainly no database, but text that is longer than a header. '.repeat(40));
    await expect(open('owner', schema(first))).rejects.toThrow(DatabaseCorruptError);
    path = join(folder, 'foreign.db');
    (await open('owner', { ...schema(first), applicationId: 1 })).pragma('application_id');
    await expect(open('owner', schema(first))).rejects.toThrow(ForeignDatabaseError);
    path = join(folder, 'unmarked.db');
    const unmarked = await open('owner', schema());
    unmarked.exec('create table theirs (x)');
    await expect(open('owner', schema(first))).rejects.toThrow(ForeignDatabaseError);
  });

  it('says that the folder cannot be made or the file not be opened', async () => {
    writeFileSync(join(folder, 'file'), '');
    path = join(folder, 'file', 'below', 'x.db');
    await expect(open('owner', schema(first))).rejects.toThrow(DatabaseUnreachableError);
    path = folder;
    await expect(open('owner', schema(first))).rejects.toThrow(DatabaseUnreachableError);
  });

  it.skipIf(process.getuid?.() === 0)('says that the file may not be written', async () => {
    await open('owner', schema(first));
    for (const connection of opened.splice(0)) connection.close();
    chmodSync(path, 0o400);
    await expect(open('owner', schema(first, second))).rejects.toThrow(DatabaseReadOnlyError);
  });

  it('refuses a Node that would crash on the driver', async () => {
    const versions = Object.getOwnPropertyDescriptor(process, 'versions') as PropertyDescriptor;
    Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, napi: '9' } });
    try {
      await expect(open('owner', schema(first))).rejects.toThrow(UnsupportedNodeError);
    } finally {
      Object.defineProperty(process, 'versions', versions);
    }
  });

  it('gives each of the driver’s errors its class, and leaves others alone', () => {
    const coded = (code: string) => Object.assign(new Error('x'), { code });
    const classOf = (code: string) => (asDatabaseError('p', coded(code)) as object).constructor;
    expect(classOf('SQLITE_BUSY_SNAPSHOT')).toBe(DatabaseLockedError);
    expect(classOf('SQLITE_READONLY_DBMOVED')).toBe(DatabaseReadOnlyError);
    expect(classOf('SQLITE_CORRUPT_VTAB')).toBe(DatabaseCorruptError);
    expect(classOf('SQLITE_FULL')).toBe(DatabaseFullError);
    expect(classOf('SQLITE_IOERR_WRITE')).toBe(DatabaseUnreachableError);
    expect(classOf('SQLITE_CONSTRAINT')).toBe(Error);
    expect(asDatabaseError('p', 'text')).toBe('text');
  });
});

describe('a transaction', () => {
  it('undoes everything when its body throws', async () => {
    const connection = await open('owner', schema(first));
    const failing = connection.write(() => {
      connection.run('insert into a values (1)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await connection.write(() => connection.run('insert into a values (2)'));
    expect(connection.all('select x from a')).toEqual([{ x: 2 }]);
  });

  it('waits for another process without blocking, and goes on when that is done', async () => {
    const clock = new ManualClock();
    const other = await open('owner', schema(first));
    const waiting = await open('owner', schema(first), { timers: clock, patienceMs: 1_000 });
    other.exec('begin immediate');
    let done = false;
    const writing = waiting
      .write(() => waiting.run('insert into a values (3)'))
      .then(() => {
        done = true;
      });
    await clock.advance(50);
    expect(done).toBe(false);
    other.exec('commit');
    await clock.advance(500);
    await writing;
    expect(other.all('select x from a')).toEqual([{ x: 3 }]);
  });

  it('gives up with DatabaseLockedError when its patience ends', async () => {
    const clock = new ManualClock();
    const other = await open('owner', schema(first));
    const waiting = await open('owner', schema(first), { timers: clock, patienceMs: 300 });
    other.exec('begin immediate');
    const failing = expect(waiting.write(() => 1)).rejects.toThrow(DatabaseLockedError);
    await clock.advance(1_000);
    await failing;
    other.exec('rollback');
  });

  it('reads one moment, whatever is written meanwhile', async () => {
    const writer = await open('owner', schema(first));
    const reader = await open('reader', schema(first));
    const counts = await reader.read(() => {
      const before = reader.all('select x from a').length;
      writer.run('insert into a values (1)');
      return [before, reader.all('select x from a').length];
    });
    expect(counts).toEqual([0, 0]);
    expect(reader.all('select x from a').length).toBe(1);
  });
});

describe('watching a database', () => {
  it('tells of what others commit, not of what is rolled back or nothing', async () => {
    const clock = new ManualClock();
    const writer = await open('owner', schema(first));
    const reader = await open('reader', schema(first));
    const stop = new AbortController();
    let told = 0;
    const watching = watchChanges(reader, () => void told++, { timers: clock, signal: stop.signal });
    await clock.advance(600);
    expect(told).toBe(0);
    writer.run('insert into a values (1)');
    await clock.advance(200);
    expect(told).toBe(1);
    const failing = writer.write(() => {
      writer.run('insert into a values (2)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await clock.advance(600);
    expect(told).toBe(1);
    stop.abort();
    await watching;
  });

  it('can be done on the machine’s own clock', async () => {
    const stop = new AbortController();
    const sleeping = systemClock.sleep(60_000, stop.signal);
    stop.abort(new Error('stop'));
    await expect(sleeping).rejects.toThrow('stop');
    await systemClock.sleep(0);
    expect(systemClock.now()).toBeGreaterThan(Date.UTC(2024, 0, 1));
  });
});
