import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DatabaseUpgradingError } from '../../src/database/database-error.ts';
import { stateSchema } from '../../src/database/state-schema.ts';
import type { EventView } from '../../src/read/views.ts';
import { openStateDatabase } from '../../src/state/open-state-store.ts';
import { createDatabases, day, openShopForEachTest, record, sales, shop } from './recorded-shop.ts';

openShopForEachTest();

describe('the read side over databases that come, change and go', () => {
  it('opens before there is a database, and sees it as soon as there is', async () => {
    expect(await shop.view.schemaState()).toEqual({ kind: 'absent' });
    await expect(shop.view.assets()).rejects.toThrow();
    await createDatabases();
    expect(await shop.view.schemaState()).toEqual({ kind: 'current' });
    expect(await shop.view.assets()).toEqual([]);
  });

  it('says "upgrading" while the schema is another one, then goes on', async () => {
    await createDatabases();
    expect((await shop.view.overview()).assets).toBe(0);
    const known = stateSchema.migrations.length;
    shop.connection.pragma(`user_version = ${known + 1}`);
    expect(await shop.view.schemaState()).toEqual({ kind: 'upgrading', found: known + 1, known });
    const failing = await Promise.allSettled([shop.view.overview(), shop.view.assets(), shop.view.runs()]);
    for (const one of failing)
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseUpgradingError) });
    shop.connection.pragma(`user_version = ${known}`);
    expect((await shop.view.overview()).assets).toBe(0);
  });

  it('says that the database is gone while it is moved away, and reads what lies in its place afterwards', async () => {
    await createDatabases();
    await record();
    expect(await shop.view.assets()).toHaveLength(1);
    await shop.state.close();
    renameSync(shop.paths.stateDatabase, `${shop.paths.stateDatabase}.away`);
    expect(await shop.view.schemaState()).toEqual({ kind: 'absent' });
    await expect(shop.view.assets()).rejects.toMatchObject({ missing: true });
    renameSync(`${shop.paths.stateDatabase}.away`, shop.paths.stateDatabase);
    expect(await shop.view.assets()).toHaveLength(1);

    renameSync(shop.paths.stateDatabase, `${shop.paths.stateDatabase}.old`);
    (await openStateDatabase(shop.paths.stateDatabase, shop.clock)).close();
    const [assets, runs] = await Promise.all([shop.view.assets(), shop.view.runs()]);
    expect([assets, runs]).toEqual([[], []]);
  });

  it('tells each listener of what happens from then on, once and in order', async () => {
    await createDatabases();
    await record();
    const heard: EventView[] = [];
    const stop = shop.view.follow((events) => heard.push(...events));
    await shop.clock.advance(400);
    expect(heard).toEqual([]);
    const after = await shop.view.lastEventId();
    await record();
    await shop.clock.advance(400);
    expect(heard.map(({ kind }) => kind)).toEqual(['run-started', 'observed', 'step-finished', 'run-finished']);
    expect(await shop.view.eventsAfter(after)).toEqual(heard);
    expect((await shop.view.eventsAfter(after, 1)).length).toBe(1);
    stop();
    await record();
    await shop.clock.advance(400);
    expect(heard.length).toBe(4);
  });

  it('tells of what happens in a database that was put in the place of another', async () => {
    await createDatabases();
    await record();
    await record();
    const heard: EventView[] = [];
    const stop = shop.view.follow((events) => heard.push(...events));
    await shop.clock.advance(400);
    await shop.state.close();
    await shop.series.close();
    for (const path of [shop.paths.stateDatabase, shop.paths.seriesDatabase]) renameSync(path, `${path}.old`);
    await createDatabases();
    await shop.clock.advance(400);
    await record();
    await shop.clock.advance(400);
    expect(heard.map(({ kind }) => kind)).toEqual(['run-started', 'observed', 'step-finished', 'run-finished']);
    stop();
  });

  it('writes nothing', async () => {
    await createDatabases();
    await record();
    const before = shop.connection.pragma('data_version');
    await Promise.all([
      shop.view.assets(),
      shop.view.overview(),
      shop.view.runs(),
      shop.view.values(sales, 0, 99_999),
      shop.view.partition(sales, day),
    ]);
    expect(shop.connection.pragma('data_version')).toBe(before);
  });
});
