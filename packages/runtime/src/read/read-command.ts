import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Json } from '../state/run-record.ts';
import type { CommandView } from './request-views.ts';

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly actor: string;
  readonly filed_at: number;
  readonly claimed_at: number | null;
  readonly finished_at: number | null;
  readonly outcome: string | null;
}

type Outcome = { readonly kind: 'done'; readonly result?: Json } | { readonly kind: string; readonly message: string };

/** A command and how far it is. */
export function readCommandView(connection: SqliteConnection, id: number): CommandView | undefined {
  const row = connection.get<Row>(
    'select id, kind, actor, filed_at, claimed_at, finished_at, outcome from command where id = ?',
    id,
  );
  return row === undefined
    ? undefined
    : {
        id: row.id,
        kind: row.kind,
        actor: row.actor,
        filedAt: row.filed_at,
        claimedAt: row.claimed_at,
        finishedAt: row.finished_at,
        run: runOf(connection, row),
        ...outcomeOf(row),
      };
}

/** The run that goes on for it: a daemon does one piece of work at a time. */
function runOf(connection: SqliteConnection, { actor, claimed_at, finished_at }: Row): number | null {
  if (claimed_at === null || finished_at !== null) return null;
  const run = connection.get<{ id: number }>(
    "select id from run where status = 'running' and actor = ? order by id desc limit 1",
    actor,
  );
  return run?.id ?? null;
}

function outcomeOf({ claimed_at, outcome: text }: Row): Pick<CommandView, 'state' | 'message' | 'result'> {
  const open = { message: null, result: null };
  if (text === null) return { ...open, state: claimed_at === null ? 'waiting' : 'working' };
  const outcome = JSON.parse(text) as Outcome;
  if ('message' in outcome)
    return { ...open, state: outcome.kind === 'refused' ? 'refused' : 'failed', message: outcome.message };
  return { ...open, state: 'done', result: outcome.result ?? null };
}
