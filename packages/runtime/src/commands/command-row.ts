import { type Command, type CommandId, type CommandOutcome, isCommandKind, UnknownCommandError } from './command.ts';

/** Row of table `command`. `payload` and `outcome` hold JSON. */
export interface CommandRow {
  readonly id: number;
  readonly actor: string;
  readonly kind: string;
  readonly payload: string;
  readonly filed_at: number;
  readonly claimed_at: number | null;
  readonly finished_at: number | null;
  readonly outcome: string | null;
}

export function commandOf(row: CommandRow): Command {
  if (!isCommandKind(row.kind)) throw new UnknownCommandError(row.kind);
  const command = {
    id: row.id as CommandId,
    actor: row.actor,
    kind: row.kind,
    payload: JSON.parse(row.payload) as unknown,
    filedAt: row.filed_at,
    ...(row.claimed_at === null ? {} : { claimedAt: row.claimed_at }),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    ...(row.outcome === null ? {} : { outcome: JSON.parse(row.outcome) as CommandOutcome }),
  };
  return command as Command; // kind and payload were filed together, from a CommandBody
}
