import type { Clock, Timers } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { stateSchema } from '../database/state-schema.ts';
import { writeEvent } from '../state/event-writer.ts';
import { type Command, type CommandId, type CommandRequest, isCommandKind, UnknownCommandError } from './command.ts';
import { type CommandRow, commandOf } from './command-row.ts';

/** Opens a state database to file commands in it; fails with `DatabaseUpgradingError` where its schema is another one. */
export function openCommandDatabase(path: string, timers: Timers = systemClock): Promise<SqliteConnection> {
  return openSqlite({ path, role: 'writer', schema: stateSchema, timers, patienceMs: 5_000 });
}

/** Asks for something to be done; whoever holds the executor's lease will do it. */
export async function fileCommand(
  connection: SqliteConnection,
  request: CommandRequest,
  clock: Clock = systemClock,
): Promise<CommandId> {
  if (!isCommandKind(request.kind)) throw new UnknownCommandError(request.kind);
  const { actor, kind, payload } = request;
  return connection.write(() => {
    const at = clock.now();
    const { lastId } = connection.run(
      'insert into command (actor, kind, payload, filed_at) values (?, ?, ?, ?)',
      actor,
      kind,
      JSON.stringify(payload),
      at,
    );
    writeEvent(connection, { at, kind: 'command-filed', payload: { command: lastId, kind, actor } });
    return lastId as CommandId;
  });
}

/** A command and its outcome, if it has one by now. */
export async function readCommand(connection: SqliteConnection, id: CommandId): Promise<Command | undefined> {
  const row = connection.get<CommandRow>('select * from command where id = ?', id);
  return row === undefined ? undefined : commandOf(row);
}

/** The newest commands, newest first. */
export async function recentCommands(connection: SqliteConnection, limit: number): Promise<Command[]> {
  return connection.all<CommandRow>('select * from command order by id desc limit ?', limit).map(commandOf);
}
