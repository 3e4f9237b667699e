import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import type { Schema } from '../../src/database/schema.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const schema: Schema = {
  name: 'test',
  applicationId: 77,
  migrations: [
    `create table number (x integer primary key);
     create table mention (x integer references number (x) deferrable initially deferred)`,
  ],
};

let clock: ManualClock;
let one: SqliteConnection;
let other: SqliteConnection;
beforeEach(async () => {
  const path = join(temporaryFolder(), 'numbers.db');
  clock = new ManualClock();
  one = await openSqlite({ path, role: 'owner', schema, timers: clock });
  other = await openSqlite({ path, role: 'writer', schema, timers: clock });
});
afterEach(() => {
  one.close();
  other.close();
});

const put = (x: number) => one.writeTogether(() => one.run('insert into number values (?)', x).changes);
const seenBy = (connection: SqliteConnection) =>
  connection.all<{ x: number }>('select x from number order by x').map(({ x }) => x);

describe('what is written together', () => {
  it('is committed in one go when the event loop turns, and each gets its own result', async () => {
    const version = other.pragma('data_version');
    const first = put(1);
    await Promise.resolve();
    const second = put(2);
    expect([seenBy(one), seenBy(other)]).toEqual([[1, 2], []]);
    expect(await Promise.all([first, second])).toEqual([1, 1]);
    expect(seenBy(other)).toEqual([1, 2]);
    expect(other.pragma('data_version')).toBe((version as number) + 1);
  });

  it('is undone one by one where a body throws', async () => {
    const half = () =>
      one.writeTogether(() => {
        one.run('insert into number values (7)');
        return one.run('insert into number values (1)').changes;
      });
    const written = await Promise.allSettled([put(1), half(), put(2)]);
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seenBy(other)).toEqual([1, 2]);
  });

  it('fails altogether where the commit does, and says so to each', async () => {
    one.pragma('foreign_keys = 1');
    const mention = one.writeTogether(() => one.run('insert into mention values (9)'));
    const written = await Promise.allSettled([put(1), mention, put(2)]);
    expect(written.map((each) => each.status === 'rejected' && String(each.reason))).toEqual(
      Array(3).fill(expect.stringContaining('FOREIGN KEY')),
    );
    expect(seenBy(one)).toEqual([]);
    await put(3);
    expect(seenBy(other)).toEqual([3]);
  });

  it('leaves nothing unhandled where every body threw and the commit fails as well', async () => {
    one.pragma('foreign_keys = 1');
    const failed = one.writeTogether(() => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await setImmediate();
    await put(1);
    expect(seenBy(other)).toEqual([1]);
  });

  it('is committed before anything that is a transaction of its own, and before the end', async () => {
    const writing = put(1);
    await one.write(() => one.run('insert into number values (2)'));
    expect(seenBy(other)).toEqual([1, 2]);
    const more = put(3);
    await one.read(() => expect(seenBy(other)).toEqual([1, 2, 3]));
    const last = put(4);
    one.exec('vacuum');
    const closing = put(5);
    one.close();
    expect(seenBy(other)).toEqual([1, 2, 3, 4, 5]);
    expect(await Promise.all([writing, more, last, closing])).toEqual([1, 1, 1, 1]);
  });

  it('waits for another process that writes', async () => {
    other.run('begin immediate');
    const waiting = put(1);
    await Promise.resolve();
    other.run('commit');
    await clock.advance(10);
    expect(await waiting).toBe(1);
    expect(seenBy(other)).toEqual([1]);
  });
});
