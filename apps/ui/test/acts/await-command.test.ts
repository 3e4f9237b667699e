import type { CommandView } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { awaitCommand } from '../../src/acts/await-command.ts';

/** A command that is at each look at the next of these stages. */
function stages(...views: readonly Partial<CommandView>[]) {
  let looks = 0;
  const command = { id: 3, state: 'waiting', run: null, message: null, result: null } as CommandView;
  return {
    looks: () => looks,
    command: async () => ({ ...command, ...views[Math.min(looks++, views.length - 1)] }),
  };
}
const options = { patienceMs: 1_500, signal: new AbortController().signal, sleep: async () => undefined };

test('the answer comes as soon as the command is further than its reader knows', async () => {
  const read = stages({}, {}, { state: 'working' }, { state: 'working', run: 12 }, { state: 'done', result: 5 });
  expect(await awaitCommand(read, 3, { ...options, seen: 'waiting' })).toMatchObject({ state: 'working', run: null });
  expect(await awaitCommand(read, 3, { ...options, seen: 'working' })).toMatchObject({ state: 'working', run: 12 });
  expect(await awaitCommand(read, 3, { ...options, seen: 'working-12' })).toMatchObject({ state: 'done', result: 5 });
});

test('a command that stays where it is is answered when the patience is over', async () => {
  const read = stages({});
  expect(await awaitCommand(read, 3, { ...options, seen: 'waiting' })).toMatchObject({ state: 'waiting' });
  expect(read.looks()).toBe(11);
});

test('a reader that went away is not waited for', async () => {
  const read = stages({});
  await awaitCommand(read, 3, { ...options, seen: 'waiting', signal: AbortSignal.abort() });
  expect(read.looks()).toBe(1);
});
