/**
 * Asking for something to be done, and reading what became of it. Only the holder of the executor's lease acts.
 *
 * - command: one thing asked for, by an actor, of a kind with its payload; filed, then claimed, then finished with an outcome
 */
export {
  type Command,
  type CommandBody,
  type CommandId,
  type CommandKind,
  type CommandOutcome,
  type CommandPayloads,
  type CommandRequest,
  commandKinds,
  type MaterializeRequest,
  UnknownCommandError,
} from './command.ts';
export { fileCommand, openCommandDatabase, readCommand, recentCommands } from './file-command.ts';
