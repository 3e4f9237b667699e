import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { claimNextCommand, finishCommand, returnAbandonedCommands } from '../../src/commands/claim-command.ts';
import { type CommandRequest, UnknownCommandError } from '../../src/commands/command.ts';
import { fileCommand, openCommandDatabase, readCommand, recentCommands } from '../../src/commands/file-command.ts';
import { DatabaseUnreachableError, DatabaseUpgradingError } from '../../src/database/database-error.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { LeaseLostError } from '../../src/lease/lease-lost-error.ts';
import { openReadSide } from '../../src/read/open-read-side.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const request: CommandRequest = {
  actor: 'ui',
  kind: 'materialize',
  payload: { selection: 'sales/*', from: '2024-01-01' },
};

let clock: ManualClock;
let path: string;
let owner: SqliteConnection;
let client: SqliteConnection;
beforeEach(async () => {
  clock = new ManualClock(500);
  path = join(temporaryFolder(), 'state.db');
  owner = await openStateDatabase(path, clock);
  client = await openCommandDatabase(path, clock);
});
afterEach(() => {
  owner.close();
  client.close();
});
const claim = () => claimNextCommand(owner, unfenced, 'daemon', clock);

describe('commands', () => {
  it('are claimed in the order in which they were filed, each once', async () => {
    const first = await fileCommand(client, request, clock);
    const second = await fileCommand(client, { actor: 'cli', kind: 'cancel', payload: { run: 7 } }, clock);
    expect(await claim()).toEqual({ ...request, id: first, filedAt: 500, claimedAt: 500 });
    expect(await claim()).toMatchObject({ id: second, kind: 'cancel', payload: { run: 7 } });
    expect(await claim()).toBeUndefined();
  });

  it('show their outcome to whoever filed them; the first outcome stands', async () => {
    const id = await fileCommand(client, request, clock);
    expect(await readCommand(client, id)).not.toHaveProperty('outcome');
    await claim();
    await clock.advance(10);
    await finishCommand(owner, unfenced, id, { kind: 'done', result: { run: 3 } }, clock);
    await finishCommand(owner, unfenced, id, { kind: 'failed', message: 'late' }, clock);
    expect(await readCommand(client, id)).toMatchObject({
      finishedAt: 510,
      outcome: { kind: 'done', result: { run: 3 } },
    });
    expect((await recentCommands(client, 5)).map((command) => command.id)).toEqual([id]);
  });

  it('are seen with the run that goes on for them, and with what became of them', async () => {
    const view = openReadSide({ stateDatabase: path, seriesDatabase: path, timers: clock });
    const state = stateStoreIn(owner);
    try {
      const id = await fileCommand(client, request, clock);
      expect(await view.command(id)).toMatchObject({ kind: 'materialize', actor: 'ui', state: 'waiting', run: null });
      await claim();
      expect(await view.command(id)).toMatchObject({ state: 'working', claimedAt: 500, run: null });
      const run = await state.startRun(unfenced, { kind: 'materialize', actor: 'ui', selection: '', startedAt: 500 });
      expect(await view.command(id)).toMatchObject({ state: 'working', run });
      await finishCommand(owner, unfenced, id, { kind: 'refused', message: 'no' }, clock);
      expect(await view.command(id)).toMatchObject({ state: 'refused', run: null, message: 'no', result: null });
      expect(await view.command(id + 1)).toBeUndefined();
    } finally {
      await view.close();
    }
  });

  it('come back when the process that claimed them died, but not when they were finished', async () => {
    const done = await fileCommand(client, request, clock);
    const left = await fileCommand(client, request, clock);
    const waiting = await fileCommand(client, request, clock);
    await claim();
    await finishCommand(owner, unfenced, done, { kind: 'done' }, clock);
    await claim();
    expect(await returnAbandonedCommands(owner, unfenced)).toBe(1);
    expect([(await claim())?.id, (await claim())?.id, await claim()]).toEqual([left, waiting, undefined]);
  });

  it('are not claimed by a process that has lost its lease', async () => {
    await fileCommand(client, request, clock);
    await expect(claimNextCommand(owner, { lease: 'executor', token: 1 }, 'old', clock)).rejects.toThrow(
      LeaseLostError,
    );
    expect(await claim()).toBeDefined();
  });

  it('of an unknown kind are refused: on filing, and by a claimer that finds one', async () => {
    const unknown = { actor: 'ui', kind: 'explode', payload: {} } as unknown as CommandRequest;
    await expect(fileCommand(client, unknown, clock)).rejects.toThrow(UnknownCommandError);
    client.run(`insert into command (actor, kind, payload, filed_at) values ('ui', 'explode', '{}', 1)`);
    const known = await fileCommand(client, request, clock);
    expect((await claim())?.id).toBe(known);
    expect(client.get('select outcome from command where kind = ?', 'explode')).toMatchObject({
      outcome: expect.stringMatching(/refused.*explode/),
    });
  });

  it('cannot be filed into a database that is not there, or has another schema', async () => {
    await expect(openCommandDatabase(`${path}.not`, clock)).rejects.toThrow(DatabaseUnreachableError);
    owner.pragma('user_version = 99');
    await expect(openCommandDatabase(path, clock)).rejects.toThrow(DatabaseUpgradingError);
  });
});
