import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { assertFence } from '../lease/fence.ts';
import { writeEvent } from '../state/event-writer.ts';
import type { Fenced } from '../state/state-store.ts';
import { type Command, type CommandId, type CommandOutcome, isCommandKind, UnknownCommandError } from './command.ts';
import { type CommandRow, commandOf } from './command-row.ts';

/** Takes the oldest waiting command, which nobody else gets then. One of an unknown kind is refused and passed over. */
export async function claimNextCommand(
  connection: SqliteConnection,
  fence: Fenced,
  claimer: string,
  clock: Clock,
): Promise<Command | undefined> {
  for (;;) {
    const waiting = connection.get('select 1 from command where claimed_at is null limit 1');
    if (waiting === undefined) return undefined; // spares an idle process the write lock
    const row = await connection.write(() => {
      assertFence(connection, fence);
      return connection.get<CommandRow>(
        `update command set claimed_at = ?, claimed_by = ? where id = (select min(id) from command where claimed_at is null)
         returning *`,
        clock.now(),
        claimer,
      );
    });
    if (row === undefined) return undefined;
    if (isCommandKind(row.kind)) return commandOf(row);
    const { message } = new UnknownCommandError(row.kind);
    await finishCommand(connection, fence, row.id as CommandId, { kind: 'refused', message }, clock);
  }
}

/** Records what became of a command; the first outcome stands. */
export function finishCommand(
  connection: SqliteConnection,
  fence: Fenced,
  id: CommandId,
  outcome: CommandOutcome,
  clock: Clock,
): Promise<void> {
  return connection.write(() => {
    assertFence(connection, fence);
    const at = clock.now();
    const { changes } = connection.run(
      'update command set finished_at = ?, outcome = ? where id = ? and finished_at is null',
      at,
      JSON.stringify(outcome),
      id,
    );
    if (changes > 0)
      writeEvent(connection, { at, kind: 'command-finished', payload: { command: id, outcome: outcome.kind } });
  });
}

/** Puts back what a process that died had claimed and not finished; gives how many. To be called by the lease's next holder. */
export function returnAbandonedCommands(connection: SqliteConnection, fence: Fenced): Promise<number> {
  return connection.write(() => {
    assertFence(connection, fence);
    return connection.run(
      'update command set claimed_at = null, claimed_by = null where claimed_at is not null and finished_at is null',
    ).changes;
  });
}
